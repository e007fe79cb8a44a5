import { describe, expect, test } from 'vitest'
import { cognito, oidc } from '../../../src/annotations/codecs/auth.js'
import { remarksOf } from '../../../src/annotations/codecs/codec.js'
import { jwtValidation } from '../../../src/annotations/codecs/jwt-validation.js'
import { decoded, problemsIn } from './outcome.js'

describe('identity providers', () => {
  const nobody = { userPoolARN: '', userPoolClientID: '', userPoolDomain: '' }

  test.each([
    {
      name: 'a user pool',
      given: '{"userPoolArn":"arn:x","UserPoolClientId":"id","userPoolDomain":"shop"}',
      expected: { userPoolARN: 'arn:x', userPoolClientID: 'id', userPoolDomain: 'shop' }
    },
    {
      name: 'parameters keep the letters of their names',
      given: '{"authenticationRequestExtraParams":{"Display":"page","display":"x"}}',
      expected: { ...nobody, authenticationRequestExtraParams: { Display: 'page', display: 'x' } }
    },
    { name: 'nothing is required', given: '{}', expected: nobody },
    { name: 'null is an object without members', given: 'null', expected: nobody }
  ])('Cognito: $name', ({ given, expected }) => expect(decoded(cognito, given)).toEqual(expected))

  test('OIDC: issuer, endpoints and the name of a Secret', () => {
    const given =
      '{"issuer":"https://i","authorizationEndpoint":"https://a","tokenEndpoint":"https://t","secretName":"s"}'
    expect(decoded(oidc, given)).toEqual({
      issuer: 'https://i',
      authorizationEndpoint: 'https://a',
      tokenEndpoint: 'https://t',
      userInfoEndpoint: '',
      secretName: 's'
    })
  })

  test.each([
    { name: 'an array', given: '[]', expected: ['the value must be an object, not an array.'] },
    {
      name: 'a parameter that is no text',
      given: '{"authenticationRequestExtraParams":{"max_age":1}}',
      expected: ['authenticationRequestExtraParams.max_age must be text in quotation marks, not 1.']
    },
    {
      name: 'no JSON',
      given: 'arn:x',
      expected: ['the value is not JSON: at line 1, column 1 there must be a JSON value, not "arn:x".']
    }
  ])('$name is refused', ({ given, expected }) => {
    expect(problemsIn(cognito, given)).toEqual(expected)
    expect(problemsIn(oidc, given)).toEqual(expected)
  })

  test('parameters have one order in the canonical text', () => {
    const given = '{"authenticationRequestExtraParams":{"b":"2","a":"1"}}'
    expect(oidc.encode(decoded(oidc, given))).toContain('{"a":"1","b":"2"}')
  })
})

describe('tokens', () => {
  const endpoints = '"jwksEndpoint":"https://k","issuer":"https://i"'

  test.each([
    { name: 'endpoint and issuer are enough', given: `{${endpoints}}`, expected: [] },
    {
      name: 'claims keep their order',
      given: `{${endpoints},"additionalClaims":[{"format":"string-array","name":"roles","values":["b","a"]}]}`,
      expected: [{ format: 'string-array', name: 'roles', values: ['b', 'a'] }]
    },
    {
      name: 'formats are left to AWS',
      given: `{${endpoints},"additionalClaims":[{"format":"x","name":"a","values":["1"]}]}`,
      expected: [{ format: 'x', name: 'a', values: ['1'] }]
    }
  ])('$name', ({ given, expected }) => {
    expect(decoded(jwtValidation, given)).toEqual({
      jwksEndpoint: 'https://k',
      issuer: 'https://i',
      additionalClaims: expected
    })
  })

  test.each([
    { name: 'an object without members', given: '{}', expected: ['jwksEndpoint is missing.', 'issuer is missing.'] },
    { name: 'null', given: 'null', expected: ['jwksEndpoint is missing.', 'issuer is missing.'] },
    {
      name: 'an empty issuer',
      given: '{"jwksEndpoint":"https://k","issuer":""}',
      expected: ['issuer must not be empty.']
    },
    {
      name: 'a claim without anything',
      given: `{${endpoints},"additionalClaims":[{}]}`,
      expected: [
        'additionalClaims[0].format is missing.',
        'additionalClaims[0].name is missing.',
        'additionalClaims[0].values must have at least one entry.'
      ]
    }
  ])('$name is refused', ({ given, expected }) => expect(problemsIn(jwtValidation, given)).toEqual(expected))

  test('lint remarks on a format that AWS does not know', () => {
    const given = `{${endpoints},"additionalClaims":[{"format":"single_string","name":"a","values":["1"]}]}`
    expect(remarksOf(jwtValidation, given).map(({ message }) => message)).toEqual([
      'additionalClaims[0].format must be single-string, string-array or space-separated-values, not "single_string" (did you mean single-string?).'
    ])
  })
})
