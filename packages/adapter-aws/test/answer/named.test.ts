import { E, O, question } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import type { Canned, Recorded } from '../support/recorded.js'
import { some, told } from '../support/told.js'
import { declined, ec2Answer, elbv2Answer, listIn } from '../support/xml.js'

const json = (body: object): Canned => ({ body: JSON.stringify(body) })
const refused = (status: number, __type: string): Canned => ({ status, body: JSON.stringify({ __type }) })

/** Knows target groups and trust stores whose names begin with a letter before m, and refuses a list with any other. */
const elbv2 = ({ action, parameters }: Recorded): Canned => {
  const names = listIn(parameters, 'Names.member')
  if (names.some((name) => name > 'm')) return declined('TargetGroupNotFound')
  const TargetGroups = names.map((name) => ({ TargetGroupName: name, TargetGroupArn: `arn:${name}` }))
  const TrustStores = names.map((name) => ({ Name: name, TrustStoreArn: `arn:${name}` }))
  return { body: elbv2Answer(action, { TargetGroups, TrustStores }) }
}

describe.each(['targetGroupNamed', 'trustStoreNamed'] as const)('%s', (kind) => {
  test('answers many names by one call', async () => {
    const { answers, actions } = await told(
      ['a', 'b'].map((name) => question(kind, name)),
      elbv2
    )
    expect(answers).toEqual([some('arn:a'), some('arn:b')])
    expect(actions).toHaveLength(1)
  })

  test('answers the others where one is not there', async () => {
    const { answers } = await told(
      ['a', 'z'].map((name) => question(kind, name)),
      elbv2
    )
    expect(answers).toEqual([some('arn:a'), E.right(O.none)])
  })
})

describe('a web ACL', () => {
  const acls = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({ Name: `acl-${from + i}`, ARN: `arn:${from + i}` }))

  test('is found by its name, on whichever page it is', async () => {
    const { answers, actions } = await told(
      ['acl-7', 'acl-120', 'none'].map((name) => question('webAclNamed', name)),
      ({ parameters }) =>
        parameters.NextMarker === undefined
          ? json({ WebACLs: acls(0, 100), NextMarker: 'more' })
          : json({ WebACLs: acls(100, 30), NextMarker: 'end' })
    )
    expect(answers).toEqual([some('arn:7'), some('arn:120'), E.right(O.none)])
    expect(actions).toEqual(['ListWebACLs', 'ListWebACLs'])
  })
})

test.each([
  { name: 'is there where it answers', answer: json({ WebACLs: [] }), there: true },
  { name: 'is there where it refuses', answer: refused(400, 'AccessDeniedException'), there: true },
  {
    name: 'is not there where nobody answers',
    answer: Object.assign(new Error('no host'), { code: 'ENOTFOUND' }),
    there: false
  }
])('WAF Classic $name', async ({ answer, there }) => {
  expect((await told([question('wafClassic')], () => answer)).answers).toEqual([some(there)])
})

test.each([
  { state: 'ACTIVE', subscribed: true },
  { state: 'INACTIVE', subscribed: false }
])('a subscription to Shield that is $state counts: $subscribed', async ({ state, subscribed }) => {
  const { answers } = await told([question('shieldSubscription')], () => json({ SubscriptionState: state }))
  expect(answers).toEqual([some(subscribed)])
})

describe('security groups', () => {
  const group = (GroupId: string, tags: Readonly<Record<string, string>> = {}) => ({
    GroupId,
    VpcId: 'vpc-1',
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    IpPermissions: [
      {
        ...{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80 },
        IpRanges: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '11.0.0.0/8' }]
      }
    ]
  })
  const fact = (id: string, tags = {}) => ({ id, vpcId: 'vpc-1', tags })
  const all =
    (...groups: ReadonlyArray<object>) =>
    () => ({ body: ec2Answer('DescribeSecurityGroups', { SecurityGroups: groups }) })

  test('by name are asked for together in the VPC, and a name may have several or none', async () => {
    const groups = [group('sg-1', { Name: 'a' }), group('sg-2', { Name: 'b' }), group('sg-3', { Name: 'a' })]
    const names = ['a', 'b', 'c'].map((name) => question('securityGroupsNamed', name))
    const { answers, sent } = await told(names, all(...groups))
    expect(answers).toEqual([
      some<'securityGroupsNamed'>([fact('sg-1', { Name: 'a' }), fact('sg-3', { Name: 'a' })]),
      some<'securityGroupsNamed'>([fact('sg-2', { Name: 'b' })]),
      some<'securityGroupsNamed'>([])
    ])
    expect(sent).toMatchObject([{ parameters: { 'Filter.1.Value.1': 'vpc-1', 'Filter.2.Name': 'tag:Name' } }])
  })

  test('have rules, each with its one source', async () => {
    const { answers } = await told([question('securityGroupRules', 'sg-1')], all(group('sg-1')))
    const permission = { protocol: 'tcp', fromPort: 80, toPort: 80 }
    expect(answers).toEqual([
      some<'securityGroupRules'>([
        { ...permission, source: { cidr: '10.0.0.0/8' } },
        { ...permission, source: { cidr: '11.0.0.0/8' } }
      ])
    ])
  })

  test('of a cluster are those that are marked for it', async () => {
    const { answers, sent } = await told([question('securityGroupsOfCluster', 'shop')], all(group('sg-1')))
    expect(answers).toEqual([some<'securityGroupsOfCluster'>([fact('sg-1')])])
    expect(sent).toMatchObject([
      { parameters: { 'Filter.2.Name': 'tag:kubernetes.io/cluster/shop', 'Filter.2.Value.2': 'shared' } }
    ])
  })
})

test('each kind of question is answered for itself: what is denied spoils no other', async () => {
  const { answers } = await told(
    [question('targetGroupNamed', 'a'), question('securityGroup', 'sg-1')],
    ({ action }) =>
      action === 'DescribeTargetGroups'
        ? declined('AccessDenied', 'not you', 403)
        : { body: ec2Answer(action, { SecurityGroups: [{ GroupId: 'sg-1', VpcId: 'vpc-1' }] }) }
  )
  expect(answers).toMatchObject([E.left({ kind: 'denied', call: 'DescribeTargetGroups' }), some({ id: 'sg-1' })])
})
