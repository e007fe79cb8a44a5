import { footprintOf } from './footprint.js'
import { edgesOf } from './order.js'
import type { Plan, Step } from './step.js'

/** How far a plan may go. `upsert-only` takes nothing away; `create-only` touches nothing that is there; `observe` does nothing. */
export type Policy = 'sync' | 'upsert-only' | 'create-only' | 'observe'

export interface Permitted {
  readonly allowed: ReadonlyArray<Step>
  /** What the policy forbids, and what cannot be done without it. */
  readonly withheld: ReadonlyArray<Step>
}

/** Whether the step only works on what the plan itself creates. */
const isOnNew = (step: Step): boolean => {
  const { does, subjects } = footprintOf(step)
  return does === 'claim' || does === 'publish' || subjects.every(({ physicalId }) => physicalId === undefined)
}

const takesAway = (step: Step): boolean => {
  const { does } = footprintOf(step)
  return does === 'delete' || does === 'remove' || does === 'untag' || does === 'release'
}

const forbids: Readonly<Record<Policy, (step: Step) => boolean>> = {
  sync: () => false,
  'upsert-only': takesAway,
  'create-only': (step) => takesAway(step) || !isOnNew(step),
  observe: () => true
}

/**
 * Keeps the steps that a policy allows. A step that waits for a forbidden one is withheld with it: a rule whose number is not
 * freed cannot be created, and a load balancer that may not be deleted is not replaced.
 */
export const permit =
  (policy: Policy) =>
  (steps: ReadonlyArray<Step>): Permitted => {
    const forbidden = steps.map(forbids[policy])
    if (!forbidden.includes(true)) return { allowed: steps, withheld: [] }
    // Edges that need no look at what is there suffice: the others only hold back deletions.
    const before = edgesOf(steps, { stacks: new Map(), rulesPerLoadBalancer: Number.POSITIVE_INFINITY })
    const waiting = before.map((): Array<number> => [])
    for (const [later, all] of before.entries()) for (const earlier of all) waiting[earlier]?.push(later)
    const withheld = new Set(forbidden.flatMap((isForbidden, i) => (isForbidden ? [i] : [])))
    for (const earlier of withheld) for (const later of waiting[earlier] ?? []) withheld.add(later)
    return {
      allowed: steps.filter((_, i) => !withheld.has(i)),
      withheld: steps.filter((_, i) => withheld.has(i))
    }
  }

/** The same for a plan whose order is its own: what waits for a step that is withheld is withheld with it. */
export const permitPlan =
  (policy: Policy) =>
  ({ steps, after }: Plan): Plan => {
    const withheld = new Set(steps.filter(forbids[policy]).map(({ id }) => id))
    if (withheld.size === 0) return { steps, after }
    // A step stands behind all that it waits for.
    for (const { id } of steps) if (after.get(id)?.some((earlier) => withheld.has(earlier)) === true) withheld.add(id)
    return { steps: steps.filter(({ id }) => !withheld.has(id)), after }
  }
