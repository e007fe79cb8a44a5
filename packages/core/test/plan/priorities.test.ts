import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keeping, lastPriority, type Places } from '../../src/plan/keeping.js'
import { type Numbering, numberByPlace, numberWithFewMoves } from '../../src/plan/priorities.js'

const none = undefined

describe('who keeps a number', () => {
  test.each<{ name: string; places: Places; expected: ReadonlyArray<number> }>([
    { name: 'all, where the order is right', places: [1, 5, 9], expected: [0, 1, 2] },
    { name: 'as many as possible', places: [9, 4, 5, 6], expected: [1, 2, 3] },
    { name: 'those that leave room for a new one before them', places: [none, 2, 3], expected: [1, 2] },
    { name: 'nobody who leaves no room for a new one before them', places: [none, 1, 2], expected: [] },
    { name: 'those that leave room for a new one between', places: [1, none, 3], expected: [0, 2] },
    { name: 'only one of two that leave no room between', places: [1, none, 2], expected: [0] },
    { name: 'nobody who leaves no room behind', places: [lastPriority, none], expected: [] }
  ])('$name', ({ places, expected }) => {
    expect([...keeping(places)].sort()).toEqual(expected)
  })
})

/** Places where some rules have numbers of their own, and leftovers with others. */
const situations = fc
  .tuple(
    fc.array(fc.boolean(), { maxLength: 8 }),
    fc.nat(4),
    fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 49990, max: 50000 })), {
      minLength: 12,
      maxLength: 12
    })
  )
  .map(([held, left, numbers]) => {
    const places = held.map((has, i) => (has ? numbers[i] : undefined))
    return { places, leftovers: numbers.slice(8, 8 + left).sort((a, b) => a - b) }
  })

const isSound = ({ numbers, inPlace, evicted }: Numbering, places: Places, leftovers: ReadonlyArray<number>): void => {
  const rising = numbers.every((number, i) => number > (numbers[i - 1] ?? 0) && number <= lastPriority)
  expect(rising, 'numbers rise').toBe(true)
  for (const [place, leftover] of inPlace) {
    expect(places[place], 'only new rules take over leftovers').toBeUndefined()
    expect(numbers[place], 'a leftover keeps its number').toBe(leftovers[leftover])
  }
  const paired = new Set(inPlace.values())
  const staying = leftovers.flatMap((number, i) => (paired.has(i) ? [] : [evicted.get(i) ?? number]))
  const all = [...numbers, ...staying]
  expect(new Set(all).size, 'no number is used twice').toBe(all.length)
}

describe('numbering', () => {
  test('is sound, whichever way', () => {
    fc.assert(
      fc.property(situations, ({ places, leftovers }) => {
        isSound(numberWithFewMoves(places, leftovers), places, leftovers)
        isSound(numberByPlace(places, leftovers), places, leftovers)
      }),
      { numRuns: 2000 }
    )
  })

  test('keeps the largest set that can be kept', () => {
    const fits = (places: Places, kept: ReadonlyArray<number>): boolean => {
      const ends = [
        ...kept.map((place) => ({ place, number: places[place] ?? 0 })),
        { place: places.length, number: lastPriority + 1 }
      ]
      let last = { place: -1, number: 0 }
      for (const end of ends) {
        if (end.number - last.number < end.place - last.place) return false
        last = end
      }
      return true
    }
    const subsets = (items: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<number>> =>
      Array.from({ length: 2 ** items.length }, (_, chosen) => items.filter((_item, i) => (chosen >> i) % 2 === 1))
    fc.assert(
      fc.property(situations, ({ places }) => {
        const held = places.flatMap((number, place) => (number === undefined ? [] : [place]))
        const best = Math.max(
          ...subsets(held)
            .filter((kept) => fits(places, kept))
            .map(({ length }) => length)
        )
        expect(keeping(places).size).toBe(best)
      })
    )
  })
})
