import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import type { MutualAuthentication } from '../../src/resources/mutual-authentication.js'
import type { ObservedResource } from '../../src/resources/stack.js'
import { certificateArn, type GroupGiven, member, noticed, questionsOf, specsOf, translated } from './one-group.js'

const partners = 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:truststore/partners/1'
const trustStores = { partners }

const https = (name: string, ...entries: ReadonlyArray<object>) =>
  member(name, {
    'certificate-arn': certificateArn,
    'listen-ports': '[{"HTTP":80},{"HTTPS":443},{"HTTPS":8443}]',
    ...(entries.length === 0 ? {} : { 'mutual-authentication': JSON.stringify(entries) })
  })

const verify = { port: 443, mode: 'verify', trustStore: 'partners' }

/** What each listener does with the certificates of clients, or the codes of the errors. */
const byPort = (given: GroupGiven): unknown => {
  const listeners = specsOf('Listener', translated({ trustStores, ...given }))
  if (Array.isArray(listeners)) return listeners
  return Object.fromEntries(
    Object.entries(listeners).flatMap(([port, { mutualAuthentication }]) =>
      mutualAuthentication === undefined ? [] : [[port, mutualAuthentication]]
    )
  )
}

const verified = { mode: 'verify', trustStore: partners, ignoreClientCertificateExpiry: false }

describe('a listener asks clients for certificates', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    { name: 'not at all while nobody says so', given: { members: [https('a')] }, expected: {} },
    {
      name: 'on the port of the entry only, and not on an HTTP port',
      given: { members: [https('a', { port: 443, mode: 'passthrough' }, { port: 80, mode: 'off' })] },
      expected: { 443: { mode: 'passthrough' } }
    },
    {
      name: 'and checks them against the trust store of that name',
      given: { members: [https('a', verify)] },
      expected: { 443: verified }
    },
    {
      name: 'and checks them against the trust store of that ARN, whatever the account says',
      given: { members: [https('a', { ...verify, trustStore: 'arn:elsewhere' })], trustStores: {} },
      expected: { 443: { ...verified, trustStore: 'arn:elsewhere' } }
    },
    {
      name: 'as one member says where the others say nothing',
      given: { members: [https('a'), https('b', verify), https('c')] },
      expected: { 443: verified }
    },
    {
      name: 'as two members say, one by name and one by ARN',
      given: { members: [https('a', verify), https('b', { ...verify, trustStore: partners })] },
      expected: { 443: verified }
    },
    {
      name: 'as two members say, of whom one writes what is the default anyway',
      given: { members: [https('a', verify), https('b', { ...verify, ignoreClientCertificateExpiry: false })] },
      expected: { 443: verified }
    },
    {
      name: 'without advertising names, whether members leave that out or write it',
      given: { members: [https('a', verify), https('b', { ...verify, advertiseTrustStoreCaNames: 'off' })] },
      expected: { 443: { ...verified, advertiseTrustStoreCaNames: 'off' } }
    },
    {
      name: 'not, where members differ about advertising names',
      given: { members: [https('a', verify), https('b', { ...verify, advertiseTrustStoreCaNames: 'on' })] },
      expected: ['group/disagree']
    },
    {
      name: 'not, where members differ about the mode',
      given: { members: [https('a', verify), https('b', { port: 443, mode: 'off' })] },
      expected: ['group/disagree']
    },
    {
      name: 'not, where no trust store has the name',
      given: { members: [https('a', verify)], trustStores: {} },
      expected: ['trust-store/unknown']
    },
    {
      name: 'not, where no trust store has the name that an entry for an unserved port gives',
      given: { members: [https('a', { ...verify, port: 9443 })], trustStores: {} },
      expected: ['trust-store/unknown']
    }
  ])('$name', ({ given, expected }) => {
    expect(byPort(given)).toEqual(expected)
  })
})

test('only names of trust stores are asked for, each once', () => {
  const members = [https('a', verify, { ...verify, port: 8443, trustStore: partners }), https('b', verify)]
  const asked = questionsOf({ members }).filter(({ ask }) => ask === 'trustStoreNamed')
  expect(asked.map(({ about }) => about)).toEqual(['partners'])
})

test('a disagreement names both Ingresses, the port and both values', () => {
  const members = [https('a', verify), https('b', { port: 443, mode: 'passthrough' })]
  const [problem] = findings(translated({ members, trustStores }))
  expect(problem?.message).toBe(
    `Ingress shop/b asks for mode passthrough on port 443, but Ingress shop/a in the same group asks for mode verify with trust store ${partners}, ignoreClientCertificateExpiry false and advertiseTrustStoreCaNames off.`
  )
  expect(problem?.at.path.at(-1)).toBe('alb.ingress.kubernetes.io/mutual-authentication')
  expect(problem?.related?.map(({ at }) => at.object.name)).toEqual(['a'])
})

test('an entry for a port that the Ingress does not serve with HTTPS is told, unless it switches off', () => {
  const members = [https('a', { ...verify, port: 80 }, { port: 9443, mode: 'passthrough' }, { port: 81, mode: 'off' })]
  expect(noticed(translated({ members, trustStores }))).toEqual([
    'warning mutual-authentication/idle at Ingress a',
    'warning mutual-authentication/idle at Ingress a'
  ])
})

describe('where nobody says anything any more', () => {
  const listener = (mutualAuthentication: MutualAuthentication): ObservedResource => ({
    ...{ stack: 'team', kind: 'Listener', id: '443', physicalId: 'arn:443', reported: {} },
    spec: { port: 443, protocol: 'HTTPS', mutualAuthentication }
  })
  const current = [listener({ mode: 'passthrough' })]
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    { name: 'a listener keeps what it has', given: { members: [https('a')], current }, expected: {} },
    {
      name: 'the gate switches it off',
      given: { members: [https('a')], current, gates: { EnhancedDefaultBehavior: true } },
      expected: { 443: { mode: 'off' } }
    },
    {
      name: 'the gate has nothing to do where it is off',
      given: { members: [https('a')], current: [listener({ mode: 'off' })], gates: { EnhancedDefaultBehavior: true } },
      expected: {}
    }
  ])('$name', ({ given, expected }) => {
    expect(byPort(given)).toEqual(expected)
  })
})
