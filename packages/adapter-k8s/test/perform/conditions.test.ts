import { expect, test } from 'vitest'
import { transition } from '../../src/perform/conditions.js'

const now = Date.parse('2026-02-01T00:00:00.123Z')
const long = '2026-01-01T00:00:00Z'
const wanted = { type: 'Ready', status: 'False', reason: 'Because', message: 'so it is' }
const before = { ...wanted, lastTransitionTime: long }

test.each([
  { name: 'is new', present: undefined, since: '2026-02-01T00:00:00Z' },
  { name: 'has another status', present: [{ ...before, status: 'True' }], since: '2026-02-01T00:00:00Z' },
  { name: 'has another reason', present: [{ ...before, reason: 'Other' }], since: long },
  { name: 'has another message', present: [{ ...before, message: 'other' }], since: long },
  { name: 'is of another type', present: [{ ...before, type: 'Other' }], since: '2026-02-01T00:00:00Z' }
])('a condition that $name is written, with the time since when its status is so', ({ present, since }) => {
  expect(transition(present, wanted, now)).toEqual({ ...wanted, lastTransitionTime: since })
})

test('a condition that says the same already is not written', () => {
  expect(transition([before], wanted, now)).toBeUndefined()
})

test('words that are absent are empty', () => {
  const plain = { type: 'Ready', status: 'True', reason: '', message: '' }
  expect(transition([{ type: 'Ready', status: 'True' }], plain, now)).toBeUndefined()
})
