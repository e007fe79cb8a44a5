import { type Answer, type Answers, answerTo, E, type Question, type QuestionKind } from '@alb-ingress/core'
import { answer } from '../../src/answer/answer.js'
import { type Canned, type Recorded, recording } from './recorded.js'

/** What the account says to questions that are asked together, and the calls that it took. */
export const told = async <K extends QuestionKind>(
  questions: ReadonlyArray<Question<K>>,
  reply: (request: Recorded) => Canned | Error | undefined
) => {
  const { clients, sent, assumed } = recording(reply)
  const facts = await answer({ clients, vpcId: 'vpc-1' })(questions)()
  if (E.isLeft(facts)) throw new Error(facts.left.message)
  const answers = questions.map((question): Answer<K> => answerTo(facts.right, question))
  return { answers, sent, assumed, actions: sent.map(({ action }) => action) }
}

/** An answer that is there. */
export const some = <K extends QuestionKind>(value: Partial<Answers[K]>) => E.right({ _tag: 'Some', value })
