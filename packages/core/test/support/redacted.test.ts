import { expect, test } from 'vitest'
import { isRedacted, mask, masked, redact } from '../../src/support/redacted.js'

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

test('a secret is a record of its text alone', () => {
  expect(
    [redact('x'), { redacted: 'x' }, { redacted: 1 }, { redacted: 'x', more: 1 }, 'x', undefined].map(isRedacted)
  ).toEqual([true, true, false, false, false, false])
})

test('printing a secret by accident shows nothing of it', () => {
  expect(JSON.stringify({ a: redact('x') })).toBe(`{"a":"${mask}"}`)
  expect(String(redact('x'))).toBe(mask)
})
