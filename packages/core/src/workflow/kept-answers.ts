import { type Answer, type FactsNeeded, factsFrom, type QuestionKind, questionKey } from '../facts/facts.js'
import type { Aws } from '../ports/aws.js'
import type { Clock } from '../ports/clock.js'
import { E, O, pipe, TE } from '../prelude.js'

const minutes = 60_000

/** How long an answer is believed, in milliseconds. Of what is not here every answer is for one use. */
const lifetimes: { readonly [K in QuestionKind]?: number } = {
  vpc: 10 * minutes,
  instance: 10 * minutes,
  networkInterface: 10 * minutes,
  networkInterfaceWithAddress: 10 * minutes,
  securityGroup: 10 * minutes
}

interface Kept {
  readonly answer: Answer<QuestionKind>
  readonly until: number
}

// That something is not there may change any moment, and a fault says nothing.
const isWorthKeeping = (answer: Answer<QuestionKind>): boolean => E.isRight(answer) && O.isSome(answer.right)

/**
 * The same AWS, which asks again what the targets of many bindings have in common only after some minutes: the network, its machines, and
 * the groups that guard them. Everything else goes through.
 */
export const keepingAnswers = (aws: Aws, clock: Pick<Clock, 'now'>): Aws => {
  const kept = new Map<string, Kept>()
  const believed = (key: string): Answer<QuestionKind> | undefined => {
    const found = kept.get(key)
    if (found !== undefined && clock.now() < found.until) return found.answer
    kept.delete(key)
    return undefined
  }
  return {
    ...aws,
    answer: (needed: FactsNeeded) => {
      const known = needed.map((asked) => [asked, believed(questionKey(asked))] as const)
      return pipe(
        aws.answer(known.flatMap(([asked, answer]) => (answer === undefined ? [asked] : []))),
        TE.map(({ now, answers }) => {
          for (const [asked] of known) {
            const answer = answers.get(questionKey(asked))
            const lifetime = lifetimes[asked.ask]
            if (answer === undefined || lifetime === undefined || !isWorthKeeping(answer)) continue
            kept.set(questionKey(asked), { answer, until: now + lifetime })
          }
          return factsFrom(
            now,
            known.flatMap(([asked, before]) => {
              const answer = before ?? answers.get(questionKey(asked))
              return answer === undefined ? [] : [[asked, answer] as const]
            })
          )
        })
      )
    }
  }
}
