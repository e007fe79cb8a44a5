import {
  carryOut,
  type ObservedState,
  observedOf,
  type Plan,
  type Progress,
  pipe,
  printable,
  type Report,
  stackText,
  TE
} from '@alb-ingress/core'
import type { Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen, settled } from '../options/choice.js'
import { concurrency, confirmed } from '../options/declared.js'
import { progressText, reportText } from '../output/progress.js'
import { type Paper, paperOf } from '../output/terminal.js'
import type { Session } from '../session.js'
import { lookAgain } from './look.js'

const isSomebodyThere = ({ terminal }: Io): boolean => terminal.stdin && terminal.stdout

/** Nothing is looked at where nobody could agree to what comes of it. */
export const mayAsk = (io: Io, choice: Choice): TE.TaskEither<Trouble, void> =>
  chosen(choice, confirmed) === true || isSomebodyThere(io)
    ? TE.right(undefined)
    : TE.left([
        `${choice.command} asks before it changes anything, and nobody is at the terminal: add --yes to go ahead without.`
      ])

const agrees = async (io: Io): Promise<boolean> => /^y(es)?$/i.test((await io.ask('Carry this out? [y/N] ')).trim())

/** Goes on once somebody has agreed. */
export const agreed = (io: Io, choice: Choice): TE.TaskEither<Trouble, void> =>
  pipe(
    TE.fromTask<boolean, Trouble>(async () => chosen(choice, confirmed) === true || agrees(io)),
    TE.chain((isAgreed) => (isAgreed ? TE.right(undefined) : TE.left<Trouble, void>(['Nothing was changed.'])))
  )

/** A plan, and what it starts from. */
export interface Task {
  readonly session: Session
  readonly plan: Plan
  readonly observed: ObservedState
}

/** Carries the plan out, and writes the account file whatever became of it: what was done is done. */
const carryOutAndSave = (
  { session, plan, observed }: Task,
  most: number,
  paper: Paper
): TE.TaskEither<Trouble, Report> => {
  const say = progressText(plan, paper.style)
  const onProgress = (progress: Progress): void => paper.write(say(progress))
  return pipe(
    TE.fromTask(carryOut(session.ports, { concurrency: most, onProgress })(plan, observed)),
    TE.chainFirst(() => session.save)
  )
}

/** The load balancers that the plan was about, as they are now. */
const whatCameToBe = ({ plan }: Task, now: ObservedState, { style }: Paper): string =>
  [...new Set(plan.steps.map(({ stack }) => stack))]
    .flatMap((id) => now.stacks.get(id) ?? [])
    .filter((stack) => observedOf(stack, 'LoadBalancer').length > 0)
    .map((stack) => `${style.paint('heading', printable(stack.id))}\n${stackText(stack, style)}`)
    .join('\n\n')

/** Carries out what was agreed, tells each step as it ends, and then what came of it. */
export const carriedOut = (io: Io, choice: Choice, task: Task): TE.TaskEither<Trouble, Report> => {
  const paper = paperOf(io, 'stdout')
  paper.write('\nSteps as they end:')
  return pipe(
    carryOutAndSave(task, settled(choice, concurrency), paper),
    TE.chainFirst((report) =>
      pipe(
        lookAgain(task.session),
        TE.map(({ outlook }) => ['', reportText(report), '', whatCameToBe(task, outlook.observed, paper)]),
        TE.map((parts) => paper.write(parts.join('\n').trimEnd()))
      )
    )
  )
}
