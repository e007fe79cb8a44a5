import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { E } from '../../src/prelude.js'
import { regexTest } from '../../src/support/regex.js'

const matches = (pattern: string, text: string, ignoreCase = false): boolean | string => {
  const made = regexTest(pattern, { ignoreCase })
  return E.isLeft(made) ? made.left : made.right(text)
}

describe('a regular expression', () => {
  test.each([
    { pattern: '^/t/[a-z0-9-]{3,}/.*', yes: ['/t/abc/', '/t/a-1/x'], no: ['/t/ab/', '/T/abc/', 'x/t/abc/'] },
    {
      pattern: '^application/(json|cbor)',
      yes: ['application/json; q=1', 'application/cbor'],
      no: ['application/xml']
    },
    {
      pattern: '^[a-z]+\\.old\\.example$',
      yes: ['a.old.example'],
      no: ['a1.old.example', 'a.old.example.com', 'aXoldXexample']
    },
    { pattern: 'b+', yes: ['abbc'], no: ['ac'] },
    { pattern: '', yes: ['', 'a'], no: [] },
    { pattern: '^(?:a|b)*?c$', yes: ['c', 'ababc'], no: ['ab'] },
    { pattern: '^(?P<id>\\d{2,3})$', yes: ['12', '123'], no: ['1', '1234'] },
    { pattern: '^a{2}$', yes: ['aa'], no: ['a', 'aaa'] },
    { pattern: 'a{x}', yes: ['a{x}'], no: ['a'] },
    { pattern: '^[^/]+$', yes: ['abc'], no: ['a/b'] },
    { pattern: '^[]a-]+$', yes: [']-a'], no: ['b'] },
    { pattern: '^[\\w.]+$', yes: ['a_1.b'], no: ['a-b'] },
    { pattern: '^\\D+$', yes: ['ab'], no: ['a1'] },
    { pattern: '\\bcart\\b', yes: ['/cart/'], no: ['/carts/'] },
    { pattern: '^.$', yes: ['😀'], no: ['ab', '\n'] },
    { pattern: '(a*)*b', yes: ['aab', 'b'], no: ['aa'] },
    { pattern: 'a||b', yes: ['x'], no: [] }
  ])('$pattern', ({ pattern, yes, no }) => {
    expect(yes.filter((text) => matches(pattern, text) !== true)).toEqual([])
    expect(no.filter((text) => matches(pattern, text) !== false)).toEqual([])
  })

  test.each([
    { pattern: '(a', expected: 'a group is not closed' },
    { pattern: 'a)', expected: 'a ) closes no group' },
    { pattern: '[a', expected: 'it ends too early' },
    { pattern: 'a\\', expected: 'it ends too early' },
    { pattern: '*a', expected: 'there is nothing before * that it could repeat' },
    { pattern: 'a**', expected: 'a repetition is repeated' },
    { pattern: '(?=a)b', expected: 'look-around and flags are not supported' },
    { pattern: '(a)\\1', expected: 'the back-reference \\1 is not supported' },
    { pattern: '\\q', expected: '\\q is not supported' },
    { pattern: '[z-a]', expected: 'the range z-a runs backwards' },
    { pattern: 'a{3,2}', expected: '{3,2} runs backwards' },
    { pattern: 'a{1001}', expected: '{1001} repeats too often' },
    { pattern: '((a{900}){900}){900}', expected: 'its repetitions make it too large' },
    { pattern: `${'('.repeat(5000)}a`, expected: 'its groups are nested too deep' }
  ])('says why it cannot be used: $expected', ({ pattern, expected }) => {
    expect(matches(pattern, 'a')).toBe(expected)
  })

  test('ignores letter case where it is told to', () => {
    expect(matches('^SHOP[A-C]$', 'shopb', true)).toBe(true)
    expect(matches('^[^a]$', 'A', true)).toBe(false)
  })

  test('says the same as the engine of the language', () => {
    const piece = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '^', '$', '\\w', '\\b')
    const pattern = fc.letrec<{ regex: string }>((tie) => ({
      regex: fc.oneof(
        { maxDepth: 3 },
        piece,
        fc.tuple(tie('regex'), tie('regex')).map(([a, b]) => a + b),
        fc.tuple(tie('regex'), tie('regex')).map(([a, b]) => `(${a}|${b})`),
        fc.tuple(tie('regex'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}')).map(([a, more]) => `(?:${a})${more}`)
      )
    })).regex
    const text = fc.array(fc.constantFrom('a', 'b', '-'), { maxLength: 6 }).map((letters) => letters.join(''))
    fc.assert(
      fc.property(pattern, text, (regex, given) => matches(regex, given) === new RegExp(regex, 'u').test(given))
    )
  })

  test('takes no long time for patterns that keep other engines busy for years', () => {
    expect(matches('^(a+)+$', `${'a'.repeat(5_000)}b`)).toBe(false)
    expect(matches('a.*a.*a.*a.*a.*a.*a.*a.*x', 'a'.repeat(5_000))).toBe(false)
  })
})
