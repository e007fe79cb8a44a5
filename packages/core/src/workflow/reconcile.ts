import type { Fault } from '../facts/fault.js'
import type { Installation } from '../install.js'
import type { Policy } from '../plan/permit.js'
import type { Plan } from '../plan/step.js'
import type { Ports } from '../ports/ports.js'
import { pipe, TE } from '../prelude.js'
import { type CarryOutOptions, carryOut, type Report } from './carry-out.js'
import { type Outlook, planOf, type SurveyOptions, survey } from './survey.js'

export interface ReconcileOptions extends SurveyOptions, CarryOutOptions {
  readonly policy?: Policy
}

/** What one pass saw, planned and did. */
export interface Pass {
  readonly outlook: Outlook
  readonly plan: Plan
  readonly report: Report
}

/** One pass: look, plan, carry out. */
export const reconcile =
  (ports: Ports, install: Installation) =>
  (options: ReconcileOptions): TE.TaskEither<Fault, Pass> =>
    pipe(
      survey(ports, install)(options),
      TE.chain((outlook) => {
        const { plan } = planOf(outlook, options.policy)
        return pipe(
          TE.fromTask<Report, Fault>(carryOut(ports, options)(plan, outlook.observed)),
          TE.map((report): Pass => ({ outlook, plan, report }))
        )
      })
    )
