import { ownerField } from '../resources/kinds.js'
import { isRef, keyOf, mapLeaves, type Ref } from '../resources/ref.js'
import type { ObservedResource, Values } from '../resources/stack.js'

/** For keys of resources: the number by which each is now superseded, or `undefined` for one that is current now. */
export type Renaming = ReadonlyMap<string, number | undefined>

/** The reference by which a listener names its load balancer, or a rule its listener. */
export const ownerOf = ({ kind, spec }: ObservedResource): Ref | undefined => {
  const field = ownerField(kind)
  const values: Values = spec
  const owner = field === undefined ? undefined : values[field]
  return isRef(owner) ? owner : undefined
}

/** The same name with another number, or with none. */
export const withNumber = <N extends { readonly superseded?: number }>(name: N, superseded: number | undefined): N => {
  const { superseded: _, ...rest } = name
  // Only the optional number was taken off and put back.
  return (superseded === undefined ? rest : { ...rest, superseded }) as N
}

/** A listener and its rules are superseded with their load balancer, under its number. */
const withChildren = (resources: ReadonlyArray<ObservedResource>, renaming: Renaming): Renaming => {
  const all = new Map(renaming)
  for (const kind of ['Listener', 'ListenerRule'] as const) {
    for (const resource of resources) {
      if (resource.kind !== kind) continue
      const owner = ownerOf(resource)
      if (owner === undefined || !all.has(keyOf(owner))) continue
      all.set(keyOf(resource), all.get(keyOf(owner)))
    }
  }
  return all
}

/** Gives resources other numbers, their children with them, and follows the names in every reference. */
export const renamed = (
  resources: ReadonlyArray<ObservedResource>,
  renaming: Renaming
): ReadonlyArray<ObservedResource> => {
  if (renaming.size === 0) return resources
  const all = withChildren(resources, renaming)
  const leaf = (part: string | Ref): unknown => {
    if (!isRef(part)) return part
    const key = keyOf(part)
    return all.has(key) ? withNumber(part, all.get(key)) : part
  }
  return resources.map((resource) => {
    const key = keyOf(resource)
    const name = all.has(key) ? withNumber(resource, all.get(key)) : resource
    // Leaves are replaced by leaves of the same type, so the spec keeps its shape.
    return { ...name, spec: mapLeaves(resource.spec, leaf) } as ObservedResource
  })
}
