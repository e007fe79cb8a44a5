import { type Diagnostic, pipe, planText, TE } from '@alb-ingress/core'
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
import { agreed, carriedOut, mayAsk, type Task } from './carrying-out.js'
import type { CommandSpec } from './command.js'
import { type Looked, lookAsAsked, planFor } from './look.js'
import { tellRest } from './plan.js'
import { openSaved } from './saved.js'

const afterAgreement = (
  io: Io,
  choice: Choice,
  task: Task,
  findings: ReadonlyArray<Diagnostic>
): TE.TaskEither<Trouble, ExitStatus> => {
  if (task.plan.steps.length === 0) return TE.right(statusAfter(findings, 0))
  return pipe(
    agreed(io, choice),
    TE.chain(() => carriedOut(io, choice, task)),
    TE.map(({ failed }) => statusAfter(findings, failed.length === 0 ? 0 : 1))
  )
}

const applied = (io: Io, choice: Choice, looked: Looked): TE.TaskEither<Trouble, ExitStatus> => {
  const { session, outlook } = looked
  const allowed = settled(choice, policy)
  const { plan, withheld } = planFor(looked, allowed)
  const findings = findingsIn(session, outlook)
  const paper = paperOf(io, 'stdout')
  paper.write(plannedText(plan, outlook, findings, paper.style, withheld))
  tellRest(io, { stray: outlook.stray, withheld, policy: allowed })
  tellFindings(io, findings)
  return afterAgreement(io, choice, { session, plan, observed: outlook.observed }, findings)
}

const appliedFrom = (io: Io, choice: Choice, path: string): TE.TaskEither<Trouble, ExitStatus> =>
  pipe(
    openSaved(io, choice, path),
    TE.chain((task) => {
      const paper = paperOf(io, 'stdout')
      paper.write(planText(task.plan, paper.style))
      return afterAgreement(io, choice, task, [])
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
