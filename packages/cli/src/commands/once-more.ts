import {
  carryOut,
  type ObservedState,
  type Plan,
  type Progress,
  pipe,
  type Report,
  type Step,
  type StepId,
  sharedStack,
  TE
} from '@alb-ingress/core'
import type { Trouble } from '../exit.js'
import { progressText } from '../output/progress.js'
import type { Paper } from '../output/terminal.js'
import type { Session } from '../session.js'

/** A plan, and what it starts from. */
export interface Planned {
  readonly plan: Plan
  readonly observed: ObservedState
}

// AWS keeps the security group of the cluster while rules on nodes name it.
const isLast = (step: Step): boolean => step.stack === sharedStack && step.on === 'aws' && step.call.do === 'delete'

/** A plan without what cannot be done before targets have followed, and that. */
export const withoutLast = ({ steps, after }: Plan): { readonly plan: Plan; readonly last: ReadonlyArray<StepId> } => ({
  plan: { steps: steps.filter((step) => !isLast(step)), after },
  last: steps.filter(isLast).map(({ id }) => id)
})

/** What was agreed to and had to wait. */
const waited = ({ postponed = [], skipped }: Report): ReadonlySet<string> => new Set([...postponed, ...skipped])

const isWithin = ({ steps }: Plan, agreed: ReadonlySet<string>): boolean =>
  steps.length > 0 && steps.every(({ id }) => agreed.has(id))

/**
 * Tries once more what AWS had to let go of first, as the security group of the cluster that rules on nodes name until targets have followed. `again`
 * plans anew; what nobody has agreed to is not done.
 */
export const onceMore = (
  { ports }: Session,
  report: Report,
  last: ReadonlyArray<StepId>,
  again: TE.TaskEither<Trouble, Planned>,
  paper: Paper
): TE.TaskEither<Trouble, boolean> => {
  if (report.postponed === undefined && last.length === 0) return TE.right(true)
  return pipe(
    again,
    TE.chainTaskK(({ plan, observed }) => async () => {
      if (!isWithin(plan, new Set([...waited(report), ...last]))) return true
      paper.write('\nWhat had to wait:')
      const say = progressText(plan, paper.style)
      const onProgress = (progress: Progress): void => paper.write(say(progress))
      const { failed } = await carryOut(ports, { concurrency: 1, onProgress })(plan, observed)()
      return failed.length === 0
    })
  )
}
