import {
  carryOut,
  type ObservedState,
  type Outlook,
  type Plan,
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

/** Carries a plan out as far as we may act, and tells each step with the time it took. */
export const carry = async (
  { ports, options, timers, tell, mayAct }: Parts,
  work: Work,
  plan: Plan,
  observed: ObservedState
): Promise<Report> => {
  const begun = new Map<StepId, number>()
  return carryOut(ports, {
    concurrency: options.concurrency,
    mayContinue: mayAct,
    onProgress: (progress) => {
      const { id } = progress.step
      if (progress.event === 'started') begun.set(id, timers.now())
      tell({ tells: 'step', work, progress, milliseconds: timers.now() - (begun.get(id) ?? timers.now()) })
    }
  })(plan, observed)()
}

/** The same for a plan that an outlook led to: what the steps did is known from then on. */
export const carryOutlook = async (
  parts: Parts & { readonly eyes: Eyes },
  work: Work,
  plan: Plan,
  outlook: Outlook
): Promise<Report> => {
  const report = await carry(parts, work, plan, outlook.observed)
  parts.eyes.saw({ outlook, plan, report })
  return report
}

export const nothingReported: Report = { done: [], failed: [], skipped: [], outcomes: new Map() }
