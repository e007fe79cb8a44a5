import type { Plan, Step, StepId } from '../plan/step.js'
import { stepsInNeedOfSecrets } from '../render/plan-json.js'
import { canonical } from '../support/canonical.js'
import { masked } from '../support/redacted.js'

/** A plan with its secrets in place, and the steps for which nobody has one. */
export interface Unmasked {
  readonly plan: Plan
  readonly missing: ReadonlyArray<StepId>
}

// The order is the file's; only what a step does has to be the same.
const doing = (step: Step): string => canonical(masked(step.on === 'aws' ? step.call : step.write))

/** Takes the steps that need a secret from a plan that was made anew, where that plan has a step which does the same otherwise. */
export const unmaskedBy = (plan: Plan, fresh: Plan): Unmasked => {
  const needy = stepsInNeedOfSecrets(plan)
  const anew = new Map(fresh.steps.map((step) => [step.id, step]))
  const missing: Array<StepId> = []
  const steps = plan.steps.map((step) => {
    if (!needy.has(step.id)) return step
    const same = anew.get(step.id)
    if (same !== undefined && doing(same) === doing(step)) return same
    missing.push(step.id)
    return step
  })
  return { plan: { ...plan, steps }, missing }
}
