import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { E } from '../../src/prelude.js'
import { regexReplace } from '../../src/support/regex-replace.js'

const replaced = (pattern: string, replacement: string, text: string, ignoreCase = false): string | undefined => {
  const replace = regexReplace(pattern, replacement, { ignoreCase })
  if (E.isLeft(replace)) throw new Error(replace.left)
  return replace.right(text)
}

describe('replacing the first match', () => {
  test.each<{ name: string; given: readonly [string, string, string]; expected: string | undefined }>([
    { name: 'takes a prefix off', given: ['^/v2/(.*)$', '/$1', '/v2/a/b'], expected: '/a/b' },
    { name: 'leaves a text without a match alone', given: ['^/v2/(.*)$', '/$1', '/v1/a'], expected: undefined },
    { name: 'keeps what stands around the match', given: ['b+', 'x', 'abbbc'], expected: 'axc' },
    { name: 'replaces once', given: ['b', 'x', 'abab'], expected: 'axab' },
    { name: 'may replace by nothing', given: ['^/api', '', '/api/x'], expected: '/x' },
    { name: 'may find nothing, and put something there', given: ['^', '/x', '/a'], expected: '/x/a' },
    { name: 'knows groups by their numbers', given: ['(a)(b)?(c)', '$3$2$1$0', 'ac'], expected: 'caac' },
    { name: 'does not count groups that are not remembered', given: ['(?:a)(b)', '$1', 'ab'], expected: 'b' },
    { name: 'counts named groups', given: ['(?P<x>a)(b)', '$2$1', 'ab'], expected: 'ba' },
    { name: 'takes the last turn of a repeated group', given: ['(?:(a|b))+', '[$1]', 'aab'], expected: '[b]' },
    { name: 'prefers more, where a repetition is greedy', given: ['a(.*)c', '$1', 'abcbc'], expected: 'bcb' },
    { name: 'prefers less, where it is lazy', given: ['a(.*?)c', '$1', 'abcbc'], expected: 'bbc' },
    { name: 'prefers the alternative that is written first', given: ['a|ab', 'x', 'ab'], expected: 'xb' },
    { name: 'leaves a dollar sign without a number alone', given: ['a', '$x$', 'a'], expected: '$x$' }
  ])('$name', ({ given, expected }) => {
    expect(replaced(...given)).toBe(expected)
  })

  test('disregards case where it is told to', () => {
    expect(replaced('^WWW[.]', '', 'www.example.com', true)).toBe('example.com')
    expect(replaced('^WWW[.]', '', 'www.example.com')).toBeUndefined()
  })

  test('an expression that looks around is refused', () => {
    expect(regexReplace('a(?=b)', '')).toEqual(E.left('look-around and flags are not supported'))
  })

  test('takes time in proportion to the text, whatever the expression', () => {
    expect(replaced('^(a*)*(a|aa)*$', '$1', `${'a'.repeat(2000)}b`)).toBeUndefined()
  })
})

// Where both know an expression, they agree: groups, alternatives, greedy and lazy repetition.
const piece: fc.Arbitrary<string> = fc.letrec<{ regex: string }>((tie) => ({
  regex: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', '.', '[ab]', '^', '$'),
    tie('regex').map((inner) => `(${inner})`),
    fc.tuple(tie('regex'), tie('regex')).map(([a, b]) => `(?:${a}|${b})`),
    fc.tuple(tie('regex'), tie('regex')).map(([a, b]) => `${a}${b}`),
    fc
      .tuple(fc.constantFrom('a', 'b', '.', '[ab]'), fc.constantFrom('*', '+', '?', '*?', '+?', '??'))
      .map(([a, b]) => `${a}${b}`)
  )
})).regex

test('replaces as the engine of JavaScript does', () => {
  fc.assert(
    fc.property(piece, fc.stringMatching(/^[abc]{0,6}$/), (pattern, text) => {
      const theirs = new RegExp(pattern).test(text)
        ? text.replace(new RegExp(pattern), '<$1>'.replace('$1', /\((?!\?)/.test(pattern) ? '$1' : ''))
        : undefined
      expect(replaced(pattern, '<$1>', text)).toBe(theirs)
    })
  )
})
