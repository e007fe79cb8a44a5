import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, equal } from '../../src/support/canonical.js'
import { redact } from '../../src/support/redacted.js'

test.each([
  { name: 'members in another order', a: { x: 1, y: 2 }, b: { y: 2, x: 1 }, expected: true },
  { name: 'a member that is undefined and one that is absent', a: { x: 1, y: undefined }, b: { x: 1 }, expected: true },
  { name: 'items in another order', a: [1, 2], b: [2, 1], expected: false },
  { name: 'a list and a record with its indexes', a: ['x'], b: { 0: 'x' }, expected: false },
  { name: 'an empty list and an empty record', a: [], b: {}, expected: false },
  { name: 'one secret twice', a: redact('x'), b: redact('x'), expected: true },
  { name: 'two secrets', a: { x: redact('x') }, b: { x: redact('y') }, expected: false },
  { name: 'a secret and its text', a: redact('x'), b: 'x', expected: false },
  { name: 'a secret and nothing', a: redact('x'), b: {}, expected: false },
  { name: 'a number and its text', a: { x: 1 }, b: { x: '1' }, expected: false }
])('$name: $expected', ({ a, b, expected }) => {
  expect(equal(a, b)).toBe(expected)
  expect(equal(b, a)).toBe(expected)
})

test('values are equal just when their canonical texts are', () => {
  const value = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(equal(a, b)).toBe(canonical(a) === canonical(b))
      expect(equal(a, JSON.parse(canonical(a)))).toBe(true)
    })
  )
})
