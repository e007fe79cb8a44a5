import { describe, expect, test } from 'vitest'
import { configuredOf, type GroupGiven, member, noticed, questionsOf, shownOf, translated } from './one-group.js'

type Members = GroupGiven['members']

const webAcls = { strict: 'arn:strict', lax: 'arn:lax' }

/** What other services shall do for the load balancer, or the codes of the errors. */
const addOns = (members: Members): unknown => {
  const shown = shownOf(
    'LoadBalancer',
    translated({ members, webAcls }),
    ({ webAcl, classicWebAcl, shieldProtection }) => ({
      ...(webAcl === undefined ? {} : { webAcl }),
      ...(classicWebAcl === undefined ? {} : { classicWebAcl }),
      ...(shieldProtection === undefined ? {} : { shieldProtection })
    })
  )
  return Array.isArray(shown) ? shown : Object.values(shown)[0]
}

const byArn = (name: string, text: string) => member(name, { 'wafv2-acl-arn': text })
const byName = (name: string, text: string) => member(name, { 'wafv2-acl-name': text })

describe('the web ACL of WAFv2', () => {
  test.each<{ name: string; given: Members; expected: unknown }>([
    { name: 'is left alone where nobody speaks of it', given: [member('a')], expected: {} },
    { name: 'is that of the ARN', given: [byArn('a', 'arn:1')], expected: { webAcl: 'arn:1' } },
    { name: 'is taken as it is written', given: [byArn('a', ' <WAF_ARN>')], expected: { webAcl: ' <WAF_ARN>' } },
    { name: 'is looked up by its name', given: [byName('a', 'strict')], expected: { webAcl: 'arn:strict' } },
    { name: 'is refused where its name is unknown', given: [byName('a', 'Strict')], expected: ['web-acl/unknown'] },
    { name: 'is taken off by an ARN of none', given: [byArn('a', 'none')], expected: { webAcl: 'none' } },
    { name: 'is taken off by a name of none', given: [byName('a', 'none')], expected: { webAcl: 'none' } },
    { name: 'is taken off by an empty ARN', given: [byArn('a', '')], expected: { webAcl: 'none' } },
    { name: 'is left alone by an empty name', given: [byName('a', '')], expected: {} },
    {
      name: 'is that of the ARN beside an empty name',
      given: [byName('a', ''), byArn('b', 'arn:1')],
      expected: { webAcl: 'arn:1' }
    },
    {
      name: 'is that of the name, whatever ARNs the others give',
      given: [byArn('a', 'arn:1'), byArn('b', 'arn:2'), byName('c', 'strict')],
      expected: { webAcl: 'arn:strict' }
    },
    {
      name: 'is taken off by a name of none, whatever ARNs the others give',
      given: [byArn('a', 'arn:1'), byName('b', 'none')],
      expected: { webAcl: 'none' }
    },
    {
      name: 'is refused where members give two ARNs',
      given: [byArn('a', 'arn:1'), byArn('b', 'arn:2')],
      expected: ['group/disagree']
    },
    {
      name: 'is refused where members give two names',
      given: [byName('a', 'strict'), byName('b', 'lax')],
      expected: ['group/disagree']
    },
    {
      name: 'is refused where an empty ARN meets none, as texts are compared',
      given: [byArn('a', ''), byArn('b', 'none')],
      expected: ['group/disagree']
    },
    {
      name: "is that of the member's class, not of its annotation",
      given: [member('a', { 'wafv2-acl-arn': 'arn:mine' }, { params: { wafv2AclArn: 'arn:class' } })],
      expected: { webAcl: 'arn:class' }
    },
    {
      name: 'is that of a name in a class, whatever ARN an annotation gives',
      given: [member('a', {}, { params: { wafv2AclName: 'lax' } }), byArn('b', 'arn:1')],
      expected: { webAcl: 'arn:lax' }
    },
    {
      name: "is that of the class's name, not of the annotation's",
      given: [member('a', { 'wafv2-acl-name': 'strict' }, { params: { wafv2AclName: 'lax' } })],
      expected: { webAcl: 'arn:lax' }
    }
  ])('$name', ({ given, expected }) => {
    expect(addOns(given)).toEqual(expected)
  })

  test.each<{ name: string; given: Members; expected: ReadonlyArray<string> }>([
    { name: 'nothing is said of an ARN that is used', given: [byArn('a', 'arn:1')], expected: [] },
    { name: 'nothing is said of none', given: [byArn('a', 'none')], expected: [] },
    {
      name: 'an empty ARN is told to take the web ACL off, wherever it stands',
      given: [byArn('a', ''), byArn('b', '')],
      expected: ['warning web-acl/taken-off at Ingress a', 'warning web-acl/taken-off at Ingress b']
    },
    {
      name: 'every ARN beside a name is told not to be used',
      given: [
        byArn('a', 'arn:1'),
        member('b', {}, { params: { wafv2AclArn: 'arn:2' } }),
        byName('c', 'strict'),
        byName('d', 'strict')
      ],
      expected: ['warning web-acl/unused-arn at Ingress a', 'warning web-acl/unused-arn at IngressClassParams b-class']
    }
  ])('$name', ({ given, expected }) => {
    expect(noticed(translated({ members: given, webAcls }))).toEqual(expected)
  })

  test('a name that the account cannot look up stops the group, and names the question', () => {
    const refused = translated({ members: [byName('a', 'strict')], unanswered: 'webAclNamed' })
    expect(refused).toMatchObject({ _tag: 'Left', left: [{ code: 'fact/unavailable' }] })
    expect(JSON.stringify(refused)).toContain('webAclNamed strict')
  })
})

describe('the web ACL of WAF Classic', () => {
  const id = (name: string, text: string) => member(name, { 'waf-acl-id': text })
  const former = (name: string, text: string) => member(name, { 'web-acl-id': text })
  test.each<{ name: string; given: Members; expected: unknown }>([
    { name: 'is that of the id', given: [id('a', 'id-1')], expected: { classicWebAcl: 'id-1' } },
    { name: 'is that of the former key', given: [former('a', 'id-1')], expected: { classicWebAcl: 'id-1' } },
    {
      name: 'is that of the id where an Ingress has both keys',
      given: [member('a', { 'waf-acl-id': 'id-1', 'web-acl-id': 'id-2' })],
      expected: { classicWebAcl: 'id-1' }
    },
    {
      name: 'is left alone by an empty id, which hides the former key',
      given: [member('a', { 'waf-acl-id': '', 'web-acl-id': 'id-2' })],
      expected: {}
    },
    {
      name: 'may come under both keys from two members',
      given: [id('a', 'id-1'), former('b', 'id-1')],
      expected: { classicWebAcl: 'id-1' }
    },
    {
      name: 'is refused where members differ, under whichever key',
      given: [id('a', 'id-1'), former('b', 'id-2')],
      expected: ['annotation/former', 'annotation/former', 'group/disagree']
    },
    { name: 'is taken off by none', given: [id('a', 'none')], expected: { classicWebAcl: 'none' } },
    {
      name: 'stands beside one of WAFv2',
      given: [id('a', 'id-1'), byArn('b', 'arn:1')],
      expected: { webAcl: 'arn:1', classicWebAcl: 'id-1' }
    }
  ])('$name', ({ given, expected }) => {
    expect(addOns(given)).toEqual(expected)
  })

  test('members that differ are told at the keys that they use', () => {
    const refused = translated({ members: [id('a', 'id-1'), former('b', 'id-2')] })
    expect(JSON.stringify(refused)).toContain('alb.ingress.kubernetes.io/web-acl-id')
  })
})

describe('protection by Shield Advanced', () => {
  const shield = (name: string, text: string) => member(name, { 'shield-advanced-protection': text })
  const on = { shieldProtection: { name: 'managed by aws-load-balancer-controller' } }
  test.each<{ name: string; given: Members; expected: unknown }>([
    { name: 'is on', given: [shield('a', 'true')], expected: on },
    { name: 'is off', given: [shield('a', 'F')], expected: { shieldProtection: 'none' } },
    { name: 'is one in all its spellings', given: [shield('a', '1'), shield('b', 'TRUE')], expected: on },
    { name: 'is that of the members who speak of it', given: [member('a'), shield('b', 'true')], expected: on },
    {
      name: 'is refused where members differ',
      given: [shield('a', '1'), shield('b', 'false')],
      expected: ['group/disagree']
    },
    { name: 'is refused where it is neither on nor off', given: [shield('a', 'yes')], expected: ['annotation/value'] }
  ])('$name', ({ given, expected }) => {
    expect(addOns(given)).toEqual(expected)
  })
})

describe('what the account is asked', () => {
  const asked = (given: GroupGiven): ReadonlyArray<string> =>
    questionsOf(given)
      .map(({ ask, about }) => `${ask} ${about}`.trim())
      .filter((text) => !text.startsWith('subnet'))
  const everything = member('a', {
    ...{ 'wafv2-acl-name': 'strict', 'waf-acl-id': 'none', 'shield-advanced-protection': 'false' }
  })
  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<string> }>([
    { name: 'nothing for nothing', given: { members: [member('a')] }, expected: [] },
    { name: 'nothing for an ARN', given: { members: [byArn('a', 'arn:1')] }, expected: [] },
    { name: 'nothing for the name none', given: { members: [byName('a', 'none')] }, expected: [] },
    {
      name: 'the web ACL of a name, and whether WAF Classic and Shield can be used',
      given: { members: [everything] },
      expected: ['webAclNamed strict', 'wafClassic', 'shieldSubscription']
    },
    {
      name: 'nothing where the installation uses none of them',
      given: { members: [everything], install: { enableWaf: false, enableWafv2: false, enableShield: false } },
      expected: []
    }
  ])('$name', ({ given, expected }) => {
    expect(asked(given)).toEqual(expected)
  })

  test('a group whose web ACL is disputed still has its other problems told', () => {
    const members = [byArn('a', 'arn:1'), member('b', { 'wafv2-acl-arn': 'arn:2', scheme: 'public' })]
    expect(noticed(translated({ members }))).toEqual([
      'error annotation/value at Ingress b',
      'error group/disagree at Ingress b'
    ])
    expect(configuredOf({ members }).shared._tag).toBe('Left')
  })
})
