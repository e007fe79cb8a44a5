import { shownOf } from '../resources/fields.js'
import type { Field } from '../resources/kind.js'
import { fieldsOf } from '../resources/kinds.js'
import type { ResourceName } from '../resources/ref.js'
import { nameOfResource, type ObservedResource, type ObservedStack, type Values } from '../resources/stack.js'

/** A difference that nobody of us made, between what was known of a stack and what is there. */
export interface Drift {
  readonly resource: ResourceName
  readonly physicalId: string
  readonly drift: 'appeared' | 'vanished' | 'changed'
  /** With `changed`: which field, and both of its values. */
  readonly field?: string
  readonly before?: unknown
  readonly after?: unknown
}

const listed = (field: Field<unknown>, value: unknown): ReadonlyArray<string> =>
  // A field that has elements is a list.
  (value as ReadonlyArray<unknown>).map(field.elementKey).sort()

const says = (field: Field<unknown>, before: unknown, after: unknown): boolean => {
  if (field.change.how !== 'elements') return field.same(before, after)
  const [was, is] = [listed(field, before), listed(field, after)]
  return was.length === is.length && was.every((key, i) => key === is[i])
}

const changesIn = (before: ObservedResource, after: ObservedResource): ReadonlyArray<Drift> => {
  const was: Values = before.spec
  const is: Values = after.spec
  const { physicalId } = before
  return fieldsOf(before.kind).flatMap(([name, field]): ReadonlyArray<Drift> => {
    const [known, seen] = [was[name], field.detail ? is[name] : shownOf(is, name, field)]
    // What was not read, then or now, cannot differ; a name that AWS was told once is nobody's to change.
    if (known === undefined || seen === undefined || field.change.how === 'atCreation') return []
    if (says(field, known, seen)) return []
    const resource = nameOfResource(before)
    return [{ resource, physicalId, drift: 'changed', field: name, before: known, after: seen }]
  })
}

const only = (resource: ObservedResource, drift: 'appeared' | 'vanished'): Drift => ({
  ...{ resource: nameOfResource(resource), drift },
  physicalId: resource.physicalId
})

/** What differs between two sights of one stack, compared as AWS calls things. Only fields that both have are compared. */
export const driftIn = (before: ObservedStack | undefined, after: ObservedStack | undefined): ReadonlyArray<Drift> => {
  const there = new Map((after?.resources ?? []).map((resource) => [resource.physicalId, resource]))
  const known = new Set((before?.resources ?? []).map(({ physicalId }) => physicalId))
  const found = (before?.resources ?? []).flatMap((resource) => {
    const now = there.get(resource.physicalId)
    return now === undefined ? [only(resource, 'vanished')] : changesIn(resource, now)
  })
  const others = (after?.resources ?? []).filter(({ physicalId }) => !known.has(physicalId))
  return [...found, ...others.map((resource) => only(resource, 'appeared'))]
}
