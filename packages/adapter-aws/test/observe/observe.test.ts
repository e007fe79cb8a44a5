import { E, type FoundResource, type Scope } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { observe } from '../../src/observe/observe.js'
import { accountOf, countsOf, type ShownAccount } from '../support/account.js'
import { declined } from '../support/xml.js'

const scope = { clusterName: 'c', vpcId: 'vpc-1' }

const pairs = (tags: Readonly<Record<string, string>>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
const tagsFor = (stack: string, resource: string) =>
  pairs({ 'elbv2.k8s.aws/cluster': 'c', 'ingress.k8s.aws/stack': stack, 'ingress.k8s.aws/resource': resource })

const balancer = (name: string, more: object = {}) => ({
  LoadBalancerArn: `arn:lb:${name}`,
  LoadBalancerName: name,
  VpcId: 'vpc-1',
  Type: 'application',
  Scheme: 'internal',
  IpAddressType: 'ipv4',
  DNSName: `${name}.elb.amazonaws.com`,
  State: { Code: 'active' },
  SecurityGroups: ['sg-1'],
  AvailabilityZones: [{ ZoneName: 'a', SubnetId: 'subnet-a' }],
  ...more
})
const group = (name: string, more: object = {}) => ({
  TargetGroupArn: `arn:tg:${name}`,
  TargetGroupName: name,
  VpcId: 'vpc-1',
  Protocol: 'HTTP',
  Port: 80,
  TargetType: 'ip',
  ...more
})
const listener = (name: string, of: string, port: number) => ({
  ListenerArn: `arn:l:${name}`,
  LoadBalancerArn: `arn:lb:${of}`,
  Port: port,
  Protocol: 'HTTP',
  DefaultActions: [{ Type: 'fixed-response', Order: 1, FixedResponseConfig: { StatusCode: '404' } }]
})
const rule = (name: string, priority: number | 'default') => ({
  RuleArn: `arn:r:${name}`,
  Priority: String(priority),
  IsDefault: priority === 'default',
  Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: [`/${name}`] } }],
  Actions: [{ Type: 'forward', Order: 1, ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'arn:tg:a' }] } }]
})

const observed = async (
  account: ReturnType<typeof accountOf>,
  only: Partial<Scope> = {}
): Promise<ReadonlyArray<FoundResource>> => {
  const found = await observe(account.clients)({ ...scope, ...only })()
  if (E.isLeft(found)) throw new Error(JSON.stringify(found.left))
  return found.right
}
const idsIn = async (account: ShownAccount): Promise<ReadonlyArray<string>> =>
  (await observed(accountOf(account))).map(({ physicalId }) => physicalId)

describe('what is ours', () => {
  test('has tags of the cluster, of whichever generation; what others made is left out', async () => {
    const tags = {
      'arn:lb:ours': tagsFor('shop', 'LoadBalancer'),
      'arn:lb:legacy': pairs({ 'ingress.k8s.aws/cluster': 'c', 'ingress.k8s.aws/stack': 'shop' }),
      'arn:lb:former': pairs({ 'kubernetes.io/cluster/c': 'owned', 'kubernetes.io/ingress-name': 'web' }),
      'arn:lb:service': pairs({ 'elbv2.k8s.aws/cluster': 'c', 'service.k8s.aws/stack': 'shop/web' }),
      'arn:lb:neighbour': pairs({ 'elbv2.k8s.aws/cluster': 'd', 'ingress.k8s.aws/stack': 'shop' }),
      'arn:lb:untagged': []
    }
    const loadBalancers = Object.keys(tags).map((arn) => balancer(arn.slice('arn:lb:'.length)))
    expect(await idsIn({ loadBalancers, tags })).toEqual(['arn:lb:ours', 'arn:lb:legacy', 'arn:lb:former'])
  })

  test('is in the VPC of the installation: of what is elsewhere not even tags are read', async () => {
    const account = accountOf({
      loadBalancers: [balancer('elsewhere', { VpcId: 'vpc-2' })],
      targetGroups: [group('elsewhere', { VpcId: 'vpc-2' })]
    })
    expect(await observed(account)).toEqual([])
    expect(countsOf(account.sent)).not.toHaveProperty('DescribeTags')
  })

  test('among security groups is told by their own tags', async () => {
    const securityGroups = [
      { GroupId: 'sg-1', GroupName: 'ours', VpcId: 'vpc-1', Tags: tagsFor('shop', 'ManagedLBSecurityGroup') },
      {
        GroupId: 'sg-2',
        GroupName: 'shared',
        VpcId: 'vpc-1',
        Tags: pairs({ 'elbv2.k8s.aws/cluster': 'c', 'elbv2.k8s.aws/resource': 'backend-sg' })
      },
      { GroupId: 'sg-3', GroupName: 'nodes', VpcId: 'vpc-1', Tags: pairs({ 'kubernetes.io/cluster/c': 'owned' }) }
    ]
    expect(await idsIn({ securityGroups })).toEqual(['sg-1', 'sg-2'])
  })
})

test('where only some stacks are asked for, the others are left out with all they have; what names no stack is told', async () => {
  const account = accountOf({
    loadBalancers: [balancer('asked'), balancer('other'), balancer('former')],
    targetGroups: [group('asked'), group('other')],
    securityGroups: [
      { GroupId: 'sg-1', VpcId: 'vpc-1', Tags: tagsFor('other', 'ManagedLBSecurityGroup') },
      { GroupId: 'sg-2', VpcId: 'vpc-1', Tags: pairs({ 'elbv2.k8s.aws/cluster': 'c', 'elbv2.k8s.aws/resource': 'b' }) }
    ],
    listeners: [listener('80', 'asked', 80), listener('81', 'other', 81)],
    tags: {
      'arn:lb:asked': tagsFor('asked', 'LoadBalancer'),
      'arn:lb:other': tagsFor('other', 'LoadBalancer'),
      'arn:lb:former': pairs({ 'kubernetes.io/cluster/c': 'owned', 'kubernetes.io/ingress-name': 'web' }),
      'arn:tg:asked': tagsFor('asked', 'a'),
      'arn:tg:other': tagsFor('other', 'a'),
      'arn:l:80': [],
      'arn:l:81': []
    }
  })
  const found = await observed(account, { stacks: new Set(['asked']) })
  expect(found.map(({ physicalId }) => physicalId)).toEqual([
    ...['sg-2', 'arn:lb:asked', 'arn:lb:former', 'arn:tg:asked', 'arn:l:80']
  ])
  expect(countsOf(account.sent)).toMatchObject({ DescribeListeners: 2, DescribeRules: 1 })
})

describe('listeners and rules', () => {
  const account: ShownAccount = {
    loadBalancers: [balancer('shop')],
    listeners: [listener('80', 'shop', 80)],
    rules: { 'arn:l:80': [rule('cart', 1), rule('gone', 2), rule('default', 'default')] },
    tags: {
      'arn:lb:shop': tagsFor('shop', 'LoadBalancer'),
      'arn:l:80': [],
      'arn:r:cart': tagsFor('shop', '80:1')
    }
  }

  test('are those of our load balancers, however they are tagged; the default rule is a part of its listener', async () => {
    expect(await observed(accountOf(account))).toMatchObject([
      { kind: 'LoadBalancer', physicalId: 'arn:lb:shop', reported: { state: 'active' } },
      {
        ...{ kind: 'Listener', physicalId: 'arn:l:80', owner: 'arn:lb:shop', tags: {} },
        spec: { port: 80, protocol: 'HTTP', defaultActions: [{ type: 'fixed-response', statusCode: '404' }] }
      },
      {
        ...{ kind: 'ListenerRule', physicalId: 'arn:r:cart', owner: 'arn:l:80' },
        tags: { 'ingress.k8s.aws/resource': '80:1' },
        spec: {
          priority: 1,
          conditions: [{ field: 'path-pattern', values: ['/cart'] }],
          actions: [{ type: 'forward', targetGroups: [{ targetGroup: 'arn:tg:a' }] }],
          transforms: []
        }
      }
    ])
  })

  test.each(['DescribeListeners', 'DescribeRules'])('are none of what is gone before %s', async (action) => {
    const found = await observed(
      accountOf(account, (request) =>
        request.action === action
          ? declined(action === 'DescribeRules' ? 'ListenerNotFound' : 'LoadBalancerNotFound')
          : undefined
      )
    )
    expect(found.filter(({ kind }) => kind === 'ListenerRule')).toEqual([])
  })
})

test('load balancers behind a network load balancer are told with their target group, unless they drain', async () => {
  const found = await observed(
    accountOf({
      targetGroups: [group('front', { TargetType: 'alb', Protocol: 'TCP' })],
      tags: { 'arn:tg:front': tagsFor('shop', 'front') },
      targets: {
        'arn:tg:front': [
          { Target: { Id: 'arn:lb:shop', Port: 80 }, TargetHealth: { State: 'healthy' } },
          { Target: { Id: 'arn:lb:old', Port: 80 }, TargetHealth: { State: 'draining' } }
        ]
      }
    })
  )
  expect(found).toMatchObject([{ spec: { targets: [{ loadBalancer: 'arn:lb:shop', port: 80 }] } }])
})

test('a denial of one read is a fault of the whole look', async () => {
  const account = accountOf({}, ({ action }) =>
    action === 'DescribeTargetGroups' ? declined('AccessDenied', 'not you', 403) : undefined
  )
  expect(await observe(account.clients)(scope)()).toMatchObject(
    E.left({ kind: 'denied', code: 'AccessDenied', call: 'DescribeTargetGroups' })
  )
})

describe('calls', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)

  test('one load balancer with 99 target groups, 2 listeners and 99 rules takes no more than 17', async () => {
    const tags: Record<string, ReturnType<typeof pairs>> = { 'arn:lb:shop': tagsFor('shop', 'LoadBalancer') }
    for (const i of numbers(99)) {
      tags[`arn:tg:${i}`] = tagsFor('shop', `tg-${i}`)
      tags[`arn:r:${i}`] = tagsFor('shop', `80:${i}`)
    }
    for (const port of [80, 443]) tags[`arn:l:${port}`] = tagsFor('shop', `${port}`)
    const account = accountOf({
      loadBalancers: [balancer('shop')],
      targetGroups: numbers(99).map((i) => group(`${i}`)),
      listeners: [80, 443].map((port) => listener(`${port}`, 'shop', port)),
      rules: { 'arn:l:80': numbers(99).map((i) => rule(`${i}`, i + 1)) },
      tags
    })
    expect(await observed(account)).toHaveLength(1 + 99 + 2 + 99)
    expect(account.sent.length).toBeLessThanOrEqual(17)
  })

  test('100 load balancers with a listener, a rule and a target group each take no more than 260', async () => {
    const tags: Record<string, ReturnType<typeof pairs>> = {}
    for (const i of numbers(100))
      for (const kind of ['lb', 'tg', 'l', 'r']) tags[`arn:${kind}:${i}`] = tagsFor(`g${i}`, kind)
    const account = accountOf({
      loadBalancers: numbers(100).map((i) => balancer(`${i}`)),
      targetGroups: numbers(100).map((i) => group(`${i}`)),
      listeners: numbers(100).map((i) => listener(`${i}`, `${i}`, 80)),
      rules: Object.fromEntries(numbers(100).map((i) => [`arn:l:${i}`, [rule(`${i}`, 1)]])),
      tags
    })
    expect(await observed(account)).toHaveLength(400)
    expect(account.sent.length).toBeLessThanOrEqual(260)
  })
})
