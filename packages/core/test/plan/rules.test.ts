import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numbered, plannedLetters } from './letters.js'

/**
 * How many calls the reference (AWS Load Balancer Controller 3.5) makes: content decides, then the number; one call moves everything,
 * the doomed included; whatever moved gets a new resource tag.
 */
const callsOfReference = (observed: string, desired: string): number => {
  const there = numbered(observed)
  const wanted = numbered(desired)
  const numberOf = new Map(there)
  const moved = wanted.filter(([letter, number]) => (numberOf.get(letter) ?? number) !== number).length
  const names = new Set(wanted.map(([letter]) => letter))
  const left = there.filter(([letter]) => !names.has(letter))
  const fresh = wanted.filter(([letter]) => !numberOf.has(letter))
  const places = new Set(fresh.map(([, number]) => number))
  const modified = left.filter(([, number]) => places.has(number)).length
  return (moved > 0 ? 1 : 0) + modified + (fresh.length - modified) + (left.length - modified) + moved
}

const cases = [
  { name: 'equal rules need nothing', observed: 'A B C', desired: 'A B C', expected: [] },
  {
    name: 'a rule put in the middle pushes those behind it',
    observed: 'A B C',
    desired: 'A X B C',
    expected: ['move B→3 C→4', 'create X@2', 'retag B', 'retag C']
  },
  { name: 'a rule taken out leaves its number free', observed: 'A B C', desired: 'A C', expected: ['delete B'] },
  { name: 'a changed rule changes in place', observed: 'A B C', desired: 'A B X', expected: ['modify C→X'] },
  {
    name: 'a rule moved to the front stays, and the others go behind it',
    observed: 'A B C',
    desired: 'C A B',
    expected: ['move A→4 B→5', 'retag A', 'retag B']
  },
  {
    name: 'a new rule takes over one that nobody wants where it stands before the rest',
    observed: 'A B',
    desired: 'X A',
    expected: ['move A→3', 'modify B→X', 'retag A']
  },
  { name: 'a fresh listener counts from 1', observed: '', desired: 'A B', expected: ['create A@1', 'create B@2'] },
  { name: 'no rules are left when none are wanted', observed: 'A B', desired: '', expected: ['delete A', 'delete B'] },
  {
    name: 'unlike rules change in place, and the surplus goes',
    observed: 'A B C',
    desired: 'X Y',
    expected: ['modify A→X', 'modify B→Y', 'delete C']
  },
  {
    name: 'numbers may have gaps, so B and D stay where they are',
    observed: 'A B C D',
    desired: 'B X D',
    expected: ['modify C→X', 'delete A']
  },
  {
    name: 'a rule that comes to stand first stays, and what follows goes behind it',
    observed: 'A B C D',
    desired: 'D X A',
    expected: ['move A→6', 'create X@5', 'retag A', 'delete B', 'delete C']
  },
  {
    name: 'what an aborted pass left at the bottom is taken over',
    observed: 'A@2 Y@49999 Z@50000',
    desired: 'A B',
    expected: ['modify Y→B', 'delete Z']
  }
]

describe('worked examples', () => {
  test.each(cases)('$name: $observed becomes $desired', ({ observed, desired, expected }) => {
    const planned = plannedLetters(observed, desired)
    expect(planned).toEqual(expected)
    expect(planned.length).toBeLessThanOrEqual(callsOfReference(observed, desired))
  })
})

describe('numbers', () => {
  test.each([
    {
      name: 'a rule goes into a gap, and nothing moves',
      observed: 'A@1 B@5',
      desired: 'A X B',
      expected: ['create X@2']
    },
    {
      name: 'the last number is used before anything moves',
      observed: 'A@49999',
      desired: 'A X',
      expected: ['create X@50000']
    },
    {
      name: 'behind the last number there is no room: the rule before it moves down',
      observed: 'A@50000',
      desired: 'A X',
      expected: ['move A→1', 'create X@2', 'retag A']
    },
    {
      name: 'the number of a rule that will be deleted is left to it where there is room',
      observed: 'B A D',
      desired: 'A B',
      expected: ['move B→4', 'retag B', 'delete D']
    },
    {
      name: 'the reference numbers are taken where they cost fewer calls',
      observed: 'A B C D Z',
      desired: 'Z V W X',
      expected: ['move Z→1 A→50000', 'modify B→V', 'modify C→W', 'modify D→X', 'retag Z', 'delete A']
    }
  ])('$name', ({ observed, desired, expected }) => {
    expect(plannedLetters(observed, desired)).toEqual(expected)
  })

  test('without tags on rules a moved rule needs no tag', () => {
    expect(plannedLetters('A B', 'B A', false)).toEqual(['move A→3'])
  })
})

const letters = fc.uniqueArray(fc.constantFrom(...'ABCDEFGH'), { maxLength: 8 })
const sparse = fc
  .tuple(
    letters,
    fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 49999, 50000), { minLength: 8, maxLength: 8 })
  )
  .map(([all, numbers]) => all.map((letter, i) => `${letter}@${numbers[i]}`).join(' '))

test('no plan for rules has more calls than the reference', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        letters.map((all) => all.join(' ')),
        sparse
      ),
      letters,
      (observed, wanted) => {
        const desired = wanted.join(' ')
        expect(plannedLetters(observed, desired).length).toBeLessThanOrEqual(callsOfReference(observed, desired))
      }
    ),
    { numRuns: 1000 }
  )
})
