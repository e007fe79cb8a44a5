import { aboutKind, fieldsOf } from '../resources/kinds.js'
import type { ObservedResource, Resource, Values } from '../resources/stack.js'
import { sha256Hex } from '../support/sha256.js'
import { uniqueName } from './room-for-names.js'

/** The longest name that a target group may have (AWS). */
const longest = 32
const saltLength = 8

/** By the name that no two can have in common: what has it now. */
export type TakenNames = ReadonlyMap<string, string>

/** What holds each name that no two resources can have. */
export const takenNames = (observed: ReadonlyArray<ObservedResource>): TakenNames => {
  const taken = new Map<string, string>()
  for (const { kind, spec, physicalId } of observed) {
    const name = uniqueName(kind, spec)
    if (name !== undefined) taken.set(name, physicalId)
  }
  return taken
}

/**
 * Gives another name to what must stand before the holder of its name can go. Names are never compared, so the salt makes no
 * difference later; it depends on the holder, so that equal plans have equal names.
 */
export const salted = (resource: Resource, taken: TakenNames): Resource => {
  if (aboutKind(resource.kind).replace !== 'createFirst') return resource
  const spec: Values = resource.spec
  const name = uniqueName(resource.kind, spec)
  const holder = name === undefined ? undefined : taken.get(name)
  const field = fieldsOf(resource.kind).findLast(([, { unique }]) => unique)?.[0]
  if (holder === undefined || field === undefined) return resource
  const stem = String(spec[field]).slice(0, longest - saltLength - 1)
  const fresh = `${stem}-${sha256Hex(String(spec[field]), holder).slice(0, saltLength)}`
  // A name is a text, salted or not.
  return { ...resource, spec: { ...spec, [field]: fresh } } as unknown as Resource
}
