import type { DetailsNeeded, FoundDetail } from '../resources/found.js'
import { fieldsOf } from '../resources/kinds.js'
import { keyOf } from '../resources/ref.js'
import {
  nameOfResource,
  type ObservedResource,
  type ObservedStack,
  type ObservedState,
  observedOf,
  type Stack,
  type Values
} from '../resources/stack.js'
import { isAwsKind } from './make-step.js'
import { settle } from './settle.js'

/**
 * Fields that cost a call of their own to read, for resources that exist and stay: those that the desired resource declares, as
 * nobody compares the others.
 */
export const detailsNeeded = (stack: Stack, current: ObservedStack | undefined): DetailsNeeded => {
  const { observed } = settle(stack.resources, current?.resources ?? [])
  const there = new Map(observed.map((resource) => [keyOf(nameOfResource(resource)), resource]))
  return stack.resources.flatMap(({ kind, spec, ...name }) => {
    const holder = there.get(keyOf({ ...name, kind }))
    if (holder === undefined || !isAwsKind(kind)) return []
    const wanted: Values = spec
    const fields = fieldsOf(kind).filter(([field, { detail }]) => detail && wanted[field] !== undefined)
    return fields.map(([field]) => ({ kind, physicalId: holder.physicalId, field }))
  })
}

/** What must be known of a stack before it is deleted: whether its load balancers are protected. */
export const detailsOfLeaving = (current: ObservedStack | undefined): DetailsNeeded =>
  observedOf(current, 'LoadBalancer').map(({ kind, physicalId }) => ({ kind, physicalId, field: 'attributes' }))

/** What is there, with the details that were read since. */
export const withDetails = (state: ObservedState, details: ReadonlyArray<FoundDetail>): ObservedState => {
  const byPhysicalId = new Map<string, Record<string, unknown>>()
  for (const { physicalId, field, value } of details) {
    const fields = byPhysicalId.get(physicalId)
    if (fields === undefined) byPhysicalId.set(physicalId, { [field]: value })
    else fields[field] = value
  }
  const detailed = (resource: ObservedResource): ObservedResource => {
    const fields = byPhysicalId.get(resource.physicalId)
    // The adapter reads a field of a kind in the shape that the kind declares.
    return fields === undefined
      ? resource
      : ({ ...resource, spec: { ...resource.spec, ...fields } } as ObservedResource)
  }
  const stacks = [...state.stacks].map(
    ([id, stack]) => [id, { ...stack, resources: stack.resources.map(detailed) }] as const
  )
  return { ...state, stacks: new Map(stacks) }
}
