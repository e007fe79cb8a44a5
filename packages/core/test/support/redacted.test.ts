import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { canonical, equal } from '../../src/support/canonical.js'
import { isMasked, isRedacted, mask, masked, redact, reveal } from '../../src/support/redacted.js'

test('a secret is masked however deep it is, and nothing else changes', () => {
  const given = { a: [{ b: redact('x') }], c: 1, d: undefined, e: 'plain' }
  expect(masked(given)).toEqual({ a: [{ b: mask }], c: 1, d: undefined, e: 'plain' })
})

test('the name of a client secret is enough', () => {
  expect(masked({ clientSecret: 'x', ClientSecret: { deep: 'y' }, clientSecrets: 'no' })).toEqual({
    clientSecret: mask,
    ClientSecret: mask,
    clientSecrets: 'no'
  })
})

test('only what was made a secret is one', () => {
  expect([redact('x'), { redacted: 'x' }, {}, 'x', undefined].map(isRedacted)).toEqual([
    true,
    false,
    false,
    false,
    false
  ])
})

test('whoever asks for the secret gets it', () => {
  expect(reveal(redact('hunter2'))).toBe('hunter2')
})

test('a mask that was read from a file is a secret that nobody knows', () => {
  expect([redact(mask), redact('hunter2')].map(isMasked)).toEqual([true, false])
})

describe('nothing shows a secret by accident:', () => {
  const secret = redact('hunter2')
  const held = { deep: [{ secret }], inMap: new Map([['key', secret]]) }
  test.each<{ readonly name: string; readonly shown: string }>([
    { name: 'JSON', shown: JSON.stringify(held) },
    { name: 'text', shown: `${secret} ${String([secret])}` },
    { name: 'what Node prints', shown: inspect(held, { depth: 9 }) },
    { name: 'what Node prints with all that is hidden', shown: inspect(held, { depth: 9, showHidden: true }) },
    { name: 'what Node prints as it is', shown: inspect(held, { depth: 9, customInspect: false, showHidden: true }) },
    { name: 'a copy of its members', shown: JSON.stringify([{ ...secret }, Object.entries(secret)]) },
    { name: 'a deep copy', shown: inspect(structuredClone(held), { depth: 9 }) },
    { name: 'its canonical text', shown: canonical(held) }
  ])('$name', ({ shown }) => {
    expect(shown).not.toContain('hunter2')
  })

  test('what prints it prints the mask', () => {
    expect(JSON.stringify({ secret })).toBe(`{"secret":"${mask}"}`)
    expect(`${secret}`).toBe(mask)
    expect(inspect({ secret })).toBe(`{ secret: ${mask} }`)
  })
})

test('secrets are equal when their texts are', () => {
  expect(equal({ a: redact('x') }, { a: redact('x') })).toBe(true)
  expect(equal({ a: redact('x') }, { a: redact('y') })).toBe(false)
  expect(equal({ a: redact('x') }, { a: 'x' })).toBe(false)
})
