import { describe, expect, test } from 'vitest'
import { findings, valueIn } from '../../src/checked/checked.js'
import { configurationFindings, configure, type SharedSettings } from '../../src/groups/configure.js'
import type { Leaver } from '../../src/groups/group.js'
import { installation } from '../../src/install.js'
import { O } from '../../src/prelude.js'
import { annotations, ingress } from '../build.js'
import { annotationOf, expectTold, type Told } from '../told.js'
import { certificateArn, configuredOf, type GroupGiven, member } from '../translate/one-group.js'

const shared = (given: GroupGiven): SharedSettings | undefined => valueIn(configuredOf(given).shared)

const listeners = (given: GroupGiven): unknown =>
  shared(given)?.listeners.map(
    ({ protocol, port, members }) => `${protocol} ${port}: ${members.map(({ ingress }) => ingress.name).join(' ')}`
  )

const ports = (text: string) => ({ 'listen-ports': text })
const named = { 'certificate-arn': certificateArn }

describe('a group listens on', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    { name: 'HTTP 80 where nobody says anything', given: { members: [member('a')] }, expected: ['HTTP 80: a'] },
    {
      name: 'HTTPS 443 where a certificate is named',
      given: { members: [member('a', named)] },
      expected: ['HTTPS 443: a']
    },
    {
      name: 'HTTPS 443 where the class names a certificate',
      given: { members: [member('a', {}, { params: { certificateArn: [certificateArn] } })] },
      expected: ['HTTPS 443: a']
    },
    {
      name: 'HTTP 80 where the list of certificates is empty',
      given: { members: [member('a', { 'certificate-arn': ' ' })] },
      expected: ['HTTP 80: a']
    },
    {
      name: 'the ports that members name, from the lowest, each with the members on it in group order',
      given: {
        members: [member('b', ports('[{"HTTPS":443},{"HTTP":80}]')), member('a', ports('[{"HTTP":80,"HTTPS":8443}]'))]
      },
      expected: ['HTTP 80: b a', 'HTTPS 443: b', 'HTTPS 8443: a']
    },
    {
      name: 'the ports that are named, whatever certificates are',
      given: { members: [member('a', { ...named, ...ports('[{"HTTP":8080}]') })] },
      expected: ['HTTP 8080: a']
    },
    {
      name: 'one protocol where two entries name one port: the later counts',
      given: { members: [member('a', { ...named, ...ports('[{"HTTP":443},{"HTTPS":443}]') })] },
      expected: ['HTTPS 443: a']
    }
  ])('$name', ({ given, expected }) => {
    expect(listeners(given)).toEqual(expected)
  })
})

describe('HTTP is redirected', () => {
  const tls = ports('[{"HTTP":80},{"HTTPS":443}]')
  const byClass = (sslRedirectPort: string) => ({ params: { sslRedirectPort } })
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    { name: 'nowhere unless somebody says so', given: { members: [member('a', tls)] }, expected: O.none },
    {
      name: 'to the port that one member names',
      given: { members: [member('a', tls), member('b', { ...tls, 'ssl-redirect': '443' })] },
      expected: O.some(443)
    },
    {
      name: 'to the port that the class names, whatever the Ingress does',
      given: { members: [member('a', { ...tls, 'ssl-redirect': '80' }, byClass('443'))] },
      expected: O.some(443)
    },
    {
      name: 'nowhere in the whole group where a class names something that is no port',
      given: { members: [member('a', { ...tls, 'ssl-redirect': '443' }), member('b', tls, byClass('https'))] },
      expected: O.none
    }
  ])('$name', ({ given, expected }) => {
    expect(shared(given)?.redirectPort).toEqual(expected)
  })
})

describe('somebody is told', () => {
  const tls = ports('[{"HTTP":80},{"HTTPS":443}]')
  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<Told> }>([
    {
      name: 'that members speak two protocols on one port',
      given: { members: [member('a'), member('b', ports('[{"HTTPS":80}]')), member('c', ports('[{"HTTPS":80}]'))] },
      expected: ['b', 'c'].map((name) => ({
        ...{ code: 'group/disagree', at: annotationOf('listen-ports', name) },
        says: ['shop/a', `shop/${name}`, 'port 80'],
        remedy: ['one protocol for port 80'],
        beside: ['Ingress shop/a']
      }))
    },
    {
      name: 'that one entry names a port with both protocols',
      given: { members: [member('a', ports('[{"HTTP":80,"HTTPS":80}]'))] },
      expected: [{ code: 'annotation/value', at: annotationOf('listen-ports'), says: ['80'], remedy: ['annotation'] }]
    },
    {
      name: 'that the redirect leads to a port on which nobody listens, and which there are',
      given: { members: [member('a', { ...tls, 'ssl-redirect': '8443' })] },
      expected: [
        {
          ...{ code: 'ssl-redirect/target', at: annotationOf('ssl-redirect') },
          ...{ says: ['port 8443', 'HTTP 80, HTTPS 443'], remedy: ['{"HTTPS":8443}'] }
        }
      ]
    },
    {
      name: 'that the redirect leads to HTTP',
      given: { members: [member('a', { ...tls, 'ssl-redirect': '80' })] },
      expected: [
        {
          ...{ code: 'ssl-redirect/target', at: annotationOf('ssl-redirect') },
          ...{ says: ['port 80', 'HTTP'], remedy: ['Name an HTTPS port'] }
        }
      ]
    },
    {
      name: 'that a class switches the redirect off by mistake, once for all its members',
      given: {
        members: ['a', 'b'].map((name) => ({
          ...member(name, tls),
          params: { name: 'edge', sslRedirectPort: 'https' }
        }))
      },
      expected: [
        {
          code: 'ssl-redirect/off',
          at: 'IngressClassParams edge spec.sslRedirectPort',
          says: ['"https"', 'off for the whole group'],
          remedy: ['"443"']
        }
      ]
    },
    {
      name: 'what is wrong with every member and with what they share, together',
      given: { members: [member('a', ports('[]')), member('b', { scheme: 'public' })] },
      expected: [
        { code: 'annotation/value', at: annotationOf('listen-ports'), says: ['shop/a'], remedy: ['annotation'] },
        { code: 'annotation/value', at: annotationOf('scheme', 'b'), says: ['public'], remedy: ['internal'] }
      ]
    }
  ])('$name', ({ given, expected }) => {
    expectTold(configurationFindings(configuredOf(given)), expected)
  })
})

test('a member that cannot be read hides nothing of the others, and its redirect is not judged', () => {
  const given = { members: [member('a', ports('[]')), member('b', { 'ssl-redirect': '443' })] }
  const configured = configuredOf(given)
  expect(configured.members.map(({ _tag }) => _tag)).toEqual(['Left', 'Right'])
  expect(findings(configured.shared)).toEqual([])
})

describe('an Ingress that is being deleted', () => {
  const install = installation({
    ...{ clusterName: 'demo', region: 'eu-central-1', accountId: '123456789012', vpcId: 'vpc-1' }
  })
  const leaving = (text: string, deleting = true): Leaver => ({
    ingress: ingress({ name: 'old', deleting, annotations: annotations({ 'load-balancer-attributes': text }) })
  })
  const told = (leaver: Leaver) =>
    configurationFindings(
      configure(install)({
        ...{ id: 'team', members: [member('a')], leaving: [leaver] },
        ...{ services: new Map(), secrets: new Map() }
      })
    )
  const at = annotationOf('load-balancer-attributes', 'old')

  test.each<{ name: string; given: Leaver; expected: ReadonlyArray<Told> }>([
    {
      name: 'freezes its group while its own annotation protects the load balancer',
      given: leaving('deletion_protection.enabled=true'),
      expected: [
        {
          ...{ code: 'group/deletion-protected', at, says: ['shop/old', 'deletion_protection.enabled=true'] },
          remedy: ['deletion_protection.enabled=false']
        }
      ]
    },
    {
      name: 'freezes its group while nobody can tell whether it protects',
      given: leaving('deletion_protection.enabled=yes'),
      expected: [
        {
          ...{ code: 'annotation/value', at, says: ['"yes"', 'true or false'] },
          remedy: ['deletion_protection.enabled=false']
        }
      ]
    },
    { name: 'goes once protection is taken back', given: leaving('deletion_protection.enabled=false'), expected: [] },
    {
      name: 'goes where it never asked for protection',
      given: leaving('idle_timeout.timeout_seconds=60'),
      expected: []
    },
    {
      name: 'is another thing than one that only moved to another group',
      given: leaving('deletion_protection.enabled=true', false),
      expected: []
    }
  ])('$name', ({ given, expected }) => {
    expectTold(told(given), expected)
  })
})
