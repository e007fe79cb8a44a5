import {
  carryOut,
  type E,
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

/** What follows the steps of a plan; says whether all of it could be done. */
type Following = (report: Report) => TE.TaskEither<Trouble, boolean>

const nothing: Following = () => TE.right(true)

/** Carries the plan out, and tells each step as it ends. */
const steps = ({ session, plan, observed }: Task, most: number, paper: Paper): TE.TaskEither<Trouble, Report> => {
  const say = progressText(plan, paper.style)
  const onProgress = (progress: Progress): void => paper.write(say(progress))
  return TE.fromTask(carryOut(session.ports, { concurrency: most, onProgress })(plan, observed))
}

/** The load balancers that the plan was about, as they are now. */
const whatCameToBe = ({ plan }: Task, now: ObservedState, { style }: Paper): string =>
  [...new Set(plan.steps.map(({ stack }) => stack))]
    .flatMap((id) => now.stacks.get(id) ?? [])
    .filter((stack) => observedOf(stack, 'LoadBalancer').length > 0)
    .map((stack) => `${style.paint('heading', printable(stack.id))}\n${stackText(stack, style)}`)
    .join('\n\n')

// What was done is done: an account file is written whatever became of the rest.
const savedAfter = ({ session }: Task, following: TE.TaskEither<Trouble, boolean>): TE.TaskEither<Trouble, boolean> =>
  pipe(
    TE.fromTask<E.Either<Trouble, boolean>, Trouble>(following),
    TE.chainFirst(() => session.save),
    TE.chainEitherK((done) => done)
  )

/**
 * Carries out what was agreed, tells each step as it ends, and then what came of it and of what follows. Says whether all of it could be done.
 */
export const carriedOut = (
  io: Io,
  choice: Choice,
  task: Task,
  following: Following = nothing
): TE.TaskEither<Trouble, boolean> => {
  const paper = paperOf(io, 'stdout')
  paper.write('\nSteps as they end:')
  return pipe(
    steps(task, settled(choice, concurrency), paper),
    TE.chain((report) => {
      paper.write(`\n${reportText(report)}`)
      return pipe(
        savedAfter(task, following(report)),
        TE.map((isDone) => isDone && report.failed.length === 0)
      )
    }),
    TE.chainFirst(() =>
      pipe(
        lookAgain(task.session),
        TE.map(({ outlook }) => whatCameToBe(task, outlook.observed, paper)),
        TE.map((text) => paper.write(text === '' ? '' : `\n${text}`))
      )
    )
  )
}
