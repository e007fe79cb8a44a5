import { type Answer, type Facts, type FactsNeeded, type QuestionKind, questionKey } from '../facts/facts.js'
import type { Fault } from '../facts/fault.js'
import type { Aws } from '../ports/aws.js'
import { E, O, pipe, TE } from '../prelude.js'
import { type Knowledge, notesOf } from './knowledge.js'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** For how long an answer counts, in milliseconds. */
const lifetimes: Readonly<Record<QuestionKind, number>> = {
  subnetsOfVpc: 10 * minute,
  subnet: 10 * minute,
  securityGroup: 10 * minute,
  securityGroupsNamed: 10 * minute,
  // A certificate that was just issued is waited for.
  certificates: minute,
  targetGroupNamed: 20 * minute,
  trustStoreNamed: 10 * minute,
  webAclNamed: hour,
  wafClassic: 10 * hour,
  shieldSubscription: 2 * hour,
  vpc: 10 * minute,
  instance: 10 * minute,
  networkInterface: 10 * minute,
  networkInterfaceWithAddress: 10 * minute,
  securityGroupRules: 10 * minute,
  securityGroupsOfCluster: 10 * minute,
  targets: 5 * minute
}

/** What is not there may come soon, and so may what would thaw a frozen group. */
const soon = 30 * second

const lifetimeOf = (kind: QuestionKind, answer: Answer<QuestionKind>): number => {
  if (E.isLeft(answer)) return 0
  return O.isNone(answer.right) ? Math.min(soon, lifetimes[kind]) : lifetimes[kind]
}

/**
 * Asks the account only what is not known, or was told too long ago. `now` is in milliseconds since 1970; without it nothing that was told before counts.
 * A fault is never kept.
 */
export const answerWith =
  (answer: Aws['answer'], knowledge: Knowledge, now: number | undefined) =>
  (needed: FactsNeeded): TE.TaskEither<Fault, Facts> => {
    const { answers } = notesOf(knowledge)
    const reused = new Map<string, Answer<QuestionKind>>()
    const asked = needed.filter((each) => {
      const known = now === undefined ? undefined : answers.get(questionKey(each))
      if (known === undefined || now === undefined || known.until <= now) return true
      reused.set(questionKey(each), known.answer)
      return false
    })
    if (asked.length === 0 && now !== undefined) return TE.right({ now, answers: reused })
    return pipe(
      answer(asked),
      TE.map((facts): Facts => {
        for (const each of asked) {
          const key = questionKey(each)
          const told = facts.answers.get(key)
          if (told !== undefined)
            answers.set(key, { answer: told, until: (now ?? facts.now) + lifetimeOf(each.ask, told) })
        }
        return reused.size === 0 ? facts : { now: facts.now, answers: new Map([...reused, ...facts.answers]) }
      })
    )
  }

/** What led nowhere is asked again soon. */
export const askAgainSoon = (knowledge: Knowledge, needed: FactsNeeded, now: number): void => {
  const { answers } = notesOf(knowledge)
  for (const each of needed) {
    const known = answers.get(questionKey(each))
    if (known !== undefined && known.until > now + soon) answers.set(questionKey(each), { ...known, until: now + soon })
  }
}
