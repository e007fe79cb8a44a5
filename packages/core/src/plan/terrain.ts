import { keyOf, refsIn } from '../resources/ref.js'
import type { ObservedResource, ObservedState, Values } from '../resources/stack.js'
import { push } from '../support/lists-by.js'
import { asPlanned } from './as-planned.js'
import { type Footprint, footprintOf, handleOf } from './footprint.js'
import { ownerOf } from './set-aside.js'
import type { Step } from './step.js'

/** What the four rules of order look things up in: the steps by what they do, and what is there. */
export interface Terrain {
  readonly steps: ReadonlyArray<Footprint>
  /** The step that creates the resource of a key. */
  readonly creator: ReadonlyMap<string, number>
  readonly byPhysicalId: ReadonlyMap<string, ObservedResource>
  /** By key: what AWS calls the resource that has the key before the plan. */
  readonly physicalId: ReadonlyMap<string, string>
  /** By physical id of an owner: its listeners, or its rules. */
  readonly children: ReadonlyMap<string, ReadonlyArray<ObservedResource>>
}

/** The terrain, and for each step what AWS calls the things that its resources refer to before it, and maybe not after it. */
export interface Surveyed extends Terrain {
  readonly letGo: ReadonlyArray<ReadonlySet<string>>
}

/** An edge: the first step waits for the second. */
export type Edge = (later: number, earlier: number) => void

/** The resource and all that goes with it when it is deleted. */
export const withDescendants = (resource: ObservedResource, { children }: Terrain): ReadonlyArray<ObservedResource> => {
  const found = [resource]
  for (const each of found) found.push(...(children.get(each.physicalId) ?? []))
  return found
}

const letGo = (step: Footprint, terrain: Terrain): ReadonlySet<string> => {
  const ids = new Set<string>()
  const note = (value: unknown): void => {
    for (const ref of refsIn(value)) {
      const id = terrain.physicalId.get(keyOf(ref))
      if (id !== undefined) ids.add(id)
    }
  }
  for (const subject of step.subjects) {
    const there = terrain.byPhysicalId.get(handleOf(subject))
    if (there === undefined) continue
    const values: Values = there.spec
    if (step.does === 'modify' || step.does === 'remove') for (const field of step.fields) note(values[field])
    if (step.does === 'delete') for (const each of withDescendants(there, terrain)) note(each.spec)
  }
  return ids
}

/** Looks the steps over, and what was observed as the plan names it. */
export const terrainOf = (steps: ReadonlyArray<Step>, observed: ObservedState): Surveyed => {
  const footprints = steps.map(footprintOf)
  const creator = new Map<string, number>()
  for (const [i, { does, subjects }] of footprints.entries()) {
    for (const subject of does === 'create' ? subjects : []) creator.set(keyOf(subject), i)
  }
  const byPhysicalId = new Map<string, ObservedResource>()
  const physicalId = new Map<string, string>()
  for (const resource of asPlanned(footprints, observed)) {
    byPhysicalId.set(resource.physicalId, resource)
    physicalId.set(keyOf(resource), resource.physicalId)
  }
  const children = new Map<string, Array<ObservedResource>>()
  for (const resource of byPhysicalId.values()) {
    const owner = ownerOf(resource)
    const id = owner === undefined ? undefined : physicalId.get(keyOf(owner))
    if (id !== undefined) push(children, id, resource)
  }
  const terrain = { steps: footprints, creator, byPhysicalId, physicalId, children }
  return { ...terrain, letGo: footprints.map((step) => letGo(step, terrain)) }
}
