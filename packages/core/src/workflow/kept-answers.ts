import type { Facts, FactsNeeded, QuestionKind } from '../facts/facts.js'
import type { Fault } from '../facts/fault.js'
import type { Aws } from '../ports/aws.js'
import type { Clock } from '../ports/clock.js'
import { type E, pipe, TE } from '../prelude.js'
import { nothingKnownYet } from './knowledge.js'
import { answerWith } from './known-answers.js'

/** The network, its machines, and the groups that guard them. Targets and rules are remembered by whoever changes them. */
const lasting: ReadonlySet<QuestionKind> = new Set([
  'vpc',
  'instance',
  'networkInterface',
  'networkInterfaceWithAddress',
  'securityGroup'
])

/**
 * The same AWS, which asks again what the targets of many bindings have in common only after some minutes. Who asks while somebody else does waits for
 * that answer, which may be theirs too. Everything else goes through.
 */
export const keepingAnswers = (aws: Aws, clock: Pick<Clock, 'now'>): Aws => {
  const knowledge = nothingKnownYet()
  let before: Promise<unknown> = Promise.resolve()
  const keeping =
    (needed: FactsNeeded): TE.TaskEither<Fault, Facts> =>
    () => {
      const ask = (): Promise<E.Either<Fault, Facts>> => answerWith(aws.answer, knowledge, clock.now())(needed)()
      if (needed.length === 0) return ask()
      // Whoever failed before says so to those who asked.
      const told = before.then(ask, ask)
      before = told
      return told
    }
  return {
    ...aws,
    answer: (needed: FactsNeeded) =>
      pipe(
        TE.Do,
        TE.apS('kept', keeping(needed.filter(({ ask }) => lasting.has(ask)))),
        TE.apS('told', aws.answer(needed.filter(({ ask }) => !lasting.has(ask)))),
        TE.map(({ kept, told }) => ({ now: told.now, answers: new Map([...kept.answers, ...told.answers]) }))
      )
  }
}
