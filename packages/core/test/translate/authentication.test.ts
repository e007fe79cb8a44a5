import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import type { Action } from '../../src/resources/action.js'
import { reveal } from '../../src/support/redacted.js'
import { annotations, backend, ingress, rule } from '../build.js'
import { annotationOf, expectTold, type Told } from '../told.js'
import { client, cognito, https, jwt, oidc, pool, provider, serviceWith, types } from './log-ins.js'
import { type GroupGiven, member, specsOf, translated } from './one-group.js'

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
    expectTold(findings(translated(given)), expected)
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
