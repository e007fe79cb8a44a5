import { describe, expect, test } from 'vitest'
import {
  aboutKind,
  defaultGates,
  fieldsOf,
  type IamPolicy,
  type Installation,
  iamPolicy,
  installation,
  kindNames,
  largestPolicy,
  type PolicyPart,
  type PolicyPlace,
  partitionOf,
  policySize,
  undeclaredDetails
} from '../../src/index.js'
import { isAwsKind } from '../../src/plan/make-step.js'
import type { Change } from '../../src/resources/kind.js'

const here: PolicyPlace = {
  ...{ partition: 'aws', region: 'eu-central-1', accountId: '111122223333', vpcId: 'vpc-1' },
  clusterName: 'demo'
}

const policyFor = (settings: Partial<Installation> = {}, place = here): IamPolicy =>
  iamPolicy(installation({ ...here, ...settings }), place)

const actionsIn = ({ Statement }: IamPolicy): ReadonlySet<string> => new Set(Statement.flatMap(({ Action }) => Action))

const kinds = kindNames.filter(isAwsKind)

const called = (change: Change): ReadonlyArray<string> => {
  switch (change.how) {
    case 'modifiedBy':
      return [change.call]
    case 'elements':
    case 'retagged':
      return [change.add, change.remove]
    case 'attached':
      return [change.attach, change.detach]
    default:
      return []
  }
}

const gates = { ...defaultGates, EnableCertificateManagement: true }

test.each(kinds)('every call that %s declares is allowed', (kind) => {
  const { create, remove } = aboutKind(kind)
  const names = new Set([...actionsIn(policyFor({ gates }))].map((action) => action.split(':')[1]))
  const needed = [create, remove, ...fieldsOf(kind).flatMap(([, { change }]) => called(change))]
  expect(needed.filter((name) => !names.has(name))).toEqual([])
})

test('what reads each detail of each kind is written down', () => {
  expect(undeclaredDetails(kinds)).toEqual([])
})

describe('what is switched off is not allowed', () => {
  test.each([
    { name: 'Shield', settings: { enableShield: false }, service: 'shield' },
    { name: 'WAF Classic', settings: { enableWaf: false }, service: 'waf-regional' },
    { name: 'WAFv2', settings: { enableWafv2: false }, service: 'wafv2' }
  ])('$name', ({ settings, service }) => {
    const of = (policy: IamPolicy) => [...actionsIn(policy)].filter((action) => action.startsWith(`${service}:`))
    expect(of(policyFor())).not.toEqual([])
    expect(of(policyFor(settings))).toEqual([])
  })

  test.each([
    { gate: 'LBCapacityReservation', actions: ['ModifyCapacityReservation', 'DescribeCapacityReservation'] }
  ] as const)('the gate $gate', ({ gate, actions }) => {
    const without = actionsIn(policyFor({ gates: { ...gates, [gate]: false } }))
    for (const action of actions) expect(without).not.toContain(`elasticloadbalancing:${action}`)
  })

  test('certificates are requested only where the installation makes them', () => {
    expect(actionsIn(policyFor())).not.toContain('acm:RequestCertificate')
    expect(actionsIn(policyFor({ gates }))).toContain('acm:RequestCertificate')
  })

  test('listeners and rules are tagged only where the gate says so', () => {
    const sids = ({ Statement }: IamPolicy) => Statement.map(({ Sid }) => Sid)
    expect(sids(policyFor())).toContain('TagListenersAndRules')
    expect(sids(policyFor({ gates: { ...defaultGates, ListenerRulesTagging: false } }))).not.toContain(
      'TagListenersAndRules'
    )
  })
})

describe('what is changed is ours', () => {
  const holding = (action: string) =>
    policyFor({ gates }).Statement.filter(({ Action }) => Action.some((each) => each === action))

  test.each([
    ...['elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:CreateTargetGroup', 'acm:RequestCertificate']
  ])('%s has to name the cluster', (action) => {
    for (const { Condition } of holding(action))
      expect(Condition).toEqual({ StringEquals: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'demo' } })
  })

  test.each([
    ...['DeleteLoadBalancer', 'SetSubnets', 'ModifyTargetGroup', 'DeleteTargetGroup'].map(
      (name) => `elasticloadbalancing:${name}`
    ),
    ...['ec2:DeleteSecurityGroup', 'acm:DeleteCertificate', 'ec2:DeleteTags', 'elasticloadbalancing:RemoveTags'].filter(
      (name) => name !== 'elasticloadbalancing:RemoveTags'
    )
  ])('%s needs the tag of the cluster', (action) => {
    const found = holding(action)
    expect(found.length).toBeGreaterThan(0)
    for (const { Condition } of found)
      expect(Condition?.StringEquals).toMatchObject({ 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'demo' })
  })

  test('rules of security groups change in the VPC only', () => {
    // The VPC may belong to another account, which shares it.
    for (const { Condition } of holding('ec2:RevokeSecurityGroupIngress'))
      expect(Condition).toEqual({ ArnLike: { 'ec2:Vpc': ['arn:aws:ec2:eu-central-1:*:vpc/vpc-1'] } })
  })

  test('for a cluster that nobody names, any tag of a cluster will do', () => {
    const { Statement } = policyFor({}, { ...here, clusterName: '*' })
    const create = Statement.find(({ Sid }) => Sid === 'CreateBalancersAndTargetGroups')
    expect(create?.Condition).toEqual({ Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'false' } })
  })
})

test.each([
  { region: 'eu-central-1', partition: 'aws' },
  { region: 'cn-north-1', partition: 'aws-cn' },
  { region: 'us-gov-west-1', partition: 'aws-us-gov' },
  { region: 'eusc-de-east-1', partition: 'aws-eusc' },
  { region: 'us-iso-east-1', partition: 'aws-iso' },
  { region: 'us-isob-east-1', partition: 'aws-iso-b' }
])('$region is in $partition', ({ region, partition }) => {
  expect(partitionOf(region)).toBe(partition)
})

test('a policy has names of IAM: unique, and letters and digits only', () => {
  const sids = policyFor({ gates }).Statement.map(({ Sid }) => Sid)
  expect(new Set(sids).size).toBe(sids.length)
  for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/)
})

describe('the parts of a policy', () => {
  const part = (name: PolicyPart) => iamPolicy(installation({ ...here, gates }), here, name)

  test('who only reads may change nothing', () => {
    for (const action of actionsIn(part('read'))) expect(action).toMatch(/:(?:Describe|Get|List)/)
    for (const action of actionsIn(part('change'))) expect(action).not.toMatch(/:(?:Describe|Get|List)/)
  })

  test('reading and changing are all', () => {
    expect([...part('read').Statement, ...part('change').Statement]).toEqual(part('all').Statement)
  })

  test.each(['read', 'change', 'take-over'] as const)('%s is short enough for IAM', (name) => {
    expect(policySize(part(name))).toBeLessThanOrEqual(largestPolicy)
  })
})
