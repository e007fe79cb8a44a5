import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import type { Secret } from '../../src/kubernetes/secret.js'
import type { Action } from '../../src/resources/action.js'
import { redact, reveal } from '../../src/support/redacted.js'
import { annotations, backend, ingress, rule, service } from '../build.js'
import { annotationOf, expectTold, type Told } from '../told.js'
import { certificateArn, type GroupGiven, member, specsOf, translated } from './one-group.js'

const pool = {
  userPoolARN: 'arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Ab12Cd34',
  userPoolClientID: '4k2jv9q1example',
  userPoolDomain: 'shop-login'
}
const cognito = { 'auth-type': 'cognito', 'auth-idp-cognito': JSON.stringify(pool) }

const provider = {
  issuer: 'https://login.shop.example',
  authorizationEndpoint: 'https://login.shop.example/authorize',
  tokenEndpoint: 'https://login.shop.example/token',
  userInfoEndpoint: 'https://login.shop.example/userinfo',
  secretName: 'client'
}
const oidc = { 'auth-type': 'oidc', 'auth-idp-oidc': JSON.stringify(provider) }

const jwt = { 'jwt-validation': '{"jwksEndpoint":"https://id.shop.example/jwks","issuer":"shop"}' }

const https = { 'listen-ports': '[{"HTTPS":443}]', 'certificate-arn': certificateArn }
const both = { 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]', 'certificate-arn': certificateArn }

const clientOf = (data: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>> = {}): Secret => ({
  ...{ namespace: 'shop', name: 'client', labels, resourceVersion: '' },
  data: Object.fromEntries(Object.entries(data).map(([key, text]) => [key, redact(text)]))
})
const client = clientOf({ clientID: 'shop-web', clientSecret: 'hunter2' })

const serviceWith = (name: string, short: Readonly<Record<string, string>>) =>
  service(name, { annotations: annotations(short) })

const session = {
  scope: 'openid',
  sessionCookieName: 'AWSELBAuthSessionCookie',
  sessionTimeout: 604800,
  onUnauthenticatedRequest: 'authenticate'
}
const cognitoLogIn = {
  type: 'authenticate-cognito',
  userPoolArn: pool.userPoolARN,
  userPoolClientId: pool.userPoolClientID,
  userPoolDomain: pool.userPoolDomain,
  ...session
}
const tokenCheck = {
  type: 'jwt-validation',
  jwksEndpoint: 'https://id.shop.example/jwks',
  issuer: 'shop',
  additionalClaims: []
}

/** The actions of each rule by its id, without those that forward; or the codes of the errors. */
const guardsByRule = (given: GroupGiven): unknown => {
  const rules = specsOf('ListenerRule', translated(given))
  if (Array.isArray(rules)) return rules
  return Object.fromEntries(
    Object.entries(rules).map(([id, { actions }]) => [id, actions.filter(({ type }: Action) => type !== 'forward')])
  )
}

const types = (actions: ReadonlyArray<Action>): ReadonlyArray<string> => actions.map(({ type }) => type)

describe('before a backend stands', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    {
      name: 'nothing where nobody asks for it',
      given: { members: [member('a', https)] },
      expected: { '443:1': [] }
    },
    {
      name: 'the log-in of the Ingress, with the defaults of the reference',
      given: { members: [member('a', { ...https, ...cognito })] },
      expected: { '443:1': [cognitoLogIn] }
    },
    {
      name: 'the log-in with everything that is set',
      given: {
        members: [
          member('a', {
            ...https,
            'auth-type': 'cognito',
            'auth-idp-cognito': JSON.stringify({ ...pool, authenticationRequestExtraParams: { Lang: 'sv' } }),
            'auth-scope': 'openid email',
            'auth-session-cookie': 'shop',
            'auth-session-timeout': '3600',
            'auth-on-unauthenticated-request': 'deny'
          })
        ]
      },
      expected: {
        '443:1': [
          {
            ...cognitoLogIn,
            extraParams: { Lang: 'sv' },
            ...{ scope: 'openid email', sessionCookieName: 'shop', sessionTimeout: 3600 },
            onUnauthenticatedRequest: 'deny'
          }
        ]
      }
    },
    {
      name: 'a log-in that leaves to AWS what becomes of others, where that is empty',
      given: { members: [member('a', { ...https, ...cognito, 'auth-on-unauthenticated-request': '' })] },
      expected: { '443:1': [(({ onUnauthenticatedRequest: _, ...others }) => others)(cognitoLogIn)] }
    },
    {
      name: 'a log-in with an empty scope and cookie, as they are written',
      given: { members: [member('a', { ...https, ...cognito, 'auth-scope': '', 'auth-session-cookie': '' })] },
      expected: { '443:1': [{ ...cognitoLogIn, scope: '', sessionCookieName: '' }] }
    },
    {
      name: 'the check of tokens',
      given: { members: [member('a', { ...https, ...jwt })] },
      expected: { '443:1': [tokenCheck] }
    },
    {
      name: 'no check of tokens that only a Service asks for',
      given: { members: [member('a', https)], services: [serviceWith('web', jwt)] },
      expected: { '443:1': [] }
    },
    {
      name: 'the log-in of the Service, key by key before the Ingress',
      given: {
        members: [member('a', { ...https, ...cognito, 'auth-scope': 'openid', 'auth-session-cookie': 'a' })],
        services: [serviceWith('web', { 'auth-scope': 'email', 'auth-session-timeout': '60' })]
      },
      expected: { '443:1': [{ ...cognitoLogIn, scope: 'email', sessionCookieName: 'a', sessionTimeout: 60 }] }
    },
    {
      name: 'no log-in where the Service says none, and what the Ingress says instead is not read',
      given: {
        members: [member('a', { ...https, 'auth-type': 'password' })],
        services: [serviceWith('web', { 'auth-type': 'none' })]
      },
      expected: { '443:1': [] }
    },
    {
      name: 'the log-in of the one Service of a weighted forward',
      given: {
        members: [
          member(
            'a',
            {
              ...https,
              'actions.one':
                '{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"web","servicePort":80}]}}'
            },
            { rules: [rule('', backend('one', 'use-annotation'))] }
          )
        ],
        services: [serviceWith('web', cognito)]
      },
      expected: { '443:1': [cognitoLogIn] }
    },
    {
      name: 'nothing of Services that share requests by weight',
      given: {
        members: [
          member(
            'a',
            {
              ...https,
              'actions.two':
                '{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"web","servicePort":80,"weight":1},{"serviceName":"other","servicePort":80,"weight":1}]}}'
            },
            { rules: [rule('', backend('two', 'use-annotation'))] }
          )
        ],
        services: [serviceWith('web', cognito), serviceWith('other', cognito)]
      },
      expected: { '443:1': [] }
    },
    {
      name: 'the log-in of the Ingress, before the 503 of a Service that is missing',
      given: { members: [member('a', { ...https, ...cognito })], services: [] },
      expected: { '443:1': [cognitoLogIn, expect.objectContaining({ type: 'fixed-response', statusCode: '503' })] }
    }
  ])('$name', ({ given, expected }) => {
    expect(guardsByRule(given)).toEqual(expected)
  })

  test('an OpenID Connect provider, as whose client the load balancer speaks', () => {
    const rules = specsOf(
      'ListenerRule',
      translated({ members: [member('a', { ...https, ...oidc })], secrets: [client] })
    )
    if (Array.isArray(rules)) throw new Error(rules.join())
    const [logIn] = Object.values(rules)[0]?.actions ?? []
    if (logIn?.type !== 'authenticate-oidc' || logIn.clientSecret === undefined) throw new Error('no log-in')
    const { clientId, clientSecret, ...others } = logIn
    const { secretName: _, ...endpoints } = provider
    expect(others).toEqual({ type: 'authenticate-oidc', ...endpoints, ...session })
    expect([clientId, clientSecret].map(reveal)).toEqual(['shop-web', 'hunter2'])
  })

  test('the default backend too, and not before the 404 where there is none', () => {
    const withDefault = { defaultBackend: backend('web') }
    const actionsOf = (given: GroupGiven) => {
      const listeners = specsOf('Listener', translated(given))
      return Array.isArray(listeners) ? listeners : Object.values(listeners).map((each) => types(each.defaultActions))
    }
    expect(actionsOf({ members: [member('a', { ...https, ...cognito }, withDefault)] })).toEqual([
      ['authenticate-cognito', 'forward']
    ])
    expect(actionsOf({ members: [member('a', { ...https, ...cognito })] })).toEqual([['fixed-response']])
  })
})

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

describe('what is told', () => {
  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<Told> }>([
    {
      name: 'a log-in without a provider',
      given: { members: [member('a', { ...https, 'auth-type': 'oidc' })] },
      expected: [
        {
          code: 'auth/provider',
          at: annotationOf('auth-type'),
          says: ['auth-type is oidc', 'auth-idp-oidc'],
          remedy: ['Add annotation auth-idp-oidc']
        }
      ]
    },
    {
      name: 'a log-in of a Service without a provider, at the Service',
      given: {
        members: [member('a', { ...https, 'auth-idp-oidc': JSON.stringify(provider) })],
        services: [serviceWith('web', { 'auth-type': 'cognito' })]
      },
      expected: [
        {
          code: 'auth/provider',
          at: annotationOf('auth-type', 'web', 'Service'),
          says: ['cognito', 'auth-idp-cognito'],
          remedy: ['auth-idp-cognito']
        }
      ]
    },
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
    },
    {
      name: 'a log-in and tokens together',
      given: { members: [member('a', { ...https, ...cognito, ...jwt })] },
      expected: [
        {
          code: 'auth/with-jwt',
          at: annotationOf('jwt-validation'),
          says: ['jwt-validation', 'auth-type cognito'],
          remedy: ['Remove one'],
          beside: ['Ingress shop/a']
        }
      ]
    },
    {
      name: 'mistakes of all annotations at once, also where plain HTTP alone is served',
      given: {
        members: [
          member('a', {
            'auth-type': 'none',
            'auth-idp-cognito': '[]',
            'auth-idp-oidc': 'x',
            'auth-session-timeout': 'long',
            'jwt-validation': '{"jwksUri":"https://id.shop.example/jwks","issuer":"shop"}'
          })
        ]
      },
      expected: ['auth-idp-cognito', 'auth-idp-oidc', 'auth-session-timeout', 'jwt-validation'].map((key) => ({
        code: 'annotation/value' as const,
        at: annotationOf(key),
        says: [],
        remedy: []
      }))
    }
  ])('$name', ({ given, expected }) => {
    const told = findings(translated(given))
    expectTold(told, expected)
    expect(JSON.stringify(told)).not.toContain('hunter2')
  })
})

describe('on plain HTTP', () => {
  const openOn80: Told = {
    code: 'auth/plain-http',
    at: 'Ingress shop/a spec.rules[0].http.paths[0].backend',
    says: ['HTTP port 80', 'shop.example/cart', 'auth-type cognito'],
    remedy: ['ssl-redirect', '{"HTTP":80}']
  }
  const cart = { rules: [rule('shop.example', backend('web'), '/cart')] }

  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<Told> }>([
    {
      name: 'a path that stands open is told, and none that does not',
      given: { members: [member('a', { ...both, ...cognito }, cart)] },
      expected: [openOn80]
    },
    {
      name: 'both are told that do not act, and do not stand in each other’s way',
      given: { members: [member('a', { ...cognito, ...jwt }, cart)] },
      expected: [{ ...openOn80, says: ['auth-type cognito and without the check of jwt-validation'] }]
    },
    {
      name: 'no provider is asked for, and no Secret is read',
      given: { members: [member('a', { 'auth-type': 'oidc' }, cart)] },
      expected: [{ ...openOn80, says: ['auth-type oidc'] }]
    },
    {
      name: 'a default backend that stands open is told',
      given: { members: [member('a', cognito, { rules: [], defaultBackend: backend('web') })] },
      expected: [
        { ...openOn80, at: 'Ingress shop/a spec.defaultBackend', says: ['HTTP port 80', 'requests that no rule takes'] }
      ]
    },
    {
      name: 'nothing is told where ssl-redirect leaves the listener without rules',
      given: { members: [member('a', { ...both, ...cognito, 'ssl-redirect': '443' }, cart)] },
      expected: []
    },
    {
      name: 'nothing is told of a rule that a redirect stands before, nor of the redirect',
      given: {
        members: [
          member(
            'a',
            {
              ...both,
              ...cognito,
              'actions.to-https':
                '{"type":"redirect","redirectConfig":{"protocol":"HTTPS","port":"443","statusCode":"HTTP_301"}}'
            },
            {
              rules: [
                rule('', backend('to-https', 'use-annotation'), '/*', 'ImplementationSpecific'),
                rule('', backend('web'))
              ]
            }
          )
        ]
      },
      expected: []
    },
    {
      name: 'nothing is told where a Service opens the path',
      given: {
        members: [member('a', { ...both, ...cognito }, cart)],
        services: [serviceWith('web', { 'auth-type': 'none' })]
      },
      expected: []
    }
  ])('$name', ({ given, expected }) => {
    const checked = translated(given)
    expect(checked._tag).not.toBe('Left')
    expectTold(findings(checked), expected)
  })

  test('rules have their own action alone', () => {
    const rules = specsOf('ListenerRule', translated({ members: [member('a', { ...both, ...cognito })] }))
    expect(Object.entries(rules).map(([id, { actions }]) => [id, ...types(actions)])).toEqual([
      ['80:1', 'forward'],
      ['443:1', 'authenticate-cognito', 'forward']
    ])
  })
})

test('settings are read once for each Ingress and Service, however many paths ask', () => {
  let reads = 0
  const watched = {
    ...annotations({ ...https, ...jwt }),
    get 'alb.ingress.kubernetes.io/jwt-validation'() {
      reads++
      return jwt['jwt-validation']
    }
  }
  const many = Array.from({ length: 50 }, (_, i) => rule('', backend('web'), `/p${i}`))
  const checked = translated({
    members: [{ ingress: ingress({ name: 'a', annotations: watched, rules: many }), params: undefined }]
  })
  expect(Object.keys(specsOf('ListenerRule', checked))).toHaveLength(50)
  expect(reads).toBe(1)
})
