import type { Clock } from '@alb-ingress/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { admission, type Bucket, take } from '../../src/connect/bucket.js'

/** A clock that goes only where somebody sleeps, and says for how long. */
const testClock = (): Clock & { readonly slept: Array<number> } => {
  const slept: Array<number> = []
  return {
    slept,
    now: () => 0,
    sleep: (milliseconds) => async () => {
      slept.push(milliseconds)
    }
  }
}

describe('a bucket', () => {
  test.each([
    { name: 'is full at first', bucket: undefined, now: 0, wait: 0 },
    { name: 'fills while nobody calls', bucket: { tokens: 0, at: 0 }, now: 500, wait: 0 },
    {
      name: 'makes whoever comes too early wait for the rest of a token',
      bucket: { tokens: 0, at: 0 },
      now: 100,
      wait: 400
    },
    { name: 'makes whoever comes later wait behind those who wait', bucket: { tokens: -2, at: 0 }, now: 0, wait: 1500 }
  ])('$name', ({ bucket, now, wait }) => {
    expect(take({ rate: 2, burst: 3 }, bucket, now).wait).toBe(wait)
  })

  test('never lets more calls start in a span of time than its burst and its rate allow', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 60 })
    const limits = fc.record({ rate: fc.integer({ min: 1, max: 20 }), burst: fc.integer({ min: 1, max: 10 }) })
    fc.assert(
      fc.property(gaps, limits, (each, limit) => {
        let now = 0
        let bucket: Bucket | undefined
        const starts = each.map((gap) => {
          now += gap
          const taken = take(limit, bucket, now)
          bucket = taken.bucket
          return now + taken.wait
        })
        starts.forEach((start, i) => {
          for (let later = i; later < starts.length; later++) {
            // Times are rounded to whole milliseconds.
            const span = ((starts[later] ?? 0) - start + 1) / 1000
            expect(later - i + 1).toBeLessThanOrEqual(limit.burst + span * limit.rate)
          }
        })
      })
    )
  })
})

describe('admission', () => {
  const throttles = {
    EC2: [
      { operations: /^Describe/, rate: 1, burst: 2 },
      { operations: /Subnets$/, rate: 4, burst: 1 }
    ]
  }

  test('is free until the burst is used up, and only then waits', async () => {
    const clock = testClock()
    const admit = admission(throttles, clock)
    const waited = [
      await admit('EC2', 'DescribeVpcs'),
      await admit('EC2', 'DescribeVpcs'),
      await admit('EC2', 'DescribeVpcs')
    ]
    expect(waited).toEqual([0, 0, 1000])
    expect(clock.slept).toEqual([1000])
  })

  test('waits for the slowest of all the limits that a call meets', async () => {
    const admit = admission(throttles, testClock())
    const waited = [
      await admit('EC2', 'DescribeSubnets'),
      await admit('EC2', 'DescribeSubnets'),
      await admit('EC2', 'DescribeSubnets')
    ]
    expect(waited).toEqual([0, 250, 1000])
  })

  test('holds nobody back of whom no limit speaks', async () => {
    const clock = testClock()
    const admit = admission(throttles, clock)
    for (let i = 0; i < 50; i++) await Promise.all([admit('EC2', 'CreateTags'), admit('ACM', 'DescribeCertificate')])
    expect(clock.slept).toEqual([])
  })
})
