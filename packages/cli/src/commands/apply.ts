import { emptyPlan, type Plan, pipe, planText, type Report, type StepId, TE } from '@alb-ingress/core'
import type { ExitStatus, Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen, settled } from '../options/choice.js'
import {
  account,
  concurrency,
  config,
  confirmed,
  manifests,
  only,
  planFile,
  policy,
  prune
} from '../options/declared.js'
import { reaching } from '../options/world.js'
import { findingsIn, statusAfter, tellFindings } from '../output/findings.js'
import { plannedText } from '../output/planned.js'
import { paperOf } from '../output/terminal.js'
import { clusterAsked } from '../world/cluster-side.js'
import { agreed, carriedOut, mayAsk, type Task } from './carrying-out.js'
import type { CommandSpec } from './command.js'
import { type Looked, lookAgain, lookAsAsked, planFor } from './look.js'
import { onceMore, withoutLast } from './once-more.js'
import { tellRest } from './plan.js'
import { openSaved } from './saved.js'
import { targetsAfter } from './targets.js'

// Nobody is asked about targets: they follow whoever answers for the Services behind a plan that was agreed to.
const targetsOf =
  (io: Io, choice: Choice, { session, outlook }: Looked, plan: Plan, last: ReadonlyArray<StepId>) =>
  (report: Report): TE.TaskEither<Trouble, boolean> => {
    if (chosen(choice, only) !== undefined) return TE.right(true)
    const pass = { outlook, plan, report }
    const allowed = settled(choice, policy)
    const options = { concurrency: settled(choice, concurrency), onProgress: () => undefined, policy: allowed }
    const again = pipe(
      lookAgain(session, { prune: chosen(choice, prune) ?? false }),
      TE.map((looked) => ({ plan: planFor(looked, allowed).plan, observed: looked.outlook.observed }))
    )
    return pipe(
      targetsAfter(io, session, pass, options),
      TE.chain((isDone) =>
        pipe(
          onceMore(session, report, last, again, paperOf(io, 'stdout')),
          TE.map((isAllDone) => isDone && isAllDone)
        )
      )
    )
  }

const nothingDone: Report = { done: [], failed: [], skipped: [], outcomes: new Map() }

const applied = (io: Io, choice: Choice, looked: Looked): TE.TaskEither<Trouble, ExitStatus> => {
  const { session, outlook } = looked
  const allowed = settled(choice, policy)
  const { plan, withheld } = planFor(looked, allowed)
  const findings = findingsIn(session, outlook)
  const paper = paperOf(io, 'stdout')
  paper.write(plannedText(plan, outlook, findings, paper.style, withheld))
  tellRest(io, { stray: outlook.stray, withheld, policy: allowed })
  tellFindings(io, findings)
  // Where targets do not follow, nothing waits for them.
  const first = chosen(choice, only) === undefined ? withoutLast(plan) : { plan, last: [] }
  const targets = targetsOf(io, choice, looked, first.plan, first.last)
  const statusOf = (isDone: boolean): ExitStatus => statusAfter(findings, isDone ? 0 : 1)
  if (plan.steps.length === 0)
    return chosen(choice, confirmed) === true
      ? pipe(
          targets(nothingDone),
          TE.chainFirst(() => session.save),
          TE.map(statusOf)
        )
      : TE.right(statusOf(true))
  return pipe(
    agreed(io, choice),
    TE.chain(() => carriedOut(io, choice, { session, plan: first.plan, observed: outlook.observed }, targets)),
    TE.map(statusOf)
  )
}

/** Targets follow a saved plan, too, where there are objects that tell of them. */
const targetsOfSaved =
  (io: Io, choice: Choice, { session }: Task) =>
  (): TE.TaskEither<Trouble, boolean> => {
    if (chosen(choice, manifests) === undefined && clusterAsked(choice) === undefined) return TE.right(true)
    const options = { concurrency: settled(choice, concurrency), onProgress: () => undefined, policy: 'sync' as const }
    return pipe(
      lookAgain(session),
      TE.chain(({ outlook }) => targetsAfter(io, session, { outlook, plan: emptyPlan, report: nothingDone }, options))
    )
  }

const appliedFrom = (io: Io, choice: Choice, path: string): TE.TaskEither<Trouble, ExitStatus> =>
  pipe(
    openSaved(io, choice, path),
    TE.chain((task): TE.TaskEither<Trouble, ExitStatus> => {
      const paper = paperOf(io, 'stdout')
      paper.write(planText(task.plan, paper.style))
      if (task.plan.steps.length === 0) return TE.right(0)
      return pipe(
        agreed(io, choice),
        TE.chain(() => carriedOut(io, choice, task, targetsOfSaved(io, choice, task))),
        TE.map((isDone): ExitStatus => (isDone ? 0 : 1))
      )
    })
  )

export const apply: CommandSpec = {
  name: 'apply',
  summary: 'Carry the plan out: on AWS, or in the account file.',
  notes: [
    'The plan is printed first, and a question asked where somebody is at the terminal.',
    'An account file is replaced at once and as a whole. When a step fails, what was done is',
    'recorded, and the next run goes on from there.',
    'With --plan, the steps of a plan that plan --out has saved: they are carried out only while',
    'what they were made from is still the same. Manifests are needed then for Secrets alone.',
    'Targets follow once the groups are done, where the objects at hand tell endpoints and nodes.',
    '',
    'Exit status: 0 done, or nothing to do; 1 when something was refused or failed, or nobody agreed.'
  ],
  words: [],
  options: [manifests, account, config, ...reaching, planFile, confirmed, only, prune, policy, concurrency],
  run: (io, choice) => {
    const saved = chosen(choice, planFile)
    return pipe(
      mayAsk(io, choice),
      TE.chain(() =>
        saved === undefined
          ? pipe(
              lookAsAsked(io, choice),
              TE.chain((looked) => applied(io, choice, looked))
            )
          : appliedFrom(io, choice, saved)
      )
    )
  }
}
