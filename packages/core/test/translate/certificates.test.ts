import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import type { Certificate } from '../../src/facts/facts.js'
import { backend, rule } from '../build.js'
import { annotationOf, expectTold, type Told } from '../told.js'
import { type GroupGiven, member, questionsOf, shownOf, translated } from './one-group.js'

const certificate = (arn: string, names: ReadonlyArray<string>, given: Partial<Certificate> = {}): Certificate => ({
  ...{ arn, names, certificateAuthorityArn: undefined, tags: {} },
  ...given
})

const https = '[{"HTTPS":443}]'

/** A member on HTTPS 443 for some hosts, which names no certificate. */
const served = (hosts: ReadonlyArray<string>, name = 'a') =>
  member(name, { 'listen-ports': https }, { rules: hosts.map((host) => rule(host, backend('web'))) })

const withArns = (name: string, arns: string, more: Readonly<Record<string, string>> = {}) =>
  member(name, { 'certificate-arn': arns, ...more })

/** The certificates of each listener, or the codes of the errors. */
const byPort = (given: GroupGiven): unknown =>
  shownOf('Listener', translated(given), ({ certificates }) => certificates)

describe('a host is covered by a certificate', () => {
  test.each<{ name: string; host: string; names: ReadonlyArray<string>; covered: boolean }>([
    { name: 'that names it', host: 'shop.example.com', names: ['other.example', 'shop.example.com'], covered: true },
    {
      name: 'with a wildcard in place of its first label',
      host: 'shop.example.com',
      names: ['*.example.com'],
      covered: true
    },
    {
      name: 'not with a wildcard for two labels',
      host: 'a.shop.example.com',
      names: ['*.example.com'],
      covered: false
    },
    { name: 'not with a wildcard for no label', host: 'example.com', names: ['*.example.com'], covered: false },
    {
      name: 'not with a wildcard where it has one label only',
      host: 'localhost',
      names: ['*.localhost'],
      covered: false
    },
    { name: 'not where letters differ in case', host: 'shop.example.com', names: ['Shop.example.com'], covered: false },
    { name: 'not where only the end agrees', host: 'shop.example.com', names: ['example.com'], covered: false },
    {
      name: 'of the same shape where the host is a wildcard',
      host: '*.example.com',
      names: ['*.example.com'],
      covered: true
    },
    {
      name: 'not for one name where the host is a wildcard',
      host: '*.example.com',
      names: ['a.example.com'],
      covered: false
    }
  ])('$name', ({ host, names, covered }) => {
    const given = { members: [served([host])], certificates: [certificate('arn:1', names)] }
    expect(byPort(given)).toEqual(covered ? { 443: ['arn:1'] } : ['certificates/none-for-host'])
  })
})

const wildcard = certificate('arn:2', ['*.example.com'])
const exact = certificate('arn:1', ['shop.example.com'])
const private1 = { certificateAuthorityArn: 'arn:ca:1' }
const managedTags = { tags: { 'elbv2.k8s.aws/cluster': 'demo', 'ingress.k8s.aws/stack': 'shop/b' } }

describe('an HTTPS listener has the certificates', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    {
      name: 'that cover any of its hosts: all of them, lowest ARN first',
      given: { members: [served(['shop.example.com', 'b.example.com'])], certificates: [wildcard, exact] },
      expected: { 443: ['arn:1', 'arn:2'] }
    },
    {
      name: 'that cover hosts of spec.tls too',
      given: {
        members: [member('a', { 'listen-ports': https }, { tls: [{ hosts: ['shop.example.com'] }] })],
        certificates: [exact]
      },
      expected: { 443: ['arn:1'] }
    },
    {
      name: 'of allowed authorities only, where the installation allows some',
      given: {
        members: [served(['shop.example.com'])],
        certificates: [exact, certificate('arn:3', ['shop.example.com'], private1)],
        install: { allowedCertificateAuthorityArns: new Set(['arn:ca:1']) }
      },
      expected: { 443: ['arn:3'] }
    },
    {
      name: 'that a controller made for another Ingress, unless it manages certificates here',
      given: { members: [served(['shop.example.com'])], certificates: [{ ...exact, ...managedTags }] },
      expected: { 443: ['arn:1'] }
    },
    {
      name: 'that it is given, without a look at the account',
      given: { members: [withArns('a', 'arn:9,arn:8')], unanswered: 'certificates' },
      expected: { 443: ['arn:9', 'arn:8'] }
    },
    {
      name: 'that the class gives, whatever the Ingress names',
      given: { members: [member('a', { 'certificate-arn': 'arn:9' }, { params: { certificateArn: ['arn:7'] } })] },
      expected: { 443: ['arn:7'] }
    },
    {
      name: 'of all members, the first of the first one being the default; it is listed again where it comes again',
      given: { members: [withArns('b', 'c2'), withArns('a', 'c1,c2')] },
      expected: { 443: ['c2', 'c1', 'c2'] }
    },
    {
      name: 'once each otherwise',
      given: { members: [withArns('a', 'c1,c2'), withArns('b', 'c3,c2')] },
      expected: { 443: ['c1', 'c2', 'c3'] }
    },
    {
      name: 'of one member where another brings none',
      given: { members: [member('a', { 'listen-ports': https }), withArns('b', 'c1')] },
      expected: { 443: ['c1'] }
    },
    {
      name: 'of the members on its port only, and an HTTP listener has none',
      given: {
        members: [
          withArns('a', 'c1', { 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]' }),
          withArns('b', 'c2', { 'listen-ports': '[{"HTTPS":8443}]' })
        ]
      },
      expected: { 80: undefined, 443: ['c1'], 8443: ['c2'] }
    }
  ])('$name', ({ given, expected }) => {
    expect(byPort(given)).toEqual(expected)
  })
})

describe('an HTTPS listener is refused', () => {
  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<Told> }>([
    {
      name: 'for each host that no certificate covers, in the order of hosts',
      given: { members: [served(['z.example.org', 'shop.example.com', 'b.example.org'])], certificates: [wildcard] },
      expected: [
        {
          code: 'certificates/none-for-host',
          at: 'Ingress shop/a spec.rules[2].host',
          says: ['b.example.org', 'none of 1 issued certificates'],
          remedy: ['Request or import a certificate for b.example.org', 'certificate-arn']
        },
        {
          code: 'certificates/none-for-host',
          at: 'Ingress shop/a spec.rules[0].host',
          says: ['z.example.org'],
          remedy: ['z.example.org']
        }
      ]
    },
    {
      name: 'for a host that only spec.tls names, at that place',
      given: { members: [member('a', { 'listen-ports': https }, { tls: [{ hosts: ['tls.example.org'] }] })] },
      expected: [
        {
          code: 'certificates/none-for-host',
          at: 'Ingress shop/a spec.tls[0].hosts[0]',
          says: ['tls.example.org'],
          remedy: ['tls.example.org']
        }
      ]
    },
    {
      name: 'where only certificates are left that the controller made for others',
      given: {
        members: [served(['shop.example.com'])],
        certificates: [{ ...exact, ...managedTags }],
        gates: { EnableCertificateManagement: true }
      },
      expected: [
        {
          code: 'certificates/none-for-host',
          at: 'Ingress shop/a spec.rules[0].host',
          says: ['none of 0 issued'],
          remedy: ['shop.example.com']
        }
      ]
    },
    {
      name: 'where nobody brings a certificate, before AWS does so half-way',
      given: { members: [member('a', { 'listen-ports': https })] },
      expected: [
        {
          code: 'certificates/none',
          at: 'Ingress shop/a spec',
          says: ['port 443', 'no certificate'],
          remedy: ['certificate-arn', 'host']
        }
      ]
    },
    {
      name: 'not while a member cannot be read, who may bring one',
      given: { members: [member('a', { 'listen-ports': https }), member('b', { 'listen-ports': '[]' })] },
      expected: [
        {
          code: 'annotation/value',
          at: annotationOf('listen-ports', 'b'),
          says: ['listen-ports'],
          remedy: ['annotation']
        }
      ]
    },
    {
      name: 'where certificates may not be looked up',
      given: { members: [served(['shop.example.com'])], unanswered: 'certificates' },
      expected: [
        {
          code: 'fact/unavailable',
          at: 'Ingress shop/a spec',
          says: ['certificates', 'AccessDenied'],
          remedy: ['the right to make this call']
        }
      ]
    }
  ])('$name', ({ given, expected }) => {
    expectTold(findings(translated(given)), expected)
  })
})

describe('certificates are looked up', () => {
  const asks = (members: GroupGiven['members']): boolean =>
    questionsOf({ members }).some(({ ask }) => ask === 'certificates')
  test.each<{ name: string; members: GroupGiven['members']; expected: boolean }>([
    { name: 'not for HTTP', members: [member('a')], expected: false },
    { name: 'not where they are given', members: [withArns('a', 'arn:1')], expected: false },
    {
      name: 'for a member on HTTPS that names none',
      members: [withArns('a', 'arn:1'), served(['b.example'], 'b')],
      expected: true
    }
  ])('$name', ({ members, expected }) => {
    expect(asks(members)).toBe(expected)
  })

  test.each([
    {
      name: 'with their tags where a controller makes certificates for its Ingresses',
      EnableCertificateManagement: true,
      about: 'tags'
    },
    { name: 'without their tags elsewhere', EnableCertificateManagement: false, about: '' }
  ])('$name', ({ EnableCertificateManagement, about }) => {
    const given = { members: [served(['shop.example.com'])], gates: { EnableCertificateManagement } }
    expect(questionsOf(given)).toContainEqual({ ask: 'certificates', about })
  })
})
