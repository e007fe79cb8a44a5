import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import type { Secret } from '../../src/kubernetes/secret.js'
import { reveal } from '../../src/support/redacted.js'
import { annotationOf, expectTold, type Told } from '../told.js'
import { client, clientOf, https, oidc } from './log-ins.js'
import { type GroupGiven, member, specsOf, translated } from './one-group.js'

describe('the client of a provider', () => {
  const clientIn = (secret: Secret): unknown => {
    const rules = specsOf(
      'ListenerRule',
      translated({ members: [member('a', { ...https, ...oidc })], secrets: [secret] })
    )
    if (Array.isArray(rules)) return rules
    const [logIn] = Object.values(rules)[0]?.actions ?? []
    if (logIn?.type !== 'authenticate-oidc' || logIn.clientSecret === undefined) return undefined
    return [reveal(logIn.clientId), reveal(logIn.clientSecret)]
  }

  test.each<{ name: string; given: Readonly<Record<string, string>>; expected: unknown }>([
    {
      name: 'has its id under clientID',
      given: { clientID: 'a', clientId: 'b', clientSecret: 's' },
      expected: ['a', 's']
    },
    {
      name: 'has its id under clientId in old Secrets',
      given: { clientId: 'b', clientSecret: 's' },
      expected: ['b', 's']
    },
    {
      name: 'has an empty id where clientID is there',
      given: { clientID: '', clientId: 'b', clientSecret: 's' },
      expected: ['', 's']
    },
    {
      name: 'loses line breaks at the end of the secret',
      given: { clientID: 'a', clientSecret: 's\r\n\u0085' },
      expected: ['a', 's']
    },
    {
      name: 'keeps a blank at the end of the secret',
      given: { clientID: 'a', clientSecret: 's \n' },
      expected: ['a', 's ']
    },
    { name: 'keeps what is before a blank', given: { clientID: 'a', clientSecret: 's\n ' }, expected: ['a', 's\n '] },
    {
      name: 'loses all white space at the end of the id',
      given: { clientID: ' a b\u2003\n \t', clientSecret: 's' },
      expected: [' a b', 's']
    },
    { name: 'is refused without an id', given: { clientSecret: 's' }, expected: ['auth/secret-key'] },
    { name: 'is refused without a secret', given: { clientID: 'a' }, expected: ['auth/secret-key'] },
    { name: 'is refused for both at once', given: {}, expected: ['auth/secret-key', 'auth/secret-key'] }
  ])('$name', ({ given, expected }) => {
    expect(clientIn(clientOf(given))).toEqual(expected)
  })

  test('must carry the label that the installation requires', () => {
    const given = (secret: Secret): GroupGiven => ({
      members: [member('a', { ...https, ...oidc })],
      secrets: [secret],
      install: { requiredSecretsLabel: { key: 'team', value: 'shop' } }
    })
    const data = { clientID: 'a', clientSecret: 's' }
    const codes = (secret: Secret) => findings(translated(given(secret))).map(({ code }) => code)
    expect(codes(clientOf(data, { team: 'shop' }))).toEqual([])
    expect(codes(clientOf(data, { team: 'other' }))).toEqual(['auth/secret'])
    expect(codes(clientOf(data))).toEqual(['auth/secret'])
  })
})

describe('what is told of its Secret', () => {
  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<Told> }>([
    {
      name: 'a Secret that is not there',
      given: { members: [member('a', { ...https, ...oidc })] },
      expected: [
        { code: 'auth/secret', at: annotationOf('auth-idp-oidc'), says: ['shop/client'], remedy: ['namespace shop'] }
      ]
    },
    {
      name: 'a Secret in another namespace, which is another one',
      given: { members: [member('a', { ...https, ...oidc })], secrets: [{ ...client, namespace: 'other' }] },
      expected: [
        { code: 'auth/secret', at: annotationOf('auth-idp-oidc'), says: ['shop/client'], remedy: ['namespace shop'] }
      ]
    },
    {
      name: 'no name of a Secret',
      given: {
        members: [member('a', { ...https, ...oidc, 'auth-idp-oidc': '{"issuer":"https://login.shop.example"}' })]
      },
      expected: [
        { code: 'auth/secret', at: annotationOf('auth-idp-oidc'), says: ['names no Secret'], remedy: ['secretName'] }
      ]
    },
    {
      name: 'a Secret that lacks a value, and who names it',
      given: { members: [member('a', { ...https, ...oidc })], secrets: [clientOf({ clientID: 'a' })] },
      expected: [
        {
          code: 'auth/secret-key',
          at: 'Secret shop/client data.clientSecret',
          says: ['clientSecret'],
          remedy: ['Add clientSecret'],
          beside: ['Ingress shop/a']
        }
      ]
    },
    {
      name: 'a client secret that ends in a blank, once for both listeners, and without showing it',
      given: {
        members: [member('a', { ...https, ...oidc, 'listen-ports': '[{"HTTPS":443},{"HTTPS":8443}]' })],
        secrets: [clientOf({ clientID: 'a', clientSecret: 'hunter2 \n' })]
      },
      expected: [
        {
          code: 'auth/secret-space',
          at: 'Secret shop/client data.clientSecret',
          says: ['white space'],
          remedy: ['take it off']
        }
      ]
    }
  ])('$name', ({ given, expected }) => {
    const told = findings(translated(given))
    expectTold(told, expected)
    expect(JSON.stringify(told)).not.toContain('hunter2')
  })
})
