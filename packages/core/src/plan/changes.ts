import { shownOf, wantedOf } from '../resources/fields.js'
import type { Change, Field } from '../resources/kind.js'
import { fieldsOf } from '../resources/kinds.js'
import type { ObservedResource, Resource, Values } from '../resources/stack.js'
import { byText, equal } from '../support/canonical.js'
import { own } from '../support/own.js'
import { awsStep, isAwsKind, modifyInPlace, patchBinding, stepId, subjectOf } from './make-step.js'
import { type Created, refersTo, refersToReplaced } from './settle.js'
import type { Cause, Step } from './step.js'

/** A declared field whose observed value says something else, or refers to what this plan creates anew. */
interface Drift {
  readonly name: string
  readonly field: Field<unknown>
  readonly desired: unknown
  readonly observed: unknown
  readonly cause: Cause
}

type ModifiedBy = Extract<Change, { how: 'modifiedBy' }>
type Attached = Extract<Change, { how: 'attached' }>
type Elements = Extract<Change, { how: 'elements' }>

const driftOf = (
  name: string,
  field: Field<unknown>,
  desired: unknown,
  observed: unknown,
  created: Created
): Drift | undefined => {
  const there = observed === undefined && field.keyed ? {} : observed
  const moved = refersTo(desired, created)
  if (!moved && there !== undefined && field.same(desired, there)) return undefined
  const because = refersToReplaced(desired, created) ? 'refersToReplaced' : 'changed'
  return { name, field, desired, observed, cause: { because, field: name, observed, desired } }
}

/** Of a map that is changed key by key only the keys that differ, sorted. */
const toBeSent = ({ field, desired, observed }: Drift): unknown => {
  if (!field.keyed) return desired
  const wanted = desired as Values // keyed fields are maps
  const there = (observed ?? {}) as Values
  return Object.fromEntries(
    Object.entries(wanted)
      .filter(([key, value]) => own(there, key) !== value)
      .sort(([a], [b]) => byText(a, b))
  )
}

const modification = (
  resource: Resource,
  there: ObservedResource | undefined,
  change: ModifiedBy,
  drifts: ReadonlyArray<Drift>
): Step => {
  const fields: Record<string, unknown> = {}
  if (change.whole) {
    const wanted: Values = resource.spec
    for (const [name, field] of fieldsOf(resource.kind)) {
      const travels = field.change.how === 'modifiedBy' && field.change.call === change.call
      const value = wantedOf(wanted, name, field)
      if (travels && value !== undefined) fields[name] = value
    }
  } else for (const drift of drifts) fields[drift.name] = toBeSent(drift)
  const causes = drifts.map(({ cause }) => cause)
  if (resource.kind === 'TargetGroupBinding' && there !== undefined)
    return patchBinding(resource, there, change.call, causes)
  return modifyInPlace(there ?? resource, change.call, fields, causes)
}

/** Puts the one value of a field in its place, or takes off what is there. */
const attachment = (
  resource: Resource,
  there: ObservedResource | undefined,
  { attach, detach }: Attached,
  { name, field, desired, observed, cause }: Drift
): ReadonlyArray<Step> => {
  const { kind } = resource
  const subject = subjectOf(there ?? resource)
  const part = ` ${name}`
  if (!equal(desired, field.none)) return [modifyInPlace(subject, attach, { [name]: desired }, [cause], part)]
  if (!isAwsKind(kind)) return []
  const call = { do: 'detach', kind, action: detach, subject, field: name, value: observed } as const
  return [awsStep(stepId(detach, subject, part), call, resource.stack, [cause])]
}

const keyed = (field: Field<unknown>, elements: unknown): ReadonlyMap<string, unknown> =>
  // A field that has elements is a list.
  new Map(((elements ?? []) as ReadonlyArray<unknown>).map((element) => [field.elementKey(element), element]))

const without = (
  elements: ReadonlyMap<string, unknown>,
  others: ReadonlyMap<string, unknown>
): ReadonlyArray<unknown> =>
  [...elements]
    .filter(([key]) => !others.has(key))
    .sort(([a], [b]) => byText(a, b))
    .map(([, element]) => element)

/** The items in lists of at most `size`, in their order. */
export const chunksOf = <A>(items: ReadonlyArray<A>, size: number): ReadonlyArray<ReadonlyArray<A>> => {
  if (items.length <= size) return items.length === 0 ? [] : [items]
  const chunks: Array<ReadonlyArray<A>> = []
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size))
  return chunks
}

/** Members that are missing are added, members too many removed, as many in one call as it takes. */
const elementSteps = (
  resource: Resource,
  there: ObservedResource | undefined,
  change: Elements,
  name: string,
  field: Field<unknown>,
  observed: unknown
): ReadonlyArray<Step> => {
  const { kind } = resource
  if (!isAwsKind(kind)) return []
  const values: Values = resource.spec
  const wanted = keyed(field, values[name])
  const present = keyed(field, observed)
  const subject = subjectOf(there ?? resource)
  const steps = (what: 'add' | 'remove', elements: ReadonlyArray<unknown>): ReadonlyArray<Step> =>
    chunksOf(elements, change.perCall).map((chunk, i) => {
      const id = stepId(change[what], subject, ` ${name} ${i + 1}`)
      const cause: Cause =
        what === 'add'
          ? { because: 'changed', field: name, desired: chunk }
          : { because: 'surplus', field: name, observed: chunk }
      const call = { do: what, kind, action: change[what], subject, field: name, elements: chunk }
      return awsStep(id, call, resource.stack, [cause])
    })
  return [...steps('add', without(wanted, present)), ...steps('remove', without(present, wanted))]
}

/**
 * Steps that change fields in place, in the order of the declaration; tags are changed elsewhere, many resources at a time.
 * Without `there` the resource is being created: what its creating call does not take is set from nothing.
 */
export const changesOf = (
  resource: Resource,
  there: ObservedResource | undefined,
  created: Created
): ReadonlyArray<Step> => {
  const wanted: Values = resource.spec
  const shown: Values = there?.spec ?? {}
  const byCall = new Map<string, { readonly change: ModifiedBy; readonly drifts: Array<Drift> }>()
  const steps: Array<Step> = []
  for (const [name, field] of fieldsOf(resource.kind)) {
    const desired = wantedOf(wanted, name, field)
    if (desired === undefined || (there === undefined && !field.afterCreate)) continue
    const { change } = field
    if (change.how === 'elements') steps.push(...elementSteps(resource, there, change, name, field, shown[name]))
    if (change.how !== 'modifiedBy' && change.how !== 'attached') continue
    const drift = driftOf(name, field, desired, shownOf(shown, name, field), created)
    if (drift === undefined) continue
    if (change.how === 'attached') {
      steps.push(...attachment(resource, there, change, drift))
      continue
    }
    const group = byCall.get(change.call)
    if (group === undefined) byCall.set(change.call, { change, drifts: [drift] })
    else group.drifts.push(drift)
  }
  for (const { change, drifts } of byCall.values()) steps.push(modification(resource, there, change, drifts))
  return steps
}
