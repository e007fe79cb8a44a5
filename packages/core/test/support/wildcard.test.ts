import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchesWildcard } from '../../src/support/wildcard.js'

describe('a wildcard pattern', () => {
  test.each([
    { name: 'a text matches itself', pattern: '/cart', text: '/cart', expected: true },
    { name: 'a star is any sequence, slashes among it', pattern: '/a/*', text: '/a/b/c', expected: true },
    { name: 'a star is also nothing', pattern: '/a/*', text: '/a/', expected: true },
    { name: 'what stands before the star must be there', pattern: '/a/*', text: '/a', expected: false },
    { name: 'a star in the middle tries every end', pattern: '*.jpg', text: '/a.jpg/b.jpg', expected: true },
    { name: 'a question mark is one character', pattern: '/v?', text: '/v2', expected: true },
    { name: 'a question mark is not nothing', pattern: '/v?', text: '/v', expected: false },
    { name: 'a question mark is not two', pattern: '/v?', text: '/v10', expected: false },
    { name: 'a question mark is one character beyond the basic plane', pattern: '/?', text: '/😀', expected: true },
    { name: 'nothing else has a meaning', pattern: '/a.c+', text: '/abcc', expected: false },
    { name: 'the empty pattern is the empty text', pattern: '', text: 'a', expected: false },
    { name: 'a star alone is everything', pattern: '*', text: '', expected: true },
    { name: 'letters count', pattern: '/Cart', text: '/cart', expected: false },
    { name: 'a backslash is itself', pattern: 'a\\*', text: 'a\\b', expected: true }
  ])('$name', ({ pattern, text, expected }) => {
    expect(matchesWildcard(pattern, text)).toBe(expected)
  })

  test.each([
    {
      name: 'letter case can be ignored',
      pattern: '*.Shop',
      text: 'a.sHOP',
      options: { ignoreCase: true },
      expected: true
    },
    { name: 'an escaped star is a star', pattern: 'a\\*b', text: 'a*b', options: { escapes: true }, expected: true },
    {
      name: 'an escaped star is nothing else',
      pattern: 'a\\*b',
      text: 'axb',
      options: { escapes: true },
      expected: false
    },
    {
      name: 'an escaped backslash is a backslash',
      pattern: '\\\\?',
      text: '\\x',
      options: { escapes: true },
      expected: true
    }
  ])('$name', ({ pattern, text, options, expected }) => {
    expect(matchesWildcard(pattern, text, options)).toBe(expected)
  })

  test('says the same as a regular expression made from it', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 8 }).map((parts) => parts.join(''))
    const asRegex = (pattern: string): RegExp => new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`)
    fc.assert(
      fc.property(letters, letters, (pattern, text) => matchesWildcard(pattern, text) === asRegex(pattern).test(text))
    )
  })

  test('takes no long time for the worst of patterns', () => {
    expect(matchesWildcard('*a'.repeat(60), 'a'.repeat(59) + 'b'.repeat(20_000))).toBe(false)
  })
})
