import type { DetailsNeeded, ReadDetail } from '../resources/found.js'
import { fieldsOf } from '../resources/kinds.js'
import { keyOf, mapLeaves, type Ref, refTo } from '../resources/ref.js'
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

/** A certificate of ours goes when no listener holds it, so whoever deletes one must know who does, wanted or not. */
const holdersOfCertificates = (current: ObservedStack | undefined): DetailsNeeded => {
  if (observedOf(current, 'Certificate').length === 0) return []
  return observedOf(current, 'Listener')
    .filter(({ spec }) => spec.protocol === 'HTTPS')
    .map(({ kind, physicalId }) => ({ kind, physicalId, field: 'certificates' }))
}

const distinct = (needed: DetailsNeeded): DetailsNeeded => [
  ...new Map(needed.map((each) => [`${each.physicalId} ${each.field}`, each])).values()
]

/**
 * Fields that cost a call of their own to read, for resources that exist and stay: those that the desired resource declares, as
 * nobody compares the others.
 */
export const detailsNeeded = (stack: Stack, current: ObservedStack | undefined): DetailsNeeded => {
  const { observed } = settle(stack.resources, current?.resources ?? [])
  const there = new Map(observed.map((resource) => [keyOf(nameOfResource(resource)), resource]))
  const declared = stack.resources.flatMap(({ kind, spec, ...name }) => {
    const holder = there.get(keyOf({ ...name, kind }))
    if (holder === undefined || !isAwsKind(kind)) return []
    const wanted: Values = spec
    const fields = fieldsOf(kind).filter(([field, { detail }]) => detail && wanted[field] !== undefined)
    return fields.map(([field]) => ({ kind, physicalId: holder.physicalId, field }))
  })
  return distinct([...declared, ...holdersOfCertificates(current)])
}

/** What must be known of a stack before it is deleted: whether its load balancers are protected, and who holds its certificates. */
export const detailsOfLeaving = (current: ObservedStack | undefined): DetailsNeeded => [
  ...observedOf(current, 'LoadBalancer').map(({ kind, physicalId }) => ({ kind, physicalId, field: 'attributes' })),
  ...holdersOfCertificates(current)
]

/** By ARN: certificates of ours. Details name them by ARN, and what is observed refers to what is ours. */
const ourCertificates = (state: ObservedState): ReadonlyMap<string, Ref> =>
  new Map(
    [...state.stacks.values()].flatMap((stack) =>
      observedOf(stack, 'Certificate').map(
        (certificate) => [certificate.physicalId, refTo(nameOfResource(certificate), 'arn')] as const
      )
    )
  )

/** What is there, with the details that were read since. */
export const withDetails = (state: ObservedState, details: ReadonlyArray<ReadDetail>): ObservedState => {
  const byPhysicalId = new Map<string, Record<string, unknown>>()
  const certificates = ourCertificates(state)
  const withRefs = (value: unknown): unknown =>
    certificates.size === 0
      ? value
      : mapLeaves(value, (part) => (typeof part === 'string' ? (certificates.get(part) ?? part) : part))
  for (const { physicalId, field, value: read } of details) {
    const value = withRefs(read)
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
