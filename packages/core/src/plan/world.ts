import { keyOf } from '../resources/ref.js'
import type { ObservedResource, Values } from '../resources/stack.js'
import type { Subject } from './call.js'
import { ownerOf } from './set-aside.js'
import { isProtected } from './surplus.js'

/** Resources by handle, while steps change them one after the other. */
export type World = Map<string, ObservedResource>

/** What AWS will call a thing is not known before; this text is no ARN and no id of anything. */
export const newPhysicalId = (subject: Subject): string => `(new) ${keyOf(subject)}`

const find = (world: World, subject: Subject): ObservedResource | undefined =>
  world.get(subject.physicalId ?? newPhysicalId(subject))

const withFields = (resource: ObservedResource, fields: Values): ObservedResource =>
  // Fields come from a call about this resource, so they belong to its kind.
  ({ ...resource, spec: { ...resource.spec, ...fields } }) as ObservedResource

/** Sets fields of what is there; of what is not, nothing. */
export const change = (world: World, subject: Subject, fieldsFrom: (spec: Values) => Values): void => {
  const there = find(world, subject)
  if (there !== undefined) world.set(there.physicalId, withFields(there, fieldsFrom(there.spec)))
}

/** Adds what a step makes. */
export const create = (world: World, subject: Subject, physicalId: string, spec: Values): void => {
  const resource = { ...subject, physicalId, spec, reported: {} }
  // Kind and spec come from one creating call.
  world.set(physicalId, resource as ObservedResource)
}

/** AWS takes the children of what it deletes with it, and keeps a load balancer that is protected. */
export const remove = (world: World, subject: Subject): void => {
  const there = find(world, subject)
  if (there === undefined || isProtected(there)) return
  world.delete(there.physicalId)
  if (there.kind !== 'LoadBalancer' && there.kind !== 'Listener') return
  const key = keyOf(there)
  for (const child of [...world.values()]) {
    const owner = ownerOf(child)
    if (owner !== undefined && keyOf(owner) === key) remove(world, child)
  }
}
