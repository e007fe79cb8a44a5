import { byText, equal, isRedacted, mask, plainJson } from '@alb-ingress/core'
import { originals } from '../account/originals.js'
import type { World } from '../account/world.js'
import { type AccountFile, type Remembered, type Resources, schemaVersion } from './codec.js'

/**
 * The account as it is now, for the next run to start from: the user's own members exactly as they were, and beside them what was
 * made, changed and deleted since. Equal accounts give equal files.
 */
export const toAccountFile = (world: World, remembered: Remembered = world.file.kubernetes ?? {}): AccountFile => {
  const { schema: _schema, resources: _resources, kubernetes: _kubernetes, ...given } = world.file
  const resources = changesSince(world)
  const ours = {
    ...(isEmpty(resources) ? {} : { resources }),
    ...(isEmpty(remembered) ? {} : { kubernetes: remembered })
  }
  // Sorted, because the order in which members came about is no part of what the account is.
  return isEmpty(ours) ? given : { ...given, schema: schemaVersion, ...sortedMembers(ours) }
}

/** The file as text, the way people keep JSON under version control. */
export const accountFileText = (file: AccountFile): string => plainJson(file)

const sortedMembers = <A>(value: A): A => {
  // A file is for readers: what is secret in an action stays out of it. The mask is read back as a secret that nobody can tell.
  if (isRedacted(value)) return mask as A
  if (typeof value !== 'object' || value === null) return value
  const sorted: unknown = Array.isArray(value)
    ? value.map(sortedMembers)
    : Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => byText(a, b))
          .map(([name, member]) => [name, sortedMembers(member)])
      )
  // The same members in another order.
  return sorted as A
}

const isEmpty = (record: object): boolean => Object.keys(record).length === 0

const changesSince = (world: World): Resources => {
  const { loadBalancers, targetGroups, securityGroups } = originals(world.file)
  const arnOf = ({ arn }: { readonly arn: string }): string => arn
  const idOf = ({ id }: { readonly id: string }): string => id
  const gone = [
    ...missingFrom(world.loadBalancers, loadBalancers.map(arnOf)),
    ...missingFrom(world.targetGroups, targetGroups.map(arnOf)),
    ...missingFrom(world.securityGroups, securityGroups.map(idOf)),
    ...missingFrom(world.certificates, (world.file.certificates ?? []).map(arnOf))
  ]
  return {
    ...(world.sequence === 0 ? {} : { sequence: world.sequence }),
    ...list('loadBalancers', changed(world.loadBalancers, loadBalancers, arnOf)),
    ...list('listeners', changed(world.listeners, [], arnOf)),
    ...list('rules', changed(world.rules, [], arnOf)),
    ...list('targetGroups', changed(world.targetGroups, targetGroups, arnOf)),
    ...list('securityGroups', changed(world.securityGroups, securityGroups, idOf)),
    ...list('gone', gone.sort(byText))
  }
}

const list = <N extends string, A>(name: N, items: ReadonlyArray<A>): { readonly [K in N]?: ReadonlyArray<A> } =>
  // A computed name widens to string; there is one member, and its name is N.
  (items.length === 0 ? {} : { [name]: items }) as { readonly [K in N]?: ReadonlyArray<A> }

const missingFrom = (now: ReadonlyMap<string, unknown>, ids: ReadonlyArray<string>): ReadonlyArray<string> =>
  ids.filter((id) => !now.has(id))

const changed = <R>(
  now: ReadonlyMap<string, R>,
  before: ReadonlyArray<R>,
  idOf: (record: R) => string
): ReadonlyArray<R> => {
  const original = new Map(before.map((record) => [idOf(record), record]))
  const different = [...now].filter(([id, record]) => !original.has(id) || !equal(original.get(id), record))
  return different.sort(([a], [b]) => byText(a, b)).map(([, record]) => record)
}
