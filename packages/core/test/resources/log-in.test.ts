import { describe, expect, test } from 'vitest'
import { E } from '../../src/prelude.js'
import { Action, actionsKey, guardsIn, sameActions } from '../../src/resources/action.js'
import type { AuthenticateCognito, AuthenticateOidc, JwtValidation } from '../../src/resources/log-in.js'
import { isRedacted, mask, redact, reveal } from '../../src/support/redacted.js'

const session = { scope: 'openid', sessionCookieName: 'shop', sessionTimeout: 3600, onUnauthenticatedRequest: 'deny' }

const cognito: AuthenticateCognito = {
  type: 'authenticate-cognito',
  userPoolArn: 'arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Ab12Cd34',
  userPoolClientId: '4k2jv9q1example',
  userPoolDomain: 'shop-login',
  ...session
}
const oidc: AuthenticateOidc = {
  type: 'authenticate-oidc',
  issuer: 'https://login.shop.example',
  authorizationEndpoint: 'https://login.shop.example/authorize',
  tokenEndpoint: 'https://login.shop.example/token',
  userInfoEndpoint: 'https://login.shop.example/userinfo',
  clientId: redact('shop-web'),
  clientSecret: redact('hunter2'),
  ...session
}
const { clientSecret: _secret, ...asAwsShowsIt } = oidc
const jwt: JwtValidation = {
  type: 'jwt-validation',
  jwksEndpoint: 'https://id.shop.example/jwks',
  issuer: 'shop',
  additionalClaims: [{ format: 'string-array', name: 'roles', values: ['teller', 'auditor'] }]
}
const answer: Action = { type: 'fixed-response', statusCode: '200' }
const { onUnauthenticatedRequest: _others, ...silent } = cognito
const { additionalClaims: _claims, ...claimless } = jwt

interface Pair {
  readonly name: string
  readonly desired: Action
  readonly observed: Action
}

describe('nothing is to be done where AWS shows', () => {
  test.each<Pair>([
    { name: 'the same log-in', desired: cognito, observed: { ...cognito } },
    { name: 'the log-in without its client secret', desired: oidc, observed: asAwsShowsIt },
    {
      name: 'a log-in that was written down, its client id masked',
      desired: oidc,
      observed: { ...asAwsShowsIt, clientId: redact(mask) }
    },
    {
      name: 'its own default for what nobody said',
      desired: silent,
      observed: { ...cognito, onUnauthenticatedRequest: 'authenticate' }
    },
    { name: 'no extra parameters for none', desired: { ...cognito, extraParams: {} }, observed: cognito },
    {
      name: 'extra parameters in another order',
      desired: { ...cognito, extraParams: { display: 'page', prompt: 'login' } },
      observed: { ...cognito, extraParams: { prompt: 'login', display: 'page' } }
    },
    { name: 'the same check of tokens', desired: jwt, observed: { ...jwt } },
    { name: 'no claims for none', desired: { ...jwt, additionalClaims: [] }, observed: claimless }
  ])('$name', ({ desired, observed }) => {
    expect(sameActions([desired, answer], [observed, answer])).toBe(true)
    expect(actionsKey([desired, answer])).toBe(actionsKey([observed, answer]))
  })
})

describe('something is to be done where AWS shows', () => {
  test.each<Pair>([
    { name: 'another user pool', desired: cognito, observed: { ...cognito, userPoolClientId: 'other' } },
    { name: 'another scope', desired: cognito, observed: { ...cognito, scope: 'openid email' } },
    { name: 'another timeout', desired: cognito, observed: { ...cognito, sessionTimeout: 60 } },
    { name: 'something else for others than what nobody said', desired: silent, observed: cognito },
    {
      name: 'extra parameters that nobody asked for',
      desired: cognito,
      observed: { ...cognito, extraParams: { prompt: 'login' } }
    },
    { name: 'another client', desired: oidc, observed: { ...asAwsShowsIt, clientId: redact('other') } },
    {
      name: 'another endpoint',
      desired: oidc,
      observed: { ...asAwsShowsIt, tokenEndpoint: 'https://old.example/token' }
    },
    { name: 'another issuer of tokens', desired: jwt, observed: { ...jwt, issuer: 'other' } },
    { name: 'fewer claims', desired: jwt, observed: claimless },
    {
      name: 'the values of a claim in another order',
      desired: jwt,
      observed: { ...jwt, additionalClaims: [{ format: 'string-array', name: 'roles', values: ['auditor', 'teller'] }] }
    },
    { name: 'another sort of log-in', desired: oidc, observed: cognito }
  ])('$name', ({ desired, observed }) => {
    expect(sameActions([desired, answer], [observed, answer])).toBe(false)
  })

  test('no log-in at all', () => {
    expect(sameActions([cognito, answer], [answer])).toBe(false)
    expect(sameActions([answer], [cognito, answer])).toBe(false)
  })
})

test('text for comparing does not hold the client', () => {
  expect(actionsKey([oidc])).not.toMatch(/shop-web|hunter2/)
})

test('guards are what stands before the answer', () => {
  expect(guardsIn([jwt, answer])).toEqual([jwt])
  expect(guardsIn([answer])).toEqual([])
})

describe('a log-in that was written down', () => {
  const read = Action.decode(JSON.parse(JSON.stringify(oidc)))

  test('is read with secrets that nobody can tell', () => {
    if (E.isLeft(read) || read.right.type !== 'authenticate-oidc') throw new Error('it is not read')
    const { clientId, clientSecret, ...others } = read.right
    expect([clientId, clientSecret].every(isRedacted)).toBe(true)
    expect(reveal(clientId)).toBe(mask)
    const { clientId: _id, clientSecret: _kept, ...before } = oidc
    expect(others).toEqual(before)
  })

  test('shows no secret when it cannot be read', () => {
    const broken = Action.decode({ ...asAwsShowsIt, clientId: ['hunter2'] })
    if (E.isRight(broken)) throw new Error('a list is no client')
    const [culprit] = broken.left.filter(({ context }) => context.at(-1)?.key === 'clientId')
    expect(culprit?.value).toBe(mask)
  })
})
