import {
  carryOut,
  observedOf,
  type Plan,
  type Progress,
  pipe,
  printable,
  type Report,
  stackText,
  TE
} from '@alb-ingress/core'
import type { ExitStatus, Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen, settled } from '../options/choice.js'
import { account, concurrency, config, confirmed, manifests, policy, prune } from '../options/declared.js'
import { reaching } from '../options/world.js'
import { findingsIn, statusAfter, tellFindings } from '../output/findings.js'
import { plannedText } from '../output/planned.js'
import { progressText, reportText } from '../output/progress.js'
import { type Paper, paperOf } from '../output/terminal.js'
import type { CommandSpec } from './command.js'
import { type Looked, look, lookAgain, planFor } from './look.js'
import { tellRest } from './plan.js'

const isSomebodyThere = ({ terminal }: Io): boolean => terminal.stdin && terminal.stdout

const nobodyToAsk: Trouble = [
  'apply asks before it changes anything, and nobody is at the terminal: add --yes to go ahead without.'
]

const agrees = async (io: Io): Promise<boolean> => /^y(es)?$/i.test((await io.ask('Carry this out? [y/N] ')).trim())

/** Carries the plan out, and writes the account file whatever became of it: what was done is done. */
const carryOutAndSave = (
  { session, outlook }: Looked,
  steps: Plan,
  most: number,
  paper: Paper
): TE.TaskEither<Trouble, Report> => {
  const say = progressText(steps, paper.style)
  const onProgress = (progress: Progress): void => paper.write(say(progress))
  return pipe(
    TE.fromTask(carryOut(session.ports, { concurrency: most, onProgress })(steps, outlook.observed)),
    TE.chainFirst(() => session.save)
  )
}

/** The load balancers that the plan was about, as they are now. */
const whatCameToBe = ({ outlook }: Looked, steps: Plan, { style }: Paper): string =>
  [...new Set(steps.steps.map(({ stack }) => stack))]
    .flatMap((id) => outlook.observed.stacks.get(id) ?? [])
    .filter((stack) => observedOf(stack, 'LoadBalancer').length > 0)
    .map((stack) => `${style.paint('heading', printable(stack.id))}\n${stackText(stack, style)}`)
    .join('\n\n')

const carriedOut = (io: Io, choice: Choice, looked: Looked, steps: Plan): TE.TaskEither<Trouble, Report> => {
  const paper = paperOf(io, 'stdout')
  paper.write('\nSteps as they end:')
  return pipe(
    carryOutAndSave(looked, steps, settled(choice, concurrency), paper),
    TE.chainFirst((report) =>
      pipe(
        lookAgain(looked.session),
        TE.map((now) => paper.write(['', reportText(report), '', whatCameToBe(now, steps, paper)].join('\n').trimEnd()))
      )
    )
  )
}

const applied = (io: Io, choice: Choice, looked: Looked): TE.TaskEither<Trouble, ExitStatus> => {
  const allowed = settled(choice, policy)
  const { plan: steps, withheld } = planFor(looked, allowed)
  const findings = findingsIn(looked.session, looked.outlook)
  const paper = paperOf(io, 'stdout')
  paper.write(plannedText(steps, looked.outlook, findings, paper.style, withheld))
  tellRest(io, { stray: looked.outlook.stray, withheld, policy: allowed })
  tellFindings(io, findings)
  if (steps.steps.length === 0) return TE.right(statusAfter(findings, 0))
  return pipe(
    TE.fromTask(async () => chosen(choice, confirmed) === true || agrees(io)),
    TE.chain((isAgreed) => {
      if (!isAgreed) return TE.left(['Nothing was changed.'])
      return pipe(
        carriedOut(io, choice, looked, steps),
        TE.map(({ failed }) => statusAfter(findings, failed.length === 0 ? 0 : 1))
      )
    })
  )
}

export const apply: CommandSpec = {
  name: 'apply',
  summary: 'Carry the plan out, and write the account file back.',
  notes: [
    'The plan is printed first, and a question asked where somebody is at the terminal.',
    'The account file is replaced at once and as a whole. When a step fails, what was done is',
    'recorded, and the next run goes on from there.',
    '',
    'Exit status: 0 done, or nothing to do; 1 when something was refused or failed, or nobody agreed.'
  ],
  words: [],
  options: [manifests, account, config, ...reaching, confirmed, prune, policy, concurrency],
  run: (io, choice) => {
    if (chosen(choice, confirmed) !== true && !isSomebodyThere(io)) return TE.left(nobodyToAsk)
    return pipe(
      look(io, choice, { prune: chosen(choice, prune) ?? false }),
      TE.chain((looked) => applied(io, choice, looked))
    )
  }
}
