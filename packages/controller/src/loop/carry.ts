import {
  type CarryOutOptions,
  carryOut,
  type Outlook,
  type Plan,
  permitPlan,
  type Report,
  type Step,
  type StepId
} from '@alb-ingress/core'
import type { Work } from '../queue/work.js'
import type { Eyes } from './eyes.js'
import type { Parts } from './parts.js'

/** The steps of a plan that somebody answers for, and what they wait for among themselves. */
export const partOf = (plan: Plan, isIn: (step: Step) => boolean): Plan => {
  const steps = plan.steps.filter(isIn)
  const ids = new Set(steps.map(({ id }) => id))
  const after = new Map(steps.map(({ id }) => [id, (plan.after.get(id) ?? []).filter((each) => ids.has(each))]))
  return { steps, after }
}

/** What of a plan the policy allows. */
export const permitted = ({ options: { policy } }: Parts, plan: Plan): Plan => permitPlan(policy)(plan)

/** How plans are carried out here: as far as we may act, each step told with the time it took. */
export const carryingOut = ({ options, timers, tell, mayAct }: Parts, work: Work): CarryOutOptions => {
  const begun = new Map<StepId, number>()
  return {
    concurrency: options.concurrency,
    mayContinue: mayAct,
    onProgress: (progress) => {
      const { id } = progress.step
      if (progress.event === 'started') begun.set(id, timers.now())
      tell({ tells: 'step', work, progress, milliseconds: timers.now() - (begun.get(id) ?? timers.now()) })
    }
  }
}

/** Carries out a plan that an outlook led to: what its steps did is known from then on. */
export const carryOutlook = async (
  parts: Parts & { readonly eyes: Eyes },
  work: Work,
  plan: Plan,
  outlook: Outlook
): Promise<Report> => {
  const report = await carryOut(parts.ports, carryingOut(parts, work))(plan, outlook.observed)()
  parts.eyes.saw({ outlook, plan, report })
  return report
}

export const nothingReported: Report = { done: [], failed: [], skipped: [], outcomes: new Map() }
