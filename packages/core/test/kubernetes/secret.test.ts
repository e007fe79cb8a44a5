import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeObject } from '../../src/kubernetes/decode.js'
import { reveal } from '../../src/support/redacted.js'

const decoded = (rest: object) =>
  decodeObject({ apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'shop', name: 'oidc' }, ...rest })

const revealed = (rest: object): Readonly<Record<string, string>> | undefined => {
  const result = decoded(rest)
  if (!('read' in result) || result.read.kind !== 'Secret') return undefined
  return Object.fromEntries(Object.entries(result.read.value.data).map(([key, value]) => [key, reveal(value)]))
}

describe('a Secret', () => {
  test.each([
    {
      name: 'holds what data stands for',
      given: { data: { clientID: 'Y29uc29sZS13ZWIgIAo=' } },
      expected: { clientID: 'console-web  \n' }
    },
    { name: 'holds stringData as written', given: { stringData: { clientID: 'web' } }, expected: { clientID: 'web' } },
    {
      name: 'prefers stringData',
      given: { data: { clientID: 'Y29uc29sZS13ZWIgIAo=' }, stringData: { clientID: 'web' } },
      expected: { clientID: 'web' }
    },
    {
      name: 'may break its base64 into lines',
      given: { data: { a: 'w6Q=\n', b: 'Y29u\r\nc29s\n' } },
      expected: { a: 'ä', b: 'consol' }
    },
    { name: 'leaves out what is no text', given: { data: { a: '/w==', b: 'YQ==' } }, expected: { b: 'a' } },
    { name: 'holds empty values', given: { data: { a: '', b: null } }, expected: { a: '', b: '' } },
    { name: 'may hold nothing', given: {}, expected: {} }
  ])('$name', ({ given, expected }) => {
    expect(revealed(given)).toEqual(expected)
  })

  test('holds whatever text was encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (secret) => {
        expect(revealed({ data: { key: Buffer.from(secret).toString('base64') } })).toEqual({ key: secret })
      })
    )
  })

  test.each([
    { name: 'a value that is no base64', given: { data: { key: 'hunter2' } }, path: ['data', 'key'] },
    { name: 'a value that is a number', given: { stringData: { key: 73313 } }, path: ['stringData', 'key'] },
    { name: 'values in a list', given: { data: ['hunter2'] }, path: ['data'] }
  ])('does not show $name', ({ given, path }) => {
    const result = decoded(given)
    expect(result).toMatchObject({ unreadable: { problems: [{ at: { path } }] } })
    expect(JSON.stringify(result)).toContain('[REDACTED]')
    expect(JSON.stringify(result)).not.toMatch(/hunter2|73313/)
  })

  test('shows its values nowhere', () => {
    const result = decoded({ stringData: { key: 'hunter2' } })
    const value = 'read' in result && result.read.kind === 'Secret' ? result.read.value.data.key : undefined
    for (const shown of [JSON.stringify(result), inspect(result, { depth: 9 }), String(value), `${value}`]) {
      expect(shown).not.toContain('hunter2')
    }
    expect(JSON.stringify(value)).toBe('"[REDACTED]"')
    expect(String(value)).toBe('[REDACTED]')
    expect(inspect(value)).toBe('[REDACTED]')
  })
})
