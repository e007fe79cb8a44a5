import { keyOf } from '../resources/ref.js'
import { push } from '../support/lists-by.js'
import type { Edge, Surveyed, Terrain } from './terrain.js'

/** The target group that a binding fills; whoever sends requests there needs its targets. */
const filledBy = (physicalId: string, { byPhysicalId, physicalId: idOf }: Terrain): string | undefined => {
  const binding = byPhysicalId.get(physicalId)
  const target = binding?.kind === 'TargetGroupBinding' ? binding.spec.spec?.targetGroup : undefined
  return target === undefined || typeof target === 'string' ? undefined : idOf.get(keyOf(target))
}

/**
 * A deletion waits for every step that lets go of what is deleted. A binding takes the targets out of its target group, so its deletion
 * waits for those who let go of the target group as well.
 */
export const releases = (terrain: Surveyed, edge: Edge): void => {
  const letting = new Map<string, Array<number>>()
  for (const [i, ids] of terrain.letGo.entries()) for (const id of ids) push(letting, id, i)
  for (const [i, { does, subjects }] of terrain.steps.entries()) {
    const id = does === 'delete' ? subjects[0]?.physicalId : undefined
    if (id === undefined) continue
    for (const earlier of letting.get(id) ?? []) if (earlier !== i) edge(i, earlier)
    const filled = filledBy(id, terrain)
    for (const earlier of filled === undefined ? [] : (letting.get(filled) ?? [])) {
      const isBinding = terrain.steps[earlier]?.subjects[0]?.kind === 'TargetGroupBinding'
      if (!isBinding) edge(i, earlier)
    }
  }
}
