import {
  type AuthenticateCognito,
  type AuthenticateOidc,
  type JwtValidation,
  redact,
  type Spec
} from '@alb-ingress/core'
import { awsCalls as calls } from '@alb-ingress/core/testing'
import { expect, test } from 'vitest'
import { certificate, emptyAccount } from '../example-account.js'
import { type Rule, rules, storyOf } from './rule-table.js'

type Actions = Spec<'ListenerRule'>['actions']

const session = { scope: 'openid', sessionCookieName: 'shop', sessionTimeout: 3600 }

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
const jwt: JwtValidation = {
  type: 'jwt-validation',
  jwksEndpoint: 'https://id.shop.example/jwks',
  issuer: 'shop',
  additionalClaims: [{ format: 'string-array', name: 'roles', values: ['teller'] }]
}
const { clientSecret: _secret, ...withoutSecret } = oidc

/** A listener of HTTPS with these actions by default. */
const https =
  (...defaultActions: Actions): Rule['given'] =>
  async (story) =>
    story.newListener(await story.loadBalancer('a'), 443, {
      protocol: 'HTTPS',
      defaultCertificate: certificate(1),
      defaultActions
    })
const before = (...guards: Actions) => https(...guards, ...calls.respond('404'))
const claims = (...additionalClaims: NonNullable<JwtValidation['additionalClaims']>) =>
  before({ ...jwt, additionalClaims })
const many = <A>(count: number, of: (i: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, i) => of(i))

rules('log-ins and checks of tokens', [
  { name: 'a Cognito user pool is good', given: before(cognito), expected: 'done' },
  { name: 'an OpenID Connect provider is good', given: before(oidc), expected: 'done' },
  { name: 'a check of tokens is good', given: before(jwt), expected: 'done' },
  {
    name: 'plain HTTP has none of them',
    given: async (story) =>
      story.newListener(await story.loadBalancer('a'), 80, { defaultActions: [cognito, ...calls.respond('404')] }),
    expected: 'InvalidLoadBalancerAction'
  },
  { name: 'alone, none of them answers', given: https(jwt), expected: 'InvalidLoadBalancerAction' },
  {
    name: 'after the answer is too late',
    given: https(...calls.respond('404'), jwt),
    expected: 'InvalidLoadBalancerAction'
  },
  { name: 'two of them are one too many', given: before(cognito, jwt), expected: 'InvalidLoadBalancerAction' },
  { name: 'a user pool has an ARN', given: before({ ...cognito, userPoolArn: 'pool' }), expected: 'ValidationError' },
  {
    name: 'a user pool has a client',
    given: before({ ...cognito, userPoolClientId: '' }),
    expected: 'ValidationError'
  },
  { name: 'a user pool has a domain', given: before({ ...cognito, userPoolDomain: '' }), expected: 'ValidationError' },
  {
    name: 'endpoints are reached with HTTPS',
    given: before({ ...oidc, tokenEndpoint: 'http://login.shop.example/token' }),
    expected: 'ValidationError'
  },
  { name: 'endpoints are whole URLs', given: before({ ...oidc, issuer: 'https://' }), expected: 'ValidationError' },
  { name: 'a provider needs the client secret', given: before(withoutSecret), expected: 'ValidationError' },
  {
    name: 'a changed rule needs it again',
    given: async (story) => {
      const { rule } = await story.balanced()
      const actions = [withoutSecret, ...calls.respond('404')]
      return calls.modify('ListenerRule', rule, 'ModifyRule', { actions })
    },
    expected: 'ValidationError'
  },
  {
    name: 'sessions last seven days at most',
    given: before({ ...cognito, sessionTimeout: 604801 }),
    expected: 'ValidationError'
  },
  { name: 'sessions last at all', given: before({ ...cognito, sessionTimeout: 0 }), expected: 'ValidationError' },
  { name: 'a session has a cookie', given: before({ ...cognito, sessionCookieName: '' }), expected: 'ValidationError' },
  { name: 'a log-in has a scope', given: before({ ...cognito, scope: '' }), expected: 'ValidationError' },
  {
    name: 'others are sent to log in, allowed or refused',
    given: before({ ...cognito, onUnauthenticatedRequest: 'redirect' }),
    expected: 'ValidationError'
  },
  {
    name: 'ten extra parameters are enough',
    given: before({ ...cognito, extraParams: Object.fromEntries(many(11, (i) => [`p${i}`, 'x'])) }),
    expected: 'ValidationError'
  },
  { name: 'keys are fetched with HTTPS', given: before({ ...jwt, jwksEndpoint: 'jwks' }), expected: 'ValidationError' },
  { name: 'tokens have an issuer', given: before({ ...jwt, issuer: '' }), expected: 'ValidationError' },
  {
    name: 'a claim has a format that AWS knows',
    given: claims({ format: 'number', name: 'age', values: ['18'] }),
    expected: 'ValidationError'
  },
  {
    name: 'what is always checked is no additional claim',
    given: claims({ format: 'single-string', name: 'iss', values: ['shop'] }),
    expected: 'ValidationError'
  },
  {
    name: 'a claim has a value',
    given: claims({ format: 'single-string', name: 'aud', values: [] }),
    expected: 'ValidationError'
  },
  {
    name: 'ten claims are enough',
    given: claims(...many(11, (i) => ({ format: 'single-string', name: `c${i}`, values: ['x'] }))),
    expected: 'ValidationError'
  }
])

test('what AWS says of a log-in repeats nothing of the client', async () => {
  const story = storyOf(emptyAccount)
  const answers = [
    { ...oidc, issuer: 'x' },
    { ...oidc, sessionTimeout: 0 },
    { ...oidc, onUnauthenticatedRequest: 'x' }
  ].map(async (guard) => story.world.aws.perform(await before(guard)(story))())
  const said = JSON.stringify(await Promise.all(answers))
  expect(said).toContain('ValidationError')
  expect(said).not.toMatch(/shop-web|hunter2/)
})
