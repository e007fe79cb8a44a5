import { E, type Fault, fault, TE } from '@alb-ingress/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eachOf } from '../../src/asking/split.js'

const missing = fault('missing', 'InvalidGroup.NotFound', 'DescribeSecurityGroups', 'one of them is not there')

/** Tells ids that are there; refuses a list with any other, as AWS does. */
const listing = (there: ReadonlySet<string>, refusal: Fault = missing) => {
  const calls: Array<ReadonlyArray<string>> = []
  const ask = (ids: ReadonlyArray<string>): TE.TaskEither<Fault, ReadonlyArray<string>> => {
    calls.push(ids)
    return ids.every((id) => there.has(id)) ? TE.right(ids) : TE.left(refusal)
  }
  return { ask, calls }
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => `${i}`)

describe('a list of ids', () => {
  test('brings what is there, whatever else is in it', async () => {
    const half = fc.tuple(fc.uniqueArray(fc.nat(50), { maxLength: 40 }), fc.uniqueArray(fc.nat(50)))
    await fc.assert(
      fc.asyncProperty(half, async ([asked, present]) => {
        const there = new Set(present.map(String))
        const ids = asked.map(String)
        const found = await eachOf(listing(there).ask, 7)(ids)()
        expect(found).toEqual(E.right(ids.filter((id) => there.has(id))))
      })
    )
  })

  test.each([
    { name: 'is one call where all are there', asked: 100, gone: 0, most: 200, calls: 1 },
    { name: 'is no call where it is empty', asked: 0, gone: 0, most: 200, calls: 0 },
    { name: 'is cut where AWS takes no more', asked: 45, gone: 0, most: 20, calls: 3 },
    { name: 'is halved to find the one that is gone', asked: 16, gone: 1, most: 200, calls: 9 }
  ])('$name', async ({ asked, gone, most, calls }) => {
    const ids = numbers(asked)
    const account = listing(new Set(ids.slice(gone)))
    expect(await eachOf(account.ask, most)(ids)()).toEqual(E.right(ids.slice(gone)))
    expect(account.calls).toHaveLength(calls)
  })

  test.each(['denied', 'throttled', 'unavailable'] as const)('is not tried in parts when AWS says %s', async (kind) => {
    const refusal = fault(kind, 'Test', 'DescribeSecurityGroups', 'no')
    const account = listing(new Set(), refusal)
    expect(await eachOf(account.ask)(numbers(8))()).toEqual(E.left(refusal))
    expect(account.calls).toHaveLength(1)
  })
})
