import { describe, expect, test } from 'vitest'
import { arnKey } from '../../src/resources/fields.js'
import { backend, rule } from '../build.js'
import {
  certificateArn,
  type GroupGiven,
  member,
  noticed,
  questionsOf,
  shownOf,
  specsOf,
  translated
} from './one-group.js'

const gates = { EnableCertificateManagement: true }
const create = { 'create-acm-cert': 'true' }
const hosts = (...names: ReadonlyArray<string>) => ({ rules: names.map((host) => rule(host, backend('web'))) })
const authority = 'arn:aws:acm-pca:eu-central-1:123456789012:certificate-authority/1'

const shop = (name = 'a', annotations: Readonly<Record<string, string>> = {}) =>
  member(name, { ...create, ...annotations }, hosts('shop.example.com', '*.shop.example.com'))

const withGate = (...members: GroupGiven['members']): GroupGiven => ({ members, gates })

/** The certificates of each listener, the default one first. */
const offered = (given: GroupGiven): unknown =>
  shownOf('Listener', translated(given), ({ protocol, certificates = [] }) => [protocol, ...certificates.map(arnKey)])

const ofA = 'Certificate team amazon_issued/wildcard.shop.example.com-8585119b'

describe('a certificate that is made', () => {
  test('is for all hosts, and named after the first of them', () => {
    expect(specsOf('Certificate', translated(withGate(shop())))).toEqual({
      [ofA.replace('Certificate team ', '')]: {
        domainName: '*.shop.example.com',
        subjectAlternativeNames: ['*.shop.example.com', 'shop.example.com'],
        type: 'AMAZON_ISSUED',
        tags: {}
      }
    })
  })

  test('has the id that the reference gives it', () => {
    const given = member('2048-ingress', create, { namespace: '2048-game', ...hosts('2048.example.com') })
    const withAuthority = { ...withGate(given), install: { defaultPcaArn: authority } }
    const ids = (group: GroupGiven) => Object.keys(specsOf('Certificate', translated({ ...group, services: [] })))
    expect(ids(withGate(given))).toEqual(['amazon_issued/2048.example.com-22e72ec6'])
    expect(ids(withAuthority)).toEqual(['private/2048.example.com-22e72ec6'])
  })

  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    {
      name: 'is issued by the authority of the annotation',
      given: { ...withGate(shop('a', { 'acm-pca-arn': 'arn:mine' })), install: { defaultPcaArn: authority } },
      expected: ['PRIVATE', 'arn:mine']
    },
    {
      name: 'is issued by the authority of the installation, also where the annotation is empty',
      given: { ...withGate(shop('a', { 'acm-pca-arn': '' })), install: { defaultPcaArn: authority } },
      expected: ['PRIVATE', authority]
    },
    { name: 'is issued by Amazon otherwise', given: withGate(shop()), expected: ['AMAZON_ISSUED', undefined] }
  ])('$name', ({ given, expected }) => {
    const shown = shownOf('Certificate', translated(given), (spec) => [spec.type, spec.certificateAuthorityArn])
    expect(Object.values(shown)).toEqual([expected])
  })

  test('has the tags of its Ingress alone, and default tags outrank them whatever the gate says', () => {
    const given: GroupGiven = {
      members: [shop('a', { tags: 'team=a,env=a' }), member('b', { tags: 'other=b', 'listen-ports': '[{"HTTP":80}]' })],
      gates: { ...gates, EnableDefaultTagsLowPriority: true },
      install: { defaultTags: { env: 'all' } }
    }
    const tags = shownOf('Certificate', translated(given), (spec) => spec.tags)
    expect(Object.values(tags)).toEqual([{ team: 'a', env: 'all' }])
  })

  test.each<{ name: string; given: GroupGiven }>([
    {
      name: 'without the gate, which does not even read the annotation',
      given: { members: [member('a', { 'create-acm-cert': 'nope' })] }
    },
    { name: 'where nobody asks', given: withGate(member('a', { 'acm-pca-arn': authority }, hosts('a.example'))) },
    {
      name: 'where it is switched off',
      given: withGate(member('a', { 'create-acm-cert': 'false' }, hosts('a.example')))
    },
    { name: 'where certificate-arn names one', given: withGate(shop('a', { 'certificate-arn': certificateArn })) }
  ])('is not made $name', ({ given }) => {
    expect(specsOf('Certificate', translated(given))).toEqual({})
  })

  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<string> }>([
    {
      name: 'neither yes nor no',
      given: withGate(member('a', { 'create-acm-cert': 'nope' }, hosts('a.example'))),
      expected: ['error annotation/value at Ingress a']
    },
    {
      name: 'without hosts',
      given: withGate(member('a', create)),
      expected: ['error certificates/no-host at Ingress a']
    }
  ])('is refused when asked for $name', ({ given, expected }) => {
    expect(noticed(translated(given))).toEqual(expected)
  })
})

describe('listeners', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    {
      name: 'are HTTPS 443 by default, with the certificate that is made',
      given: withGate(shop()),
      expected: { 443: ['HTTPS', ofA] }
    },
    {
      name: 'are those of listen-ports, and HTTP has no certificate',
      given: withGate(shop('a', { 'listen-ports': '[{"HTTP":80},{"HTTPS":8443}]' })),
      expected: { 80: ['HTTP'], 8443: ['HTTPS', ofA] }
    },
    {
      name: 'take what the class names, and the certificate is made for nobody',
      given: withGate({ ...shop(), params: { name: 'class', certificateArn: [certificateArn] } }),
      expected: { 443: ['HTTPS', certificateArn] }
    },
    {
      name: "have one member's certificate by default, and the other's beside it",
      given: withGate(shop('a'), member('b', { 'certificate-arn': certificateArn })),
      expected: { 443: ['HTTPS', ofA, certificateArn] }
    }
  ])('$name', ({ given, expected }) => {
    expect(offered(given)).toEqual(expected)
  })

  test('of a member whose certificate is made, none is looked up', () => {
    expect(questionsOf(withGate(shop())).map(({ ask }) => ask)).not.toContain('certificates')
    const named = { ...shop(), params: { name: 'class', certificateArn: [certificateArn] } }
    expect(Object.keys(specsOf('Certificate', translated(withGate(named))))).toHaveLength(1)
  })
})
