import {
  type Answer,
  type Answers,
  E,
  type Fault,
  O,
  type Question,
  type QuestionKind,
  type TE
} from '@alb-ingress/core'
import type { Ask } from '../asking/asking.js'
import type { Clients } from '../clients.js'

/** Where questions are asked. */
export interface Place {
  readonly clients: Clients
  readonly ask: Ask
  readonly vpcId: string
}

/** Answers all questions of one kind, with as few calls as there can be: one answer for each, in their order. */
export type Answering = (place: Place, asked: ReadonlyArray<Question>) => Promise<ReadonlyArray<Answer<QuestionKind>>>

/** Each question is about one thing that AWS lists under a key; what is not listed is not there. */
export const each =
  <K extends QuestionKind>(
    list: (place: Place, subjects: ReadonlyArray<string>) => TE.TaskEither<Fault, ReadonlyMap<string, Answers[K]>>
  ): Answering =>
  async (place, asked) => {
    const found = await list(place, [...new Set(asked.map(({ about }) => about))])()
    return asked.map(({ about }) => (E.isLeft(found) ? found : E.right(O.fromNullable(found.right.get(about)))))
  }

/** Each question is asked for itself, and always has an answer. */
export const alone =
  <K extends QuestionKind>(tell: (place: Place, asked: Question) => TE.TaskEither<Fault, Answers[K]>): Answering =>
  (place, asked) =>
    Promise.all(
      asked.map(async (question) => {
        const told = await tell(place, question)()
        return E.isLeft(told) ? told : E.right(O.some(told.right))
      })
    )
