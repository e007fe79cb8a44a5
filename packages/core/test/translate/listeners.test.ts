import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import { isRef } from '../../src/resources/ref.js'
import { backend } from '../build.js'
import { annotationOf, expectTold, type Told } from '../told.js'
import { certificateArn, type GroupGiven, member, noticed, shownOf, translated } from './one-group.js'

const both = '[{"HTTP":80},{"HTTPS":443}]'
const tls = { 'certificate-arn': certificateArn, 'listen-ports': both }
const withDefault = (name: string, short: Readonly<Record<string, string>> = {}, to = backend('web')) =>
  member(name, short, { defaultBackend: to })

/** What each listener does with requests that no rule takes. */
const otherwise = (given: GroupGiven): unknown =>
  shownOf('Listener', translated(given), ({ defaultActions: [action] }) => {
    if (action?.type !== 'forward') return action
    const to = action.targetGroups[0]?.targetGroup
    return isRef(to) ? to.id : to
  })

const notFound = { type: 'fixed-response', statusCode: '404', contentType: 'text/plain' }
const toHttps = { type: 'redirect', port: '443', protocol: 'HTTPS', statusCode: 'HTTP_301' }

describe('requests that no rule takes', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    { name: 'are answered with 404', given: { members: [member('a')] }, expected: { 80: notFound } },
    {
      name: 'go to the default backend',
      given: { members: [member('a'), withDefault('b')] },
      expected: { 80: 'shop/b-web:80' }
    },
    {
      name: 'go to the default backend of a member on that port only',
      given: { members: [withDefault('a', { 'listen-ports': '[{"HTTP":81}]' }), member('b')] },
      expected: { 80: notFound, 81: 'shop/a-web:80' }
    },
    {
      name: 'go to different default backends on different ports',
      given: { members: [withDefault('a', { 'listen-ports': '[{"HTTP":81}]' }), withDefault('b')] },
      expected: { 80: 'shop/b-web:80', 81: 'shop/a-web:80' }
    },
    {
      name: 'get what the action of the default backend says',
      given: {
        members: [
          withDefault(
            'a',
            { 'actions.closed': '{"type":"fixed-response","fixedResponseConfig":{"statusCode":"410"}}' },
            backend('closed', 'use-annotation')
          )
        ]
      },
      expected: { 80: { type: 'fixed-response', statusCode: '410' } }
    },
    {
      name: 'go to HTTPS from every HTTP listener where ssl-redirect says so',
      given: {
        members: [withDefault('a', { ...tls, 'ssl-redirect': '443' }), member('b', { 'listen-ports': '[{"HTTP":81}]' })]
      },
      expected: { 80: toHttps, 81: toHttps, 443: 'shop/a-web:80' }
    }
  ])('$name', ({ given, expected }) => {
    expect(otherwise(given)).toEqual(expected)
  })
})

test('an HTTP listener that redirects has no rules, and makes no target groups', () => {
  const stack = translated({
    members: [
      member('a', { ...tls, 'ssl-redirect': '443' }, { rules: [] }),
      member('b', { 'listen-ports': '[{"HTTP":80}]' })
    ]
  })
  expect(shownOf('ListenerRule', stack, () => 'a rule')).toEqual({})
  expect(shownOf('TargetGroup', stack, () => 'a target group')).toEqual({})
})

test('conditions of a default backend cannot apply, and are read all the same', () => {
  const bad = withDefault('a', { 'conditions.web': '[]]' }, backend('web'))
  expect(noticed(translated({ members: [{ ...bad, ingress: { ...bad.ingress, rules: [] } }] }))).toEqual([
    'error annotation/value at Ingress a'
  ])
})

describe('a listener', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    {
      name: 'speaks HTTP on port 80 without certificates and policy',
      given: { members: [member('a')] },
      expected: { 80: ['HTTP', undefined, undefined] }
    },
    {
      name: 'speaks HTTPS on port 443, with the policy of the installation, where a certificate is named',
      given: { members: [member('a', { 'certificate-arn': certificateArn })] },
      expected: { 443: ['HTTPS', 'ELBSecurityPolicy-2016-08', certificateArn] }
    },
    {
      name: 'has the policy that one of its members names',
      given: {
        members: [member('a', tls), member('b', { ...tls, 'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06' })]
      },
      expected: {
        80: ['HTTP', undefined, undefined],
        443: ['HTTPS', 'ELBSecurityPolicy-TLS13-1-2-2021-06', certificateArn]
      }
    }
  ])('$name', ({ given, expected }) => {
    expect(
      shownOf('Listener', translated(given), ({ protocol, sslPolicy, defaultCertificate }) => [
        protocol,
        sslPolicy,
        defaultCertificate
      ])
    ).toEqual(expected)
  })
})

describe('listeners are refused', () => {
  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<Told> }>([
    {
      name: 'where two members on a port have a default backend',
      given: { members: [withDefault('a'), withDefault('b')] },
      expected: [
        {
          code: 'group/default-backends',
          at: 'Ingress shop/b spec.defaultBackend',
          says: ['shop/a', 'shop/b', 'port 80'],
          remedy: ['one member', 'different ports'],
          beside: ['Ingress shop/a']
        }
      ]
    },
    {
      name: 'where members want different policies',
      given: {
        members: [
          member('a', { ...tls, 'ssl-policy': 'ELBSecurityPolicy-2016-08' }),
          member('b', { ...tls, 'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06' })
        ]
      },
      expected: [
        {
          code: 'group/disagree',
          at: annotationOf('ssl-policy', 'b'),
          says: ['ELBSecurityPolicy-2016-08', 'ELBSecurityPolicy-TLS13-1-2-2021-06'],
          remedy: ['one value for ssl-policy'],
          beside: ['Ingress shop/a']
        }
      ]
    }
  ])('$name', ({ given, expected }) => {
    expectTold(findings(translated(given)), expected)
  })
})
