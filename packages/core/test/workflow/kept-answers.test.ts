import { describe, expect, test } from 'vitest'
import { absent, answerTo, factsFrom, known, type Question, question } from '../../src/facts/facts.js'
import type { Aws } from '../../src/ports/aws.js'
import { E, O, TE } from '../../src/prelude.js'
import { keepingAnswers } from '../../src/workflow/kept-answers.js'

const vpc = question('vpc', 'vpc-1')
const targets = question('targets', 'arn')

/** AWS that writes down what it is asked, and answers when it is told to. */
const asked = () => {
  const questions: Array<string> = []
  const answerOf = ({ ask, about }: Question) => {
    if (ask === 'targets') return known<'targets'>([])
    return about === 'vpc-1' ? known<'vpc'>({ id: about, cidrBlocks: ['10.0.0.0/16'] }) : absent
  }
  let now = 0
  const aws = {
    answer: (needed: ReadonlyArray<Question>) => async () => {
      questions.push(...needed.map(({ ask, about }) => `${ask} ${about}`))
      await Promise.resolve()
      return E.right(
        factsFrom(
          now,
          needed.map((each) => [each, answerOf(each)] as const)
        )
      )
    },
    observe: () => TE.right([]),
    details: () => TE.right([]),
    perform: () => TE.right({})
  } satisfies Aws
  return {
    aws: keepingAnswers(aws, { now: () => now }),
    questions: () => questions.splice(0),
    advance: (milliseconds: number) => {
      now += milliseconds
    }
  }
}

describe('answers that are kept', () => {
  test('are not asked for again for some minutes, and those about targets always are', async () => {
    const { aws, questions, advance } = asked()
    await aws.answer([vpc, targets])()
    expect(questions().sort()).toEqual(['targets arn', 'vpc vpc-1'])
    const facts = await aws.answer([vpc, targets])()
    expect(questions()).toEqual(['targets arn'])
    expect(E.isRight(facts) && answerTo(facts.right, vpc)).toMatchObject(E.right(O.some({ id: 'vpc-1' })))
    advance(600_000)
    await aws.answer([vpc])()
    expect(questions()).toEqual(['vpc vpc-1'])
  })

  test('are asked for once by many who ask at a time', async () => {
    const { aws, questions } = asked()
    await Promise.all([1, 2, 3].map(() => aws.answer([vpc])()))
    expect(questions()).toEqual(['vpc vpc-1'])
  })

  test('tell the time to whoever asks nothing', async () => {
    const { aws, questions, advance } = asked()
    advance(42)
    expect(await aws.answer([])()).toMatchObject(E.right({ now: 42 }))
    expect(questions()).toEqual([])
  })
})
