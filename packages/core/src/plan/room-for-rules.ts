import { push } from '../support/lists-by.js'
import { balancerOf, balancerOfStep } from './balancers.js'
import type { Step } from './step.js'
import { type Edge, type Surveyed, type Terrain, withDescendants } from './terrain.js'

/** How many rules a deletion removes from its load balancer. */
const rulesGoneBy = (index: number, terrain: Terrain): number => {
  const step = terrain.steps[index]
  const there = step?.does === 'delete' ? terrain.byPhysicalId.get(step.subjects[0]?.physicalId ?? '') : undefined
  if (there === undefined) return 0
  return withDescendants(there, terrain).filter(({ kind }) => kind === 'ListenerRule').length
}

const rulesNow = (terrain: Terrain): ReadonlyMap<string, number> => {
  const count = new Map<string, number>()
  for (const resource of terrain.byPhysicalId.values()) {
    const balancer = resource.kind === 'ListenerRule' ? balancerOf(resource, terrain) : undefined
    if (balancer !== undefined) count.set(balancer, 1 + (count.get(balancer) ?? 0))
  }
  return count
}

/** A load balancer holds only so many rules (AWS): each rule above the quota waits for a deletion of its own. */
export const roomForRules = (terrain: Surveyed, steps: ReadonlyArray<Step>, quota: number, edge: Edge): void => {
  const creations = new Map<string, Array<number>>()
  const deletions = new Map<string, Array<number>>()
  for (const [i, { does, subjects }] of terrain.steps.entries()) {
    const balancer = does === 'create' || does === 'delete' ? balancerOfStep(i, steps, terrain) : undefined
    if (balancer === undefined) continue
    if (does === 'create' && subjects[0]?.kind === 'ListenerRule') push(creations, balancer, i)
    for (let gone = rulesGoneBy(i, terrain); gone > 0; gone--) push(deletions, balancer, i)
  }
  const counts = rulesNow(terrain)
  for (const [balancer, created] of creations) {
    for (const [k, i] of created.entries()) {
      const tooMany = (counts.get(balancer) ?? 0) + k + 1 - quota
      const earlier = tooMany > 0 ? deletions.get(balancer)?.[tooMany - 1] : undefined
      if (earlier !== undefined) edge(i, earlier)
    }
  }
}
