import { keyOf, type Ref } from '../resources/ref.js'
import { push } from '../support/lists-by.js'
import { balancerOfStep } from './balancers.js'
import type { Step } from './step.js'
import type { Edge, Surveyed, Terrain } from './terrain.js'

/** What AWS calls the target group, if it is not one that this plan makes. */
const existing = (ref: Ref, { creator, physicalId }: Terrain): string | undefined => {
  const key = keyOf(ref)
  return ref.kind !== 'TargetGroup' || creator.has(key) ? undefined : physicalId.get(key)
}

/** A target group serves one load balancer at a time (AWS): another one takes it when the first has let go. */
export const roomAtTargetGroups = (terrain: Surveyed, steps: ReadonlyArray<Step>, edge: Edge): void => {
  const letting = new Map<string, Array<{ readonly index: number; readonly balancer: string }>>()
  for (const [index, ids] of terrain.letGo.entries()) {
    const balancer = balancerOfStep(index, steps, terrain)
    if (balancer === undefined) continue
    for (const id of ids) {
      if (terrain.byPhysicalId.get(id)?.kind === 'TargetGroup') push(letting, id, { index, balancer })
    }
  }
  for (const [i, { refs }] of terrain.steps.entries()) {
    const balancer = letting.size === 0 ? undefined : balancerOfStep(i, steps, terrain)
    if (balancer === undefined) continue
    for (const ref of refs) {
      const id = existing(ref, terrain)
      for (const { index, balancer: other } of id === undefined ? [] : (letting.get(id) ?? [])) {
        if (other !== balancer && index !== i) edge(i, index)
      }
    }
  }
}
