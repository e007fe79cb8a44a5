import type { Field } from '../resources/kind.js'
import { fieldsOf, kindNames, ownerField } from '../resources/kinds.js'
import { type KindName, keyOf, type ResourceName, refsIn } from '../resources/ref.js'
import type { ObservedResource, Resource, Values } from '../resources/stack.js'
import { equal } from '../support/canonical.js'
import { push } from '../support/lists-by.js'
import { type Renaming, renamed, withNumber } from './set-aside.js'
import type { Cause } from './step.js'

/** By key: what this plan creates, because it is absent or because nothing that is there can be changed into it, and why. */
export type Created = ReadonlyMap<string, Cause>

/** Who stands for whom: every desired resource has its holder, or is to be created. */
export interface Settled {
  readonly created: Created
  /** What can stay bears the name of its desired resource; whatever it replaces is superseded, also in every reference to it. */
  readonly observed: ReadonlyArray<ObservedResource>
}

/** The key that a resource has, or would have, as the current one of its name. */
export const baseKey = (name: ResourceName): string => keyOf(withNumber(name, undefined))

/** Whether a value refers to something that this plan creates, so that what AWS has under that name is another thing. */
export const refersTo = (value: unknown, created: Created): boolean =>
  created.size > 0 && refsIn(value).some((ref) => created.has(keyOf(ref)))

/** Whether something that it refers to takes the place of another, and is not new altogether. */
export const refersToReplaced = (value: unknown, created: Created): boolean =>
  created.size > 0 && refsIn(value).some((ref) => (created.get(keyOf(ref))?.because ?? 'absent') !== 'absent')

const isForGood = ({ change }: Field<unknown>): boolean => change.how === 'identity' || change.how === 'replaces'

const sameForGood = (field: Field<unknown>, desired: unknown, observed: unknown): boolean => {
  if (isForGood(field)) return field.same(desired, observed)
  return equal(field.fixed(desired), field.fixed(observed))
}

const unchangeable = (field: Field<unknown>, value: unknown): unknown => (isForGood(field) ? value : field.fixed(value))

/** Whether one has a value and the other has none, which AWS cannot change, where leaving the field out asks for none. */
const comesOrGoes = (field: Field<unknown>, desired: unknown, observed: unknown): boolean =>
  field.undeclared === 'none' && isForGood(field) && (desired === undefined) !== (observed === undefined)

/** Why no call turns the observed resource into the desired one, if none does. What has not been read is taken to be right. */
const whyReplaced = (desired: Resource, there: ObservedResource, created: Created): Cause | undefined => {
  const wanted: Values = desired.spec
  const shown: Values = there.spec
  for (const [name, field] of fieldsOf(desired.kind)) {
    const observed = shown[name]
    const isNew = comesOrGoes(field, wanted[name], observed)
    if (isNew) return { because: 'replaced', field: name, observed, desired: wanted[name] }
    if (wanted[name] === undefined || observed === undefined) continue
    if (refersTo(unchangeable(field, wanted[name]), created)) {
      return { because: 'refersToReplaced', field: name, observed, desired: wanted[name] }
    }
    if (sameForGood(field, wanted[name], observed)) continue
    return { because: 'replaced', field: name, observed, desired: wanted[name] }
  }
  return undefined
}

/** Current first, then by number. */
const holdersOf = (
  kind: KindName,
  observed: ReadonlyArray<ObservedResource>
): ReadonlyMap<string, ReadonlyArray<ObservedResource>> => {
  const holders = new Map<string, Array<ObservedResource>>()
  for (const resource of observed) {
    if (resource.kind !== kind) continue
    // What hangs on a superseded owner goes with it and stands for nothing else.
    if (resource.superseded !== undefined && ownerField(kind) !== undefined) continue
    push(holders, baseKey(resource), resource)
  }
  for (const list of holders.values()) list.sort((a, b) => (a.superseded ?? 0) - (b.superseded ?? 0))
  return holders
}

/** Decides for one kind: fills in what is created, and says who gets which number. */
const settleKind = (
  kind: KindName,
  desired: ReadonlyArray<Resource>,
  observed: ReadonlyArray<ObservedResource>,
  created: Map<string, Cause>
): Renaming => {
  const holders = holdersOf(kind, observed)
  const numbers = new Map<string, number | undefined>()
  for (const resource of desired) {
    if (resource.kind !== kind) continue
    const key = keyOf(resource)
    const candidates = holders.get(key) ?? []
    const current = candidates.find(({ superseded }) => superseded === undefined)
    const why = candidates.map((candidate) => whyReplaced(resource, candidate, created))
    // After a crash the newer of two may be the one that needs no replacement: it is taken on instead of a third.
    const fit = candidates[why.indexOf(undefined)]
    if (fit !== undefined && fit === current) continue
    if (fit === undefined) created.set(key, why[0] ?? { because: 'absent' })
    else numbers.set(keyOf(fit), undefined)
    if (current === undefined) continue
    numbers.set(key, fit?.superseded ?? 1 + Math.max(...candidates.map(({ superseded }) => superseded ?? 0)))
  }
  return numbers
}

/**
 * Decides what stays, what is replaced and what is missing, owners before those who hang on them.
 * Rules are left out: they are matched by content, listener by listener.
 */
export const settle = (desired: ReadonlyArray<Resource>, observed: ReadonlyArray<ObservedResource>): Settled => {
  const created = new Map<string, Cause>()
  let settled = observed
  for (const kind of kindNames) {
    if (kind === 'ListenerRule') continue
    settled = renamed(settled, settleKind(kind, desired, settled, created))
  }
  return { created, observed: settled }
}
