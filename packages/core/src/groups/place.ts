import type { ObjectKey } from '../kubernetes/object.js'
import { join, leave } from '../support/keys-by.js'
import { classAnnotation } from './classify.js'
import { groupsHeld } from './group-name.js'
import type { Indexes } from './indexes.js'
import { secretsNamed, servicesNamed } from './named.js'
import { groupsOf, type Placed, type Standing, sameStanding } from './standing.js'
import { standingOf, standingOfUnreadable } from './standing-of.js'

const none: ReadonlyArray<ObjectKey> = []

const placedNow = (indexes: Indexes, key: ObjectKey): Placed | undefined => {
  const ingress = indexes.objects.Ingress.get(key)
  if (ingress !== undefined) {
    const standing = standingOf(indexes, ingress)
    const [services, secrets] = [servicesNamed(ingress), secretsNamed(ingress)]
    return { key, ingress, standing, holds: groupsHeld(ingress), services, secrets }
  }
  const unreadable = indexes.unreadable.Ingress.get(key)
  if (unreadable?.remains === undefined) return undefined
  const { remains } = unreadable
  const standing = standingOfUnreadable(indexes, unreadable, remains)
  return { key, ingress: remains, standing, holds: groupsHeld(remains), services: none, secrets: none }
}

type Turn = typeof join

const turnOthers = (turn: Turn, indexes: Indexes, { key, ingress, services, secrets }: Placed): void => {
  turn(indexes.byNamespace, ingress.namespace, key)
  if (ingress.annotations[classAnnotation] === undefined) turn(indexes.byClass, ingress.ingressClassName, key)
  for (const service of services) turn(indexes.byService, service, key)
  for (const secret of secrets) turn(indexes.bySecret, secret, key)
}

const turnGroups = (turn: Turn, indexes: Indexes, placed: Placed): void => {
  for (const group of groupsOf(placed)) turn(indexes.byGroup, group, placed.key)
}

/** Takes an Ingress out of every index. */
export const displace = (indexes: Indexes, key: ObjectKey): Placed | undefined => {
  const placed = indexes.placed.get(key)
  if (placed === undefined) return undefined
  indexes.placed.delete(key)
  turnOthers(leave, indexes, placed)
  turnGroups(leave, indexes, placed)
  return placed
}

/** Finds an Ingress's place among objects that are already stored. */
export const place = (indexes: Indexes, key: ObjectKey): Placed | undefined => {
  const placed = placedNow(indexes, key)
  if (placed === undefined) return undefined
  indexes.placed.set(key, placed)
  turnOthers(join, indexes, placed)
  turnGroups(join, indexes, placed)
  return placed
}

const standingNow = (indexes: Indexes, { key, ingress }: Placed): Standing => {
  const unreadable = indexes.unreadable.Ingress.get(key)
  return unreadable === undefined ? standingOf(indexes, ingress) : standingOfUnreadable(indexes, unreadable, ingress)
}

/** Looks again where an Ingress stands after something else changed; both places when a group sees a difference. */
export const reconsider = (indexes: Indexes, key: ObjectKey): readonly [Placed, Placed] | undefined => {
  const before = indexes.placed.get(key)
  if (before === undefined) return undefined
  const after: Placed = { ...before, standing: standingNow(indexes, before) }
  turnGroups(leave, indexes, before)
  indexes.placed.set(key, after)
  turnGroups(join, indexes, after)
  return sameStanding(before.standing, after.standing) ? undefined : [before, after]
}
