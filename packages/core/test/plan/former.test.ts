import { describe, expect, test } from 'vitest'
import { type Identified, identify } from '../../src/plan/identify.js'
import { formerLoadBalancerName, formerTargetGroupName } from '../../src/resources/former-names.js'
import type { FoundResource } from '../../src/resources/found.js'
import { keyOf } from '../../src/resources/ref.js'

// Resources as each generation left them in the account of cluster demo, for Ingress shop/web and its Service api.

type Tags = Readonly<Record<string, string>>

const today: Tags = { 'elbv2.k8s.aws/cluster': 'demo', 'ingress.k8s.aws/stack': 'shop/web' }
const forward: Tags = { 'ingress.k8s.aws/cluster': 'demo', 'ingress.k8s.aws/stack': 'shop/web' }
const beta: Tags = {
  'kubernetes.io/cluster/demo': 'owned',
  'kubernetes.io/namespace': 'shop',
  'kubernetes.io/ingress-name': 'web'
}
const early: Tags = { Namespace: 'shop', IngressName: 'web' }
const service: Tags = { 'kubernetes.io/service-name': 'api', 'kubernetes.io/service-port': '80' }

const prefix = 'd642dfa0'
const name = formerLoadBalancerName(prefix, 'shop', 'web')
const earlyName = formerLoadBalancerName('demo', 'shop', 'web')
const targetGroupName = (from: string) =>
  formerTargetGroupName({
    ...{ prefix: from, namespace: 'shop', ingress: 'web', service: 'api', port: '80' },
    ...{ protocol: 'HTTP', targetType: 'instance' }
  })

const balancer = (tags: Tags, called: string, physicalId = 'lb'): FoundResource => ({
  ...{ kind: 'LoadBalancer', physicalId, tags, spec: { name: called }, reported: {} }
})
const targetGroup = (tags: Tags, called = 'any', physicalId = 'tg'): FoundResource => ({
  ...{ kind: 'TargetGroup', physicalId, tags, reported: {} },
  spec: { name: called, protocol: 'HTTP', targetType: 'instance' }
})
const group = (tags: Tags, groupName: string, physicalId = 'sg'): FoundResource => ({
  ...{ kind: 'SecurityGroup', physicalId, tags, spec: { groupName }, reported: {} }
})

const names = ({ state }: Identified): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...state.stacks.values()].flatMap(({ resources }) => resources.map((each) => [each.physicalId, keyOf(each)]))
  )

const codes = ({ findings }: Identified): ReadonlyArray<string> =>
  findings.map(({ code, at }) => `${code} ${at.object.name}`)

const lb = 'LoadBalancer shop/web LoadBalancer'
const tg = 'TargetGroup shop/web shop/web-api:80'
const sg = 'SecurityGroup shop/web ManagedLBSecurityGroup'

describe('each generation is recognised', () => {
  const resource = (id: string): Tags => ({ 'ingress.k8s.aws/resource': id })
  test.each([
    {
      name: 'of today: by the tags, whatever the names',
      found: [
        balancer({ ...today, ...resource('LoadBalancer') }, 'x'),
        targetGroup({ ...today, ...resource('shop/web-api:80') }),
        group({ ...today, ...resource('ManagedLBSecurityGroup') }, 'y')
      ]
    },
    {
      name: '1.1.3 to 1.1.9: by the tags that it wrote for its successor',
      found: [
        balancer({ ...beta, ...forward, ...resource('LoadBalancer') }, name),
        targetGroup({ ...beta, ...service, ...forward, ...resource('shop/web-api:80') }),
        group({ ...beta, ...forward, ...resource('ManagedLBSecurityGroup') }, name)
      ]
    },
    {
      name: '1.0.0 to 1.1.2: by tags, and the name of the load balancer',
      found: [balancer(beta, name), targetGroup({ ...beta, ...service }), group(beta, name)]
    },
    {
      name: '1.0-beta.7: the security group by the name of the load balancer',
      found: [
        balancer(beta, name),
        targetGroup({ ...beta, ...service }),
        group({ ManagedBy: 'alb-ingress', Name: name }, name)
      ]
    },
    {
      name: 'before that: by the early tags, and names that begin with the cluster',
      found: [
        balancer(early, earlyName),
        targetGroup({ ...early, ...service }, targetGroupName('demo')),
        group({ ManagedBy: 'alb-ingress', Name: earlyName }, earlyName)
      ]
    }
  ])('$name', ({ found }) => {
    const identified = identify(found, [], 'demo')
    expect(names(identified)).toEqual({ lb, tg, sg })
    expect(codes(identified)).toEqual([])
    expect(names(identify(found.toReversed(), [], 'demo'))).toEqual({ lb, tg, sg })
  })
})

describe('spellings of the tags', () => {
  test.each([
    { name: 'namespace and name in one tag', tags: { ...beta, 'kubernetes.io/ingress-name': 'shop/web' } },
    { name: 'a shared cluster', tags: { ...beta, 'kubernetes.io/cluster/demo': 'shared' } },
    {
      name: 'the cluster as a value',
      tags: {
        ...{ 'kubernetes.io/cluster-name': 'demo', 'kubernetes.io/namespace': 'shop' },
        'kubernetes.io/ingress-name': 'web'
      }
    }
  ])('$name', ({ tags }) => {
    expect(names(identify([balancer(tags, name)], [], 'demo'))).toEqual({ lb })
  })

  test.each([
    {
      name: 'another cluster',
      tags: { ...beta, 'kubernetes.io/cluster/demo': '', 'kubernetes.io/cluster/b': 'owned' }
    },
    { name: 'a Service', tags: { 'kubernetes.io/cluster/demo': 'owned', 'kubernetes.io/service-name': 'shop/api' } },
    { name: 'no namespace', tags: { 'kubernetes.io/cluster/demo': 'owned', 'kubernetes.io/ingress-name': 'web' } },
    { name: 'a namespace that cannot be', tags: { ...beta, 'kubernetes.io/namespace': '*shared*' } },
    { name: 'three names in one tag', tags: { ...beta, 'kubernetes.io/ingress-name': 'a/b/c' } }
  ])('not ours: $name', ({ tags }) => {
    const identified = identify([balancer(tags, name), targetGroup(tags)], [], 'demo')
    expect(names(identified)).toEqual({})
    expect(codes(identified)).toEqual([])
  })
})

describe('what is not taken over is told, and is in no stack', () => {
  const own = balancer({ ...today, 'ingress.k8s.aws/resource': 'LoadBalancer' }, 'k8s-shop-web-1234567890', 'own')
  const others = [targetGroup({ ...beta, ...service }), group(beta, name)]
  test.each([
    {
      name: 'a load balancer whose Ingress has one of today, and all that belongs to it',
      found: [own, balancer(beta, name), ...others],
      named: { own: lb },
      told: ['former/left-over lb']
    },
    {
      name: 'what belongs to one that is gone, beside one of today',
      found: [own, ...others],
      named: { own: lb },
      told: []
    },
    {
      name: 'a load balancer with another name than its tags would have given it',
      found: [balancer(beta, 'somebody-elses'), ...others],
      named: {},
      told: ['former/name lb']
    },
    {
      name: 'two load balancers that both fit',
      found: [balancer(beta, name), balancer(beta, earlyName, 'lb-2'), ...others],
      named: {},
      told: ['former/several lb', 'former/several lb-2']
    },
    {
      name: 'a load balancer that another cluster named early, in a cluster whose name begins alike',
      found: [balancer(early, formerLoadBalancerName('demo-eu', 'shop', 'web'))],
      named: {},
      told: ['former/name lb']
    },
    {
      name: 'early tags of a cluster of quite another name, which is not even told',
      found: [balancer(early, formerLoadBalancerName('live', 'shop', 'web')), targetGroup({ ...early, ...service })],
      named: {},
      told: []
    },
    {
      name: 'a target group that does not say for which Service it is',
      found: [balancer(beta, name), targetGroup(beta)],
      named: { lb },
      told: ['former/target-group tg']
    },
    {
      name: 'security groups on network interfaces, with either sort of tags',
      found: [
        balancer(beta, name),
        group(beta, `instance-${name}`),
        group({ ManagedBy: 'alb-ingress', Name: `instance-${name}` }, `instance-${name}`, 'sg-2')
      ],
      named: { lb },
      told: ['former/instance-group sg', 'former/instance-group sg-2']
    },
    {
      name: 'a security group of a beta that is named after no load balancer of ours',
      found: [group({ ManagedBy: 'alb-ingress', Name: 'other-1234' }, 'other-1234')],
      named: {},
      told: []
    }
  ])('$name', ({ found, named, told }) => {
    const identified = identify(found, [], 'demo')
    expect(names(identified)).toEqual(named)
    expect(codes(identified)).toEqual(told)
  })

  test('a load balancer that was named with a prefix of its own is taken over once that prefix is known', () => {
    const found = [balancer(beta, formerLoadBalancerName('acme', 'shop', 'web'))]
    expect(codes(identify(found, [], 'demo'))).toEqual(['former/name lb'])
    const identified = identify(found, [], 'demo', 'acme')
    expect(names(identified)).toEqual({ lb })
    expect(codes(identified)).toEqual([])
  })
})

test('half way through a takeover, what was not retagged yet is still recognised', () => {
  const retagged = balancer({ ...beta, ...today, 'ingress.k8s.aws/resource': 'LoadBalancer' }, name)
  const betaGroup = group({ ManagedBy: 'alb-ingress', Name: name }, name)
  const identified = identify([retagged, targetGroup({ ...beta, ...service }), betaGroup], [], 'demo')
  expect(names(identified)).toEqual({ lb, tg, sg })
})

test('of two target groups for one Service, the one that was not taken over yet is superseded, and goes', () => {
  const retagged = balancer({ ...beta, ...today, 'ingress.k8s.aws/resource': 'LoadBalancer' }, name)
  const made = targetGroup({ ...today, 'ingress.k8s.aws/resource': 'shop/web-api:80' }, 'k8s-x', 'a-new')
  const identified = identify([retagged, made, targetGroup({ ...beta, ...service })], [], 'demo')
  expect(names(identified)).toEqual({ lb, 'a-new': tg, tg: `${tg} superseded 1` })
})
