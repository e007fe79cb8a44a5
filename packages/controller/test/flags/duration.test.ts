import fc from 'fast-check'
import { expect, test } from 'vitest'
import { durationText, readDuration } from '../../src/flags/duration.js'

test.each([
  ['16m40s', 1_000_000],
  ['10h', 36_000_000],
  ['1h30m0s', 5_400_000],
  ['1.5h', 5_400_000],
  ['250ms', 250],
  ['.5s', 500],
  ['1500us', 1.5],
  ['0', 0]
])('%s is read as Go reads it', (text, milliseconds) => {
  expect(readDuration(text)).toBe(milliseconds)
})

test.each(['', '10', 'h', '1 h', '1h-', '-5s', '1d', '1hour', 'ten seconds'])('%j is no duration', (text) => {
  expect(readDuration(text)).toBeUndefined()
})

test('what is shown is read as the same', () => {
  fc.assert(
    fc.property(fc.nat(400_000_000), (milliseconds) => {
      expect(readDuration(durationText(milliseconds))).toBe(milliseconds)
    })
  )
})
