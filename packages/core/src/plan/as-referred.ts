import { TextMap } from '../resources/fields.js'
import { aboutKind, fieldsOf } from '../resources/kinds.js'
import { isRef, mapLeaves, type Ref, refTo } from '../resources/ref.js'
import { nameOfResource, type ObservedResource, type Resource, type Values } from '../resources/stack.js'

/** By what AWS calls it: the reference to each thing that is ours. */
export type Referred = ReadonlyMap<string, Ref>

// Bindings are named by no ARN, and nothing else of ours is called like this.
const isName = (text: string): boolean => text.startsWith('arn:') || text.startsWith('sg-')

/** Of all that is observed: what AWS calls it, and the reference that stands for it. */
export const referred = (observed: Iterable<ObservedResource>): Referred => {
  const refs = new Map<string, Ref>()
  for (const resource of observed) {
    if (!isName(resource.physicalId)) continue
    refs.set(resource.physicalId, refTo(nameOfResource(resource), aboutKind(resource.kind).identifiedBy))
  }
  return refs
}

// Nearly every resource names nothing so, and this walk makes nothing.
const mentions = (value: unknown, refs: Referred): boolean => {
  if (typeof value === 'string') return isName(value) && refs.has(value)
  if (typeof value !== 'object' || value === null || isRef(value)) return false
  const members = value as Values // an array has its items by index
  for (const name in members) if (mentions(members[name], refs)) return true
  return false
}

/**
 * A resource that names others of ours by ARN or id, as users may, refers to them like everything that is observed; otherwise what is
 * there would never be what is desired. Texts of users' own, such as tags, stay texts. What was named is added to `named`.
 */
export const asReferred = (resource: Resource, refs: Referred, named: Set<string>): Resource => {
  const spec: Values = resource.spec
  if (!mentions(spec, refs)) return resource
  const leaf = (part: string | Ref): unknown => {
    const ref = typeof part === 'string' ? refs.get(part) : undefined
    if (typeof part === 'string' && ref !== undefined) named.add(part)
    return ref ?? part
  }
  const changed: Record<string, unknown> = {}
  for (const [name, { codec }] of fieldsOf(resource.kind)) {
    if (codec !== TextMap && mentions(spec[name], refs)) changed[name] = mapLeaves(spec[name], leaf)
  }
  // References stand where literals may.
  return { ...resource, spec: { ...spec, ...changed } } as Resource
}
