import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { O } from '../../src/prelude.js'
import { distance, nearest } from '../../src/support/nearest.js'

describe('the distance of two words', () => {
  test.each([
    { name: 'a word from itself', a: 'scheme', b: 'scheme', expected: 0 },
    { name: 'a letter left out', a: 'shceme', b: 'sheme', expected: 1 },
    { name: 'two neighbours swapped', a: 'shceme', b: 'scheme', expected: 1 },
    { name: 'a letter changed', a: 'scheme', b: 'schema', expected: 1 },
    { name: 'nothing in common', a: 'abc', b: 'xy', expected: 3 },
    { name: 'an empty word', a: '', b: 'abc', expected: 3 }
  ])('$name', ({ a, b, expected }) => expect(distance(a, b)).toBe(expected))

  test('law: it does not matter which word comes first', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => distance(a, b) === distance(b, a)))
  })

  test('law: it is zero for equal words only', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => (distance(a, b) === 0) === (a === b)))
  })
})

describe('the nearest word', () => {
  test.each([
    { name: 'is the one with the fewest mistakes', word: 'internl', expected: O.some('internal') },
    { name: 'is found whatever the case of the letters', word: 'INTERNAL', expected: O.some('internal') },
    { name: 'must be near', word: 'public', expected: O.none },
    { name: 'is nothing for an empty word', word: '', expected: O.none },
    { name: 'is nothing for a long text', word: 'internal'.repeat(1000), expected: O.none }
  ])('$name', ({ word, expected }) => {
    expect(nearest(word, ['internal', 'internet-facing'])).toEqual(expected)
  })
})
