import { expect, test } from 'vitest'
import { elapsed } from '../../src/live/elapsed.js'

const then = { wall: 1_000_000, steady: 500 }

test.each([
  { name: 'both clocks agree', now: { wall: 1_002_000, steady: 2_500 }, expected: 2_000 },
  { name: 'the wall clock was set back', now: { wall: 900_000, steady: 2_500 }, expected: 2_000 },
  { name: 'the machine slept, and the steady clock with it', now: { wall: 1_060_000, steady: 600 }, expected: 60_000 }
])('$name: the larger time counts', ({ now, expected }) => {
  expect(elapsed(then, now)).toBe(expected)
})
