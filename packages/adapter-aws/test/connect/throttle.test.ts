import { E } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { admission, take } from '../../src/connect/bucket.js'
import { defaultThrottles, parseThrottles } from '../../src/connect/throttle.js'

describe('--aws-api-throttle', () => {
  test('a service that is named loses its defaults, the others keep theirs', () => {
    const parsed = parseThrottles('Elastic Load Balancing v2:^Create.*=2.5:5, Elastic Load Balancing v2:^Delete=1:1')
    if (E.isLeft(parsed)) throw new Error(parsed.left)
    expect(parsed.right['Elastic Load Balancing v2']).toEqual([
      { operations: /^Create.*/, rate: 2.5, burst: 5 },
      { operations: /^Delete/, rate: 1, burst: 1 }
    ])
    expect(parsed.right.WAFV2).toEqual(defaultThrottles.WAFV2)
  })

  test('nothing leaves the defaults', () => {
    expect(parseThrottles('')).toEqual(E.right(defaultThrottles))
  })

  test.each([
    { text: 'ELB:^Create=1:1', says: /"ELB:\^Create=1:1".*no service "ELB"/ },
    { text: 'elastic load balancing v2:^A=1:1', says: /did you mean "Elastic Load Balancing v2"/ },
    { text: 'EC2:^Create', says: /it must read SERVICE:OPERATIONS=RATE:BURST/ },
    { text: 'EC2:(=1:1', says: /"\(" is no regular expression/ },
    { text: 'EC2:^A=0:1', says: /the rate "0"/ },
    { text: 'EC2:^A=fast:1', says: /the rate "fast"/ },
    { text: 'EC2:^A=1:1.5', says: /the burst "1.5"/ }
  ])('$text is refused with what is wrong', ({ text, says }) => {
    expect(parseThrottles(text)).toEqual(E.left(expect.stringMatching(says)))
  })
})

describe('a bucket', () => {
  const four = { rate: 4, burst: 2 }

  test('lets a burst through at once, and the next only with its token', () => {
    const first = take(four, undefined, 0)
    const second = take(four, first.bucket, 0)
    const third = take(four, second.bucket, 0)
    const fourth = take(four, third.bucket, 0)
    expect([first, second, third, fourth].map(({ wait }) => wait)).toEqual([0, 0, 250, 500])
  })

  test('fills again with time, and never above its burst', () => {
    const empty = take(four, take(four, undefined, 0).bucket, 0)
    expect(take(four, empty.bucket, 500).wait).toBe(0)
    expect(take(four, empty.bucket, 3_600_000).bucket.tokens).toBe(1)
  })
})

describe('a call', () => {
  const slept: Array<number> = []
  const clock = {
    now: () => 0,
    sleep: (milliseconds: number) => async () => {
      slept.push(milliseconds)
    }
  }

  test('waits for every bucket that it matches, and for none of another service', async () => {
    const throttles = {
      EC2: [
        { operations: /^Describe/, rate: 1, burst: 1 },
        { operations: /Vpcs$/, rate: 2, burst: 1 }
      ]
    }
    const admit = admission(throttles, clock)
    expect(await admit('EC2', 'DescribeVpcs')).toBe(0)
    expect(await admit('EC2', 'DescribeVpcs')).toBe(1000)
    expect(await admit('EC2', 'CreateTags')).toBe(0)
    expect(await admit('ACM', 'DescribeVpcs')).toBe(0)
    expect(slept).toEqual([1000])
  })
})
