import { kindNames } from '../resources/kinds.js'
import { keyOf } from '../resources/ref.js'
import type { ObservedResource } from '../resources/stack.js'
import { deleteStep, modifyInPlace } from './make-step.js'
import { ownerOf } from './set-aside.js'
import { baseKey, type Created } from './settle.js'
import type { Cause, Step } from './step.js'

const protection = 'deletion_protection.enabled'

/** Whether AWS would refuse to delete the load balancer, as far as its attributes have been read. */
export const isProtected = (resource: ObservedResource): boolean =>
  resource.kind === 'LoadBalancer' && resource.spec.attributes?.[protection] === 'true'

const withoutProtection = (resource: ObservedResource): Step =>
  modifyInPlace(resource, 'ModifyLoadBalancerAttributes', { attributes: { [protection]: 'false' } }, [
    { because: 'leaving', field: 'attributes', observed: { [protection]: 'true' }, desired: { [protection]: 'false' } }
  ])

const causeOf = (resource: ObservedResource, created: Created): Cause => {
  if (resource.superseded === undefined) return { because: 'surplus' }
  return { because: created.has(baseKey(resource)) ? 'replaced' : 'superseded' }
}

/** What is deleted by a call of its own: children go with their owner. */
const withoutCarried = (doomed: ReadonlyArray<ObservedResource>): ReadonlyArray<ObservedResource> => {
  const gone = new Set(doomed.map(keyOf))
  return doomed.filter((resource) => {
    const owner = ownerOf(resource)
    return owner === undefined || !gone.has(keyOf(owner))
  })
}

const inKindOrder = (resources: ReadonlyArray<ObservedResource>): ReadonlyArray<ObservedResource> => {
  const rank = new Map(kindNames.map((kind, i) => [kind, -i]))
  return [...resources].sort((a, b) => (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0))
}

/** Deletes what a wanted stack has and nobody wants. AWS keeps a protected load balancer: that somebody protected it outranks us. */
export const surplusSteps = (doomed: ReadonlyArray<ObservedResource>, created: Created): ReadonlyArray<Step> =>
  inKindOrder(withoutCarried(doomed)).map((resource) => deleteStep(resource, [causeOf(resource, created)]))

/** Deletes all of a stack that leaves; protection set by hand does not hold it back, as in the reference. */
export const leavingSteps = (doomed: ReadonlyArray<ObservedResource>): ReadonlyArray<Step> =>
  inKindOrder(withoutCarried(doomed)).flatMap((resource) => [
    ...(isProtected(resource) ? [withoutProtection(resource)] : []),
    deleteStep(resource, [{ because: 'leaving' }])
  ])
