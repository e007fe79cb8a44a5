import { answerTo, E, type Fault, O, type Question, question, type Spec } from '@alb-ingress/core'
import { awsCalls as calls, orThrow } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { copyOf, memoryAws, memoryClock, worldFrom } from '../../src/index.js'
import { certificate, emptyAccount, exampleAccount } from '../example-account.js'
import { storyOf } from './rule-table.js'

const scope = { clusterName: 'demo', vpcId: 'vpc-0123456789abcdef0' }

describe('ids have the shapes that AWS gives them, and come in the order of creation', () => {
  test('ARNs, ids and host names', async () => {
    const { balancer, group, listener, rule, securityGroup } = await storyOf(emptyAccount).balanced()
    const elb = 'arn:aws:elasticloadbalancing:us-west-2:123456789012'
    expect(securityGroup).toBe('sg-00000000000000001')
    expect(balancer).toBe(`${elb}:loadbalancer/app/contract/0000000000000002`)
    expect(group).toBe(`${elb}:targetgroup/contract-a/0000000000000003`)
    expect(listener).toBe(`${elb}:listener/app/contract/0000000000000002/0000000000000004`)
    expect(rule).toBe(`${elb}:listener-rule/app/contract/0000000000000002/0000000000000004/0000000000000005`)
  })

  test.each([
    { region: 'us-west-2', scheme: 'internal', expected: /^internal-contract-\d{10}\.us-west-2\.elb\.amazonaws\.com$/ },
    { region: 'us-west-2', scheme: 'internet-facing', expected: /^contract-\d{10}\.us-west-2\.elb\.amazonaws\.com$/ },
    { region: 'cn-north-1', scheme: 'internet-facing', expected: /\.cn-north-1\.elb\.amazonaws\.com\.cn$/ }
  ] as const)('the host name of one that is $scheme in $region', async ({ region, scheme, expected }) => {
    const story = storyOf({ ...emptyAccount, region })
    const { reported } = await story.done(story.newLoadBalancer('contract', { scheme }))
    expect(reported?.dnsName).toMatch(expected)
  })
})

describe('time', () => {
  test('a load balancer is being provisioned for a while', async () => {
    const clock = memoryClock(1000)
    const aws = memoryAws(worldFrom(emptyAccount), clock, { provisioning: 90_000 })
    const story = storyOf(emptyAccount)
    const made = orThrow(await aws.perform(story.newLoadBalancer('a'))())
    expect(made.reported?.state).toBe('provisioning')
    const state = async () => orThrow(await aws.observe(scope)())[0]?.reported.state
    expect(await state()).toBe('provisioning')
    await clock.sleep(90_000)()
    expect(await state()).toBe('active')
  })

  test('network interfaces of a deleted load balancer hold its security group for a while', async () => {
    const clock = memoryClock()
    const aws = memoryAws(worldFrom(exampleAccount), clock, { interfaces: 30_000 })
    const id = 'sg-0aaa0000000000001'
    const { newLoadBalancer } = storyOf(emptyAccount)
    const { physicalId = '' } = orThrow(await aws.perform(newLoadBalancer('a', { securityGroups: [id] }))())
    orThrow(await aws.perform(calls.remove('LoadBalancer', physicalId))())
    const remove = aws.perform(calls.remove('SecurityGroup', id))
    expect(await remove()).toMatchObject(E.left({ code: 'DependencyViolation' }))
    clock.advance(30_000)
    expect(await remove()).toMatchObject({ _tag: 'Right' })
  })
})

describe('what the account file says is observed', () => {
  test('a load balancer of an earlier run has its subnets and tags', async () => {
    const found = await storyOf(exampleAccount).only('LoadBalancer')
    expect(found).toMatchObject({
      spec: {
        name: 'existing',
        scheme: 'internal',
        subnetMappings: [{ subnetId: 'subnet-private-b' }, { subnetId: 'subnet-private-c' }]
      },
      tags: { 'ingress.k8s.aws/stack': 'shop/cart' }
    })
  })

  test.each([
    {
      name: 'the v1 controller’s cluster tag counts',
      tags: { 'ingress.k8s.aws/cluster': 'demo', 'ingress.k8s.aws/stack': 'a' },
      expected: 1
    },
    {
      name: 'another cluster’s does not',
      tags: { 'elbv2.k8s.aws/cluster': 'prod', 'ingress.k8s.aws/stack': 'a' },
      expected: 0
    },
    {
      name: 'a Service’s load balancer does not',
      tags: { 'elbv2.k8s.aws/cluster': 'demo', 'service.k8s.aws/stack': 'a' },
      expected: 0
    },
    {
      name: 'what the cluster shares does',
      tags: { 'elbv2.k8s.aws/cluster': 'demo', 'elbv2.k8s.aws/resource': 'backend-sg' },
      expected: 1
    }
  ])('$name', async ({ tags, expected }) => {
    const story = storyOf({ ...emptyAccount, loadBalancers: [{ name: 'existing', tags: { ...tags } }] })
    expect(await story.all('LoadBalancer')).toHaveLength(expected)
  })
})

describe('answers', () => {
  const ask = async <Q extends Question>(asked: Q) => {
    const facts = orThrow(await storyOf(exampleAccount).world.aws.answer([asked])())
    return orThrow(answerTo(facts, asked))
  }

  test('certificates that are not issued are not among them', async () => {
    expect(await ask(question('certificates'))).toEqual(
      O.some([
        { arn: certificate(1), names: ['example.com', '*.example.com'], certificateAuthorityArn: undefined, tags: {} },
        { arn: certificate(2), names: ['example.org'], certificateAuthorityArn: undefined, tags: {} }
      ])
    )
  })

  test('subnets of another VPC are found by id alone', async () => {
    const all = await ask(question('subnetsOfVpc'))
    expect(JSON.stringify(all)).not.toContain('subnet-elsewhere')
    expect(await ask(question('subnet', 'subnet-elsewhere'))).toMatchObject(O.some({ vpcId: 'vpc-0fedcba9876543210' }))
  })

  test('a subnet has the locale of its zone, and the addresses that its block leaves', async () => {
    expect(await ask(question('subnet', 'subnet-edge'))).toMatchObject(O.some({ locale: 'local-zone', public: false }))
    expect(await ask(question('subnet', 'subnet-private-a'))).toMatchObject(O.some({ availableIpAddressCount: 251 }))
  })

  test('security groups of one name come in the order of the file', async () => {
    const found = await ask(question('securityGroupsNamed', 'office'))
    expect(found).toMatchObject(O.some([{ id: 'sg-0aaa0000000000001' }, { id: 'sg-0aaa0000000000002' }]))
  })

  test('a target group that the file only names has an ARN', async () => {
    const arn = 'arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/existing/0123456789abcdef'
    expect(await ask(question('targetGroupNamed', 'existing'))).toEqual(O.some(arn))
  })
})

test('a copy of a world goes its own way', async () => {
  const world = worldFrom(exampleAccount)
  const copy = copyOf(world)
  const arn = [...world.loadBalancers.keys()][0] ?? ''
  await memoryAws(copy, memoryClock()).perform(calls.remove('LoadBalancer', arn))()
  expect([world.loadBalancers.size, copy.loadBalancers.size]).toEqual([1, 0])
})

test('a detail of what is gone is a fault, as the call about it would be, and does not spoil others', async () => {
  const { aws } = storyOf(exampleAccount).world
  const there = [...worldFrom(exampleAccount).loadBalancers.keys()][0] ?? ''
  const needed = [
    { kind: 'TargetGroup', physicalId: 'arn:none', field: 'attributes' },
    { kind: 'LoadBalancer', physicalId: there, field: 'attributes' }
  ] as const
  const fault = { kind: 'missing', code: 'TargetGroupNotFound', call: 'DescribeTargetGroupAttributes' }
  expect(await aws.details(needed)()).toMatchObject(
    E.right([
      { ...needed[0], value: E.left(fault) },
      { ...needed[1], value: { _tag: 'Right' } }
    ])
  )
})

test('every way of declining says what it is and which call it was', async () => {
  const story = storyOf(emptyAccount)
  const answer = await story.world.aws.perform(story.newLoadBalancer('a_b'))()
  const expected: Partial<Fault> = { kind: 'invalid', code: 'ValidationError', call: 'CreateLoadBalancer' }
  expect(answer).toMatchObject(E.left(expected))
})

test('a reference that was never bound is a defect, and not AWS’s to decline', async () => {
  const { aws } = storyOf(emptyAccount).world
  const loadBalancer = {
    ref: true,
    stack: 'shop/cart',
    kind: 'LoadBalancer',
    id: 'LoadBalancer',
    output: 'arn'
  } as const
  await expect(aws.perform(calls.create('Listener', 'CreateListener', { loadBalancer, port: 80 }))()).rejects.toThrow(
    'still refers to LoadBalancer shop/cart'
  )
})

test('an account whose installation has the gate for it makes load balancers in one zone', async () => {
  const story = storyOf({ ...emptyAccount, flags: { 'feature-gates': 'ALBSingleSubnet=true' } })
  await story.loadBalancer('a', { subnetMappings: [{ subnetId: 'subnet-public-a' }] })
})

describe('AWS shows what it filled in', () => {
  test.each<{ name: string; given: Spec<'ListenerRule'>['actions']; expected: unknown }>([
    {
      name: 'weight and stickiness of a forward',
      given: [{ type: 'forward', targetGroups: [] }],
      expected: { type: 'forward', targetGroups: [{ weight: 1 }], stickiness: { enabled: false } }
    },
    {
      name: 'the parts of a redirect that stay',
      given: [{ type: 'redirect', statusCode: 'HTTP_301', port: '443' }],
      expected: { host: '#{host}', path: '/#{path}', port: '443', protocol: '#{protocol}', query: '#{query}' }
    }
  ])('$name', async ({ given, expected }) => {
    const story = storyOf(emptyAccount)
    const { listener, group } = await story.balanced()
    const actions = given.map((action) =>
      action.type === 'forward' ? { ...action, targetGroups: [{ targetGroup: group }] } : action
    )
    await story.rule(listener, 2, '/x', actions)
    const shown = (await story.all('ListenerRule')).map(({ spec }) => 'actions' in spec && spec.actions?.[0])
    expect(shown[1]).toMatchObject(Object(expected))
  })

  test('and of the default actions of a listener, created or modified', async () => {
    const story = storyOf(emptyAccount)
    const { listener, group } = await story.balanced()
    const defaultActions = calls.forwardTo(group)
    await story.done(calls.modify('Listener', listener, 'ModifyListener', { defaultActions }))
    expect((await story.only('Listener')).spec).toMatchObject({
      defaultActions: [{ targetGroups: [{ targetGroup: group, weight: 1 }], stickiness: { enabled: false } }]
    })
  })
})
