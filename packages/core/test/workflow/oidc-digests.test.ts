import { describe, expect, test } from 'vitest'
import { diff } from '../../src/plan/diff.js'
import { foreignTags } from '../../src/plan/foreign-tags.js'
import type { ObservedResource, ObservedState, Resource, Stack } from '../../src/resources/stack.js'
import { redact } from '../../src/support/redacted.js'
import {
  afterSecrets,
  digestData,
  digestsIn,
  type OidcDigests,
  withOldSecrets
} from '../../src/workflow/oidc-digests.js'

const logIn = (clientId: string, clientSecret?: string) => ({
  type: 'authenticate-oidc' as const,
  issuer: 'https://id.example',
  authorizationEndpoint: 'https://id.example/authorize',
  tokenEndpoint: 'https://id.example/token',
  userInfoEndpoint: 'https://id.example/user',
  clientId: redact(clientId),
  scope: 'openid',
  sessionCookieName: 'AWSELBAuthSessionCookie',
  sessionTimeout: 604_800,
  ...(clientSecret === undefined ? {} : { clientSecret: redact(clientSecret) })
})

const listener = { ref: true, stack: 'shop', kind: 'Listener', id: '443', output: 'arn' } as const
const end = { type: 'fixed-response' as const, contentType: 'text/plain', statusCode: '200' }

/** A stack with one rule for each pair of client id and secret. */
const stackWith = (...clients: ReadonlyArray<readonly [id: string, secret: string]>): Stack => ({
  id: 'shop',
  resources: clients.map(
    ([clientId, clientSecret], i) =>
      ({
        ...{ stack: 'shop', kind: 'ListenerRule', id: `443:${i + 1}` },
        spec: { listener, priority: i + 1, conditions: [], actions: [logIn(clientId, clientSecret), end], tags: {} }
      }) as unknown as Resource
  )
})

/** The same as AWS shows it: without secrets. */
const observedFrom = ({ id, resources }: Stack): ObservedState => ({
  rulesPerLoadBalancer: 100,
  stacks: new Map([
    [
      id,
      {
        id,
        resources: resources.map((resource) => {
          const { actions } = resource.spec as { actions: ReadonlyArray<Record<string, unknown>> }
          const shown = actions.map(({ clientSecret: _, ...action }) => action)
          return {
            ...{ ...resource, physicalId: `arn:${resource.id}`, reported: {} },
            spec: { ...resource.spec, actions: shown }
          } as unknown as ObservedResource
        })
      }
    ]
  ])
})

const nothing: OidcDigests = { salt: 'salt', byKey: new Map() }

/** The resources that a plan would send again. */
const sentAgain = (wanted: Stack, digests: OidcDigests): ReadonlyArray<string> => {
  const observed = withOldSecrets(observedFrom(wanted), wanted, digests)
  const steps = diff(
    {
      stacks: new Map([['shop', { goal: 'wanted', stack: wanted, claims: [], publishes: [], releases: [] }]]),
      foreignTags: foreignTags('shop', new Set())
    },
    observed
  )
  return steps.map(({ id }) => id)
}

const given = afterSecrets(nothing, 'shop', stackWith(['web', 'one'], ['admin', 'two']))

describe('a client secret', () => {
  test.each<{ name: string; wanted: Stack; digests: OidcDigests; sent: number }>([
    {
      name: 'that AWS was given is not sent again',
      wanted: stackWith(['web', 'one'], ['admin', 'two']),
      digests: given,
      sent: 0
    },
    {
      name: 'that is another now is sent, and no other',
      wanted: stackWith(['web', 'new'], ['admin', 'two']),
      digests: given,
      sent: 1
    },
    { name: 'of which nobody knows counts as given', wanted: stackWith(['web', 'one']), digests: nothing, sent: 0 }
  ])('$name', ({ wanted, digests, sent }) => {
    expect(sentAgain(wanted, digests)).toHaveLength(sent)
  })

  test('is in no text that is kept, and neither is a client id', () => {
    const text = JSON.stringify(digestData(afterSecrets(nothing, 'shop', stackWith(['web-client', 'hunter2hunter2']))))
    expect(text).not.toMatch(/hunter2|web-client|shop/)
  })

  test('has another digest under another salt', () => {
    const stack = stackWith(['web', 'one'])
    const [one] = afterSecrets(nothing, 'shop', stack).byKey.values()
    const [other] = afterSecrets({ ...nothing, salt: 'pepper' }, 'shop', stack).byKey.values()
    expect(one).not.toBe(other)
  })
})

describe('what is kept', () => {
  test('is read as it was written', () => {
    expect(digestsIn(digestData(given))).toEqual(given)
    expect(digestsIn({})).toBeUndefined()
  })

  test('is the same value when nothing changed, so that nobody writes it', () => {
    expect(afterSecrets(given, 'shop', stackWith(['web', 'one'], ['admin', 'two']))).toBe(given)
  })

  test('forgets clients that are gone, and leaves those of other stacks', () => {
    const both = afterSecrets(given, 'blog', { ...stackWith(['blog', 'three']), id: 'blog' })
    expect(both.byKey.size).toBe(3)
    expect(afterSecrets(both, 'shop', undefined).byKey.size).toBe(1)
  })

  test('has keys that a ConfigMap takes', () => {
    expect(Object.keys(digestData(given)).filter((key) => !/^[-._a-zA-Z0-9]{1,253}$/.test(key))).toEqual([])
  })
})
