import { arnsIn, mapArns } from '../resources/arns.js'
import { aboutKind } from '../resources/kinds.js'
import { type Ref, refTo } from '../resources/ref.js'
import { nameOfResource, type ObservedResource, type Resource } from '../resources/stack.js'

/** By what AWS calls it: the reference to each thing that is ours. */
export type Referred = ReadonlyMap<string, Ref>

// Bindings are named by no ARN, and nothing else of ours is called like this.
export const isName = (text: string): boolean => text.startsWith('arn:') || text.startsWith('sg-')

/** Of all that is observed: what AWS calls it, and the reference that stands for it. */
export const referred = (observed: Iterable<ObservedResource>): Referred => {
  const refs = new Map<string, Ref>()
  for (const resource of observed) {
    if (!isName(resource.physicalId)) continue
    refs.set(resource.physicalId, refTo(nameOfResource(resource), aboutKind(resource.kind).identifiedBy))
  }
  return refs
}

/**
 * A resource that names others of ours by ARN or id, as users may, refers to them like everything that is observed; otherwise what is
 * there would never be what is desired. Texts of users' own, such as tags, stay texts. What was named is added to `named`.
 */
export const asReferred = (resource: Resource, refs: Referred, named: Set<string>): Resource => {
  const found = arnsIn(resource.kind, resource.spec).filter((part) => typeof part === 'string' && refs.has(part))
  // Nearly every resource names nothing so.
  if (found.length === 0) return resource
  for (const part of found) if (typeof part === 'string') named.add(part)
  const leaf = (part: string | Ref): unknown => (typeof part === 'string' ? (refs.get(part) ?? part) : part)
  // References stand where literals may.
  return { ...resource, spec: mapArns(resource.kind, resource.spec, leaf) } as Resource
}
