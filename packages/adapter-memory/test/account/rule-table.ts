import { type BoundCall, E } from '@alb-ingress/core'
import { type Story, storyIn } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { type AccountFile, memoryAws, memoryClock, worldFrom } from '../../src/index.js'
import { certificate, emptyAccount } from '../example-account.js'

/** A story on the account in memory that a file describes. */
export const storyOf = (file: AccountFile): Story =>
  storyIn({
    aws: memoryAws(worldFrom(file), memoryClock()),
    scope: { clusterName: 'demo', vpcId: 'vpc-0123456789abcdef0' },
    subnets: ['subnet-public-a', 'subnet-public-b', 'subnet-public-c'],
    certificates: [certificate(1), certificate(2)]
  })

/** One of AWS's rules: a call, and what AWS says to it. */
export interface Rule {
  readonly name: string
  /** What is there before, and the call. */
  readonly given: (story: Story) => BoundCall | Promise<BoundCall>
  /** The code that AWS declines with, or `done`. */
  readonly expected: string
  /** Limits of the account, where AWS's own would make the test long. */
  readonly limits?: AccountFile['limits']
}

/** A table of rules, each a test of its own. */
export const rules = (title: string, table: ReadonlyArray<Rule>): void => {
  describe(title, () => {
    test.each(table)('$name', async ({ given, expected, limits = {} }) => {
      const story = storyOf({ ...emptyAccount, limits })
      const call = await given(story)
      const before = await story.observe()
      const answer = await story.world.aws.perform(call)()
      expect(E.isRight(answer) ? 'done' : answer.left.code).toBe(expected)
      // A call that is declined changes nothing.
      if (expected !== 'done') expect(await story.observe()).toEqual(before)
    })
  })
}
