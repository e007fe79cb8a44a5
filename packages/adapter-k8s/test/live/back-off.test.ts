import { fault } from '@alb-ingress/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pauseAfter } from '../../src/live/back-off.js'

const gone = fault('unavailable', 'ECONNREFUSED', 'list Ingress', 'gone')
const unauthorized = fault('denied', 'Unauthorized', 'list Ingress', 'who are you?')
const denied = fault('denied', 'Forbidden', 'list Ingress', 'cannot')

test.each([
  { failures: 1, fault: gone, expected: 200 },
  { failures: 2, fault: gone, expected: 400 },
  { failures: 5, fault: gone, expected: 3_200 },
  { failures: 50, fault: gone, expected: 10_000 },
  { failures: 1, fault: unauthorized, expected: 200 },
  { failures: 1, fault: denied, expected: 1_000 },
  { failures: 50, fault: denied, expected: 60_000 }
])('after $failures failures ($fault.code) the pause is at most $expected ms', ({ failures, fault, expected }) => {
  expect(pauseAfter(failures, 0, fault)).toBe(expected)
})

test('law: chance takes at most half away', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
      const most = pauseAfter(failures, 0, gone)
      const pause = pauseAfter(failures, chance, gone)
      expect(pause).toBeGreaterThanOrEqual(most / 2)
      expect(pause).toBeLessThanOrEqual(most)
    })
  )
})
