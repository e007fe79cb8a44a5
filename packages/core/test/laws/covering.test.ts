import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coverIndex, covers } from '../../src/lint/covering.js'
import { hiddenAmong } from '../../src/lint/hiding.js'
import type { ServedRule } from '../../src/lint/served.js'
import type { Condition } from '../../src/resources/condition.js'
import { conditionTest } from '../../src/route/match.js'
import type { Request } from '../../src/route/request.js'
import { matchesWildcard } from '../../src/support/wildcard.js'

const word = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 5 }).map((letters) => letters.join(''))
const pattern = fc.array(fc.constantFrom('a', 'b', '/', '*', '?'), { maxLength: 6 }).map((signs) => signs.join(''))

describe('one pattern covers another', () => {
  test('only if it matches every text that the other matches', () => {
    fc.assert(
      fc.property(pattern, pattern, word, (wide, narrow, text) => {
        fc.pre(covers(wide, narrow) && matchesWildcard(narrow, text))
        return matchesWildcard(wide, text)
      }),
      { numRuns: 300 }
    )
  })

  test('a text exactly if it matches it', () => {
    fc.assert(fc.property(pattern, word, (wide, text) => covers(wide, text) === matchesWildcard(wide, text)))
  })

  test('and an index finds all those that do', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 8 }), pattern, (known, narrow) => {
        const index = coverIndex<string>()
        for (const each of known) index.add(each, each)
        const found = [...index.over(narrow)].sort()
        expect(found).toEqual(known.filter((each) => covers(each, narrow)).sort())
      })
    )
  })
})

const host = fc.constantFrom('a.x', 'b.x', '*.x', 'a.?')
const some = (of: fc.Arbitrary<string>) => fc.uniqueArray(of, { minLength: 1, maxLength: 2 })

const conditions: fc.Arbitrary<ReadonlyArray<Condition>> = fc
  .record({
    hosts: fc.option(some(host), { nil: undefined }),
    paths: fc.option(some(pattern.map((each) => `/${each}`)), { nil: undefined }),
    methods: fc.option(some(fc.constantFrom('GET', 'PUT')), { nil: undefined })
  })
  .map(({ hosts, paths, methods }) => [
    ...(methods === undefined ? [] : [{ field: 'http-request-method', values: methods } as const]),
    ...(hosts === undefined ? [] : [{ field: 'host-header', values: hosts } as const]),
    ...(paths === undefined ? [] : [{ field: 'path-pattern', values: paths } as const])
  ])

// Of a rule, hiding reads its conditions alone.
const ruleOf = (each: ReadonlyArray<Condition>): ServedRule =>
  ({ conditions: each, actions: [] }) as unknown as ServedRule

const request: fc.Arbitrary<Request> = fc
  .record({
    host: fc.constantFrom('a.x', 'b.x', 'c.x', 'A.X'),
    path: word,
    method: fc.constantFrom('GET', 'PUT', 'POST')
  })
  .map(({ host, path, method }) => ({
    ...{ method, scheme: 'http', host: host.toLowerCase(), port: 80, path: `/${path}`, query: '', headers: {} }
  }))

const answers = ({ conditions }: ServedRule, asked: Request): boolean =>
  conditions.every((each) => conditionTest(each)(asked).held)

test('no request is answered by a rule that is said to be hidden, and one that hides it stands before', () => {
  fc.assert(
    fc.property(fc.array(conditions, { maxLength: 5 }), fc.array(request, { maxLength: 20 }), (all, requests) => {
      const rules = all.map(ruleOf)
      const hidden = hiddenAmong(rules)
      for (const { rule, by } of hidden)
        for (const other of by) expect(rules.indexOf(other)).toBeLessThan(rules.indexOf(rule))
      const never = new Set(hidden.map(({ rule }) => rule))
      for (const asked of requests) {
        const first = rules.find((each) => answers(each, asked))
        expect(first !== undefined && never.has(first)).toBe(false)
      }
    }),
    { numRuns: 300 }
  )
})
