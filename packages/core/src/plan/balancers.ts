import { ownerField } from '../resources/kinds.js'
import { isRef, keyOf, type Ref } from '../resources/ref.js'
import type { ObservedResource, Values } from '../resources/stack.js'
import { handleOf } from './footprint.js'
import { ownerOf } from './set-aside.js'
import type { Step } from './step.js'
import type { Terrain } from './terrain.js'

/** The load balancer of a listener or rule that is there, as AWS calls it. */
export const balancerOf = (resource: ObservedResource, terrain: Terrain): string | undefined => {
  if (resource.kind === 'LoadBalancer') return resource.physicalId
  const owner = ownerOf(resource)
  const there = owner === undefined ? undefined : terrain.byPhysicalId.get(terrain.physicalId.get(keyOf(owner)) ?? '')
  return there === undefined ? undefined : balancerOf(there, terrain)
}

/** The load balancer under which a step works: its physical id, or its key when this plan makes it. */
export const balancerOfStep = (index: number, steps: ReadonlyArray<Step>, terrain: Terrain): string | undefined => {
  const step = steps[index]
  const subject = terrain.steps[index]?.subjects[0]
  if (subject === undefined) return undefined
  const there = terrain.byPhysicalId.get(handleOf(subject))
  if (there !== undefined) return balancerOf(there, terrain)
  if (subject.kind === 'LoadBalancer') return keyOf(subject)
  const field = ownerField(subject.kind)
  const spec: Values = step?.on === 'aws' && step.call.do === 'create' ? step.call.spec : {}
  const owner = field === undefined ? undefined : spec[field]
  return isRef(owner) ? balancerOfRef(owner, steps, terrain) : undefined
}

const balancerOfRef = (ref: Ref, steps: ReadonlyArray<Step>, terrain: Terrain): string | undefined => {
  const creator = terrain.creator.get(keyOf(ref))
  if (creator !== undefined) return balancerOfStep(creator, steps, terrain)
  const there = terrain.byPhysicalId.get(terrain.physicalId.get(keyOf(ref)) ?? '')
  return there === undefined ? undefined : balancerOf(there, terrain)
}
