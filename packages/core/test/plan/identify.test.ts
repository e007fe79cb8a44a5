import { describe, expect, test } from 'vitest'
import { identify } from '../../src/plan/identify.js'
import type { FoundBinding } from '../../src/plan/identify-bindings.js'
import type { FoundResource } from '../../src/resources/found.js'
import { keyOf } from '../../src/resources/ref.js'
import type { ObservedState } from '../../src/resources/stack.js'

const current = { 'elbv2.k8s.aws/cluster': 'test', 'ingress.k8s.aws/stack': 'shop/web' }
const tagged = (id: string, tags: Readonly<Record<string, string>> = current) => ({
  ...tags,
  'ingress.k8s.aws/resource': id
})

const loadBalancer = (physicalId: string, given: Partial<FoundResource> = {}): FoundResource =>
  // A load balancer with other tags or fields is still one.
  ({
    kind: 'LoadBalancer',
    physicalId,
    tags: tagged('LoadBalancer'),
    spec: {},
    reported: {},
    ...given
  }) as FoundResource

const targetGroup = (physicalId: string, id = 'shop/web-a:80'): FoundResource => ({
  kind: 'TargetGroup',
  physicalId,
  tags: tagged(id),
  spec: {},
  reported: {}
})

const listener = (physicalId: string, owner: string, port: number): FoundResource => ({
  kind: 'Listener',
  physicalId,
  owner,
  tags: {},
  spec: { port, protocol: 'HTTP' },
  reported: {}
})

const rule = (
  physicalId: string,
  owner: string,
  priority: number,
  targetGroups: ReadonlyArray<string> = []
): FoundResource => ({
  kind: 'ListenerRule',
  physicalId,
  owner,
  tags: {},
  spec: {
    priority,
    actions: [{ type: 'forward', targetGroups: targetGroups.map((arn) => ({ targetGroup: arn })) }]
  },
  reported: {}
})

const binding = (name: string, targetGroupArn: string, labels: Readonly<Record<string, string>>): FoundBinding => ({
  namespace: 'shop',
  name,
  labels,
  spec: {
    targetGroup: targetGroupArn,
    targetType: 'ip',
    targetGroupProtocol: 'HTTP',
    serviceRef: { name: 'a', port: 80 },
    ipAddressType: 'ipv4',
    vpcId: 'vpc-1'
  }
})

const ours = { 'ingress.k8s.aws/stack-namespace': 'shop', 'ingress.k8s.aws/stack-name': 'web' }

const named = (state: ObservedState): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...state.stacks.values()].flatMap(({ resources }) => resources.map((each) => [each.physicalId, keyOf(each)]))
  )

const names = (found: ReadonlyArray<FoundResource>, bindings: ReadonlyArray<FoundBinding> = []) =>
  named(identify(found, bindings, 'test').state)

describe('whose it is', () => {
  test.each([
    { name: 'tags of today', tags: tagged('LoadBalancer'), expected: { lb: 'LoadBalancer shop/web LoadBalancer' } },
    {
      name: 'tags of the v1 controller',
      tags: tagged('LoadBalancer', { 'ingress.k8s.aws/cluster': 'test', 'ingress.k8s.aws/stack': 'shop/web' }),
      expected: { lb: 'LoadBalancer shop/web LoadBalancer' }
    },
    {
      name: 'what belongs to the cluster',
      tags: { 'elbv2.k8s.aws/cluster': 'test', 'elbv2.k8s.aws/resource': 'backend-sg' },
      expected: { lb: 'LoadBalancer *shared* backend-sg' }
    },
    {
      name: 'another cluster',
      tags: tagged('LoadBalancer', { ...current, 'elbv2.k8s.aws/cluster': 'other' }),
      expected: {}
    },
    {
      name: 'a Service’s load balancer',
      tags: { 'elbv2.k8s.aws/cluster': 'test', 'service.k8s.aws/stack': 'shop/web' },
      expected: {}
    },
    { name: 'no tags', tags: {}, expected: {} }
  ])('$name', ({ tags, expected }) => {
    expect(names([loadBalancer('lb', { tags })])).toEqual(expected)
  })

  test('a resource that does not say which one it is is reported, and not ours', () => {
    const { state, findings } = identify([loadBalancer('lb', { tags: current })], [], 'test')
    expect(state.stacks.size).toBe(0)
    expect(findings).toMatchObject([
      { code: 'resource/untagged', severity: 'warning', at: { object: { kind: 'LoadBalancer', name: 'lb' } } }
    ])
  })

  test('listeners are their ports, rules their numbers; those of foreign load balancers are foreign', () => {
    const found = [
      rule('r', 'l', 7),
      listener('l', 'lb', 443),
      loadBalancer('lb'),
      listener('foreign', 'lb-2', 443),
      rule('foreign-rule', 'foreign', 1)
    ]
    expect(names(found)).toEqual({
      lb: 'LoadBalancer shop/web LoadBalancer',
      l: 'Listener shop/web 443',
      r: 'ListenerRule shop/web 443:7'
    })
  })
})

describe('two of one name', () => {
  test('the target group that receives requests is current, whatever its ARN', () => {
    const found = [
      targetGroup('tg-1'),
      targetGroup('tg-2'),
      loadBalancer('lb'),
      listener('l', 'lb', 80),
      rule('r', 'l', 1, ['tg-2'])
    ]
    expect(names(found)).toMatchObject({
      'tg-2': 'TargetGroup shop/web shop/web-a:80',
      'tg-1': 'TargetGroup shop/web shop/web-a:80 superseded 1'
    })
  })

  test('requests outrank targets', () => {
    const found = [
      targetGroup('tg-1'),
      targetGroup('tg-2'),
      loadBalancer('lb'),
      listener('l', 'lb', 80),
      rule('r', 'l', 1, ['tg-2'])
    ]
    expect(names(found, [binding('b', 'tg-1', ours)])).toMatchObject({ 'tg-2': 'TargetGroup shop/web shop/web-a:80' })
  })

  test('of two that nobody names the lower id is current', () => {
    expect(names([targetGroup('tg-2'), targetGroup('tg-1'), targetGroup('tg-3')])).toEqual({
      'tg-1': 'TargetGroup shop/web shop/web-a:80',
      'tg-2': 'TargetGroup shop/web shop/web-a:80 superseded 1',
      'tg-3': 'TargetGroup shop/web shop/web-a:80 superseded 2'
    })
  })

  test('listeners and rules are superseded with their load balancer', () => {
    const found = [
      loadBalancer('lb-1'),
      loadBalancer('lb-2'),
      listener('l-1', 'lb-1', 80),
      listener('l-2', 'lb-2', 80),
      listener('l-3', 'lb-2', 443),
      rule('r-1', 'l-1', 1)
    ]
    expect(names(found)).toEqual({
      'lb-2': 'LoadBalancer shop/web LoadBalancer',
      'lb-1': 'LoadBalancer shop/web LoadBalancer superseded 1',
      'l-2': 'Listener shop/web 80',
      'l-3': 'Listener shop/web 443',
      'l-1': 'Listener shop/web 80 superseded 1',
      'r-1': 'ListenerRule shop/web 80:1 superseded 1'
    })
  })
})

describe('references', () => {
  test('ARNs of what is ours become references, the superseded ones too; other texts stay', () => {
    const found = [
      targetGroup('tg-1'),
      targetGroup('tg-2'),
      loadBalancer('lb'),
      listener('l', 'lb', 80),
      rule('r-1', 'l', 1, ['tg-2', 'elsewhere']),
      rule('r-2', 'l', 2, ['tg-2', 'tg-1'])
    ]
    const { resources = [] } = identify(found, [], 'test').state.stacks.get('shop/web') ?? {}
    const tg = { stack: 'shop/web', kind: 'TargetGroup', id: 'shop/web-a:80', output: 'arn' }
    expect(resources.find(({ physicalId }) => physicalId === 'r-1')?.spec).toMatchObject({
      listener: { kind: 'Listener', id: '80', output: 'arn' },
      actions: [{ targetGroups: [{ targetGroup: tg }, { targetGroup: 'elsewhere' }] }]
    })
    expect(resources.find(({ physicalId }) => physicalId === 'r-2')?.spec).toMatchObject({
      actions: [{ targetGroups: [{ targetGroup: tg }, { targetGroup: { ...tg, superseded: 1 } }] }]
    })
  })
})

describe('bindings', () => {
  test('belong to the stack of their labels, and are called after their target group', () => {
    const bindings = [binding('b-1', 'tg-1', ours), binding('b-2', 'tg-9', ours), binding('b-3', 'tg-1', { app: 'x' })]
    expect(names([targetGroup('tg-1')], bindings)).toEqual({
      'tg-1': 'TargetGroup shop/web shop/web-a:80',
      'shop/b-1': 'TargetGroupBinding shop/web shop/web-a:80',
      'shop/b-2': 'TargetGroupBinding shop/web tg-9'
    })
  })

  test('the binding of the current target group is the current one', () => {
    const found = [
      targetGroup('tg-1'),
      targetGroup('tg-2'),
      loadBalancer('lb'),
      listener('l', 'lb', 80),
      rule('r', 'l', 1, ['tg-2'])
    ]
    expect(names(found, [binding('a', 'tg-1', ours), binding('b', 'tg-2', ours)])).toMatchObject({
      'shop/b': 'TargetGroupBinding shop/web shop/web-a:80',
      'shop/a': 'TargetGroupBinding shop/web shop/web-a:80 superseded 1'
    })
  })
})
