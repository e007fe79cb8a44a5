import { describe, expect, test } from 'vitest'
import type { DesiredState, StackGoal } from '../../src/plan/desired.js'
import { diff } from '../../src/plan/diff.js'
import { foreignTags } from '../../src/plan/foreign-tags.js'
import { order } from '../../src/plan/order.js'
import { predict } from '../../src/plan/predict.js'
import type { Step } from '../../src/plan/step.js'
import type { KubernetesWrite } from '../../src/plan/write.js'
import { refTo } from '../../src/resources/ref.js'
import type { ObservedState } from '../../src/resources/stack.js'
import { observedFrom, observedOfShape, wanting } from '../../testing/plan-arbitraries.js'
import { type Found, foundOf } from '../../testing/plan-found.js'
import { type StackShape, stackOf } from '../../testing/plan-shapes.js'

const shape: StackShape = {
  id: 'shop/web',
  scheme: 'internal',
  idleTimeout: '60',
  team: undefined,
  inbound: ['10.0.0.0/8'],
  subnets: ['subnet-1', 'subnet-2'],
  targetGroups: [{ service: 'a', targetType: 'instance', healthPath: '/', stickiness: undefined }],
  listeners: [
    {
      port: 443,
      certificates: ['cert-1', 'cert-2'],
      http2: undefined,
      rules: [{ host: 'a.example', path: '/', services: ['a'], weight: 1 }]
    }
  ],
  tagsListeners: true
}

const [listener] = shape.listeners
const [targetGroup] = shape.targetGroups
if (listener === undefined || targetGroup === undefined) throw new Error('the shape has both')

const planned = (after: StackShape, observed: ObservedState = observedOfShape(shape)): ReadonlyArray<Step> =>
  order(diff(wanting(stackOf(after)), observed), observed).steps

const idsOf = (steps: ReadonlyArray<Step>): ReadonlyArray<string> => steps.map(({ id }) => id.replace('shop/web ', ''))

const sent = (steps: ReadonlyArray<Step>, id: string): unknown => {
  const step = steps.find((each) => each.id.replace('shop/web ', '') === id)
  if (step?.on !== 'aws') return step?.write
  const { call } = step
  switch (call.do) {
    case 'create':
      return call.spec
    case 'modify':
      return call.fields
    case 'add':
    case 'remove':
      return call.elements
    case 'tag':
    case 'untag':
      return call.tags
    default:
      return undefined
  }
}

/** What was found, after somebody changed it by hand. */
const tampered = (change: (each: Found['found'][number]) => unknown): ObservedState => {
  const all = foundOf(stackOf(shape))
  return observedFrom({ ...all, found: all.found.map(change) } as Found)
}

describe('one small change at a time', () => {
  test.each<{ name: string; after: StackShape; expected: ReadonlyArray<string> }>([
    { name: 'nothing', after: shape, expected: [] },
    {
      name: 'an attribute',
      after: { ...shape, idleTimeout: '120' },
      expected: ['ModifyLoadBalancerAttributes LoadBalancer']
    },
    {
      name: 'an attribute that nobody declares any more keeps its value',
      after: { ...shape, idleTimeout: undefined },
      expected: []
    },
    {
      name: 'another default certificate: the set of certificates stays',
      after: { ...shape, listeners: [{ ...listener, certificates: ['cert-2', 'cert-1'] }] },
      expected: ['ModifyListener 443']
    },
    {
      name: 'another second certificate: one call each, additions first',
      after: { ...shape, listeners: [{ ...listener, certificates: ['cert-1', 'cert-3'] }] },
      expected: ['AddListenerCertificates 443 certificates 1', 'RemoveListenerCertificates 443 certificates 1']
    },
    {
      name: 'a listener without TLS loses neither policy nor certificates by name: AWS drops them',
      after: { ...shape, listeners: [{ ...listener, certificates: [] }] },
      expected: ['ModifyListener 443']
    },
    {
      name: 'other ranges: all permissions travel in two calls',
      after: { ...shape, inbound: ['0.0.0.0/0', '192.168.0.0/16'] },
      expected: [
        'AuthorizeSecurityGroupIngress ManagedLBSecurityGroup ingress 1',
        'RevokeSecurityGroupIngress ManagedLBSecurityGroup ingress 1'
      ]
    },
    {
      name: 'a security group of the user: ours goes when the load balancer has let go',
      after: { ...shape, inbound: undefined },
      expected: ['SetSecurityGroups LoadBalancer', 'DeleteSecurityGroup ManagedLBSecurityGroup']
    },
    { name: 'subnets', after: { ...shape, subnets: ['subnet-1', 'subnet-3'] }, expected: ['SetSubnets LoadBalancer'] },
    { name: 'the order of subnets says nothing', after: { ...shape, subnets: ['subnet-2', 'subnet-1'] }, expected: [] },
    {
      name: 'a health check',
      after: { ...shape, targetGroups: [{ ...targetGroup, healthPath: '/hz' }] },
      expected: ['ModifyTargetGroup shop/web-a:80']
    },
    {
      name: 'another port is another listener',
      after: { ...shape, listeners: [{ ...listener, port: 8443 }] },
      expected: [
        'CreateListener 8443',
        'AddListenerCertificates 8443 certificates 1',
        'AddListenerCertificates 8443 certificates 2',
        'CreateRule 8443:1',
        'DeleteListener 443'
      ]
    },
    {
      name: 'another scheme: the load balancer is deleted first, target groups stay',
      after: { ...shape, scheme: 'internet-facing' },
      expected: [
        'DeleteLoadBalancer LoadBalancer superseded 1',
        'CreateLoadBalancer LoadBalancer',
        'ModifyLoadBalancerAttributes LoadBalancer',
        'CreateListener 443',
        'AddListenerCertificates 443 certificates 1',
        'AddListenerCertificates 443 certificates 2',
        'CreateRule 443:1'
      ]
    },
    {
      name: 'another target type: a new target group is made, the rule turns to it, the old one goes with its binding',
      after: { ...shape, targetGroups: [{ ...targetGroup, targetType: 'ip' }] },
      expected: [
        'CreateTargetGroup shop/web-a:80',
        'CreateTargetGroupBinding shop/web-a:80',
        'ModifyRule 443:1',
        'DeleteTargetGroupBinding shop/web-a:80 superseded 1',
        'DeleteTargetGroup shop/web-a:80 superseded 1'
      ]
    },
    {
      name: 'a tag on everything: resources of one service share a call',
      after: { ...shape, team: 'red' },
      expected: ['CreateTags ManagedLBSecurityGroup SecurityGroup', 'AddTags LoadBalancer LoadBalancer']
    },
    {
      name: 'no tags on listeners and rules: those that are there are left alone',
      after: { ...shape, tagsListeners: false },
      expected: []
    }
  ])('$name', ({ after, expected }) => {
    expect(idsOf(planned(after))).toEqual(expected)
  })
})

describe('what is sent', () => {
  test('of attributes only the keys that differ', () => {
    const steps = planned({ ...shape, idleTimeout: '120' })
    expect(sent(steps, 'ModifyLoadBalancerAttributes LoadBalancer')).toEqual({
      attributes: { 'idle_timeout.timeout_seconds': '120' }
    })
  })

  test('of a listener all that its call takes, whatever differs', () => {
    const steps = planned({ ...shape, listeners: [{ ...listener, certificates: ['cert-2', 'cert-1'] }] })
    expect(Object.keys(sent(steps, 'ModifyListener 443') as object)).toEqual([
      'protocol',
      'defaultActions',
      'sslPolicy',
      'defaultCertificate'
    ])
  })

  test('a replacement takes another name where its own is still in use', () => {
    const steps = planned({ ...shape, targetGroups: [{ ...targetGroup, targetType: 'ip' }] })
    expect(sent(steps, 'CreateTargetGroup shop/web-a:80')).toMatchObject({
      name: expect.stringMatching(/^k8s-shop-web-a-[0-9a-f]{8}$/)
    })
    expect(sent(steps, 'CreateTargetGroupBinding shop/web-a:80')).toMatchObject({
      object: { namespace: 'shop', name: expect.stringMatching(/^k8s-shop-web-a-[0-9a-f]{8}$/) }
    })
  })

  test.each<{ name: string; after: StackShape; expected: string }>([
    {
      name: 'a rule follows a target group that is made anew, and says so',
      after: { ...shape, targetGroups: [{ ...targetGroup, targetType: 'ip' }] },
      expected: 'refersToReplaced'
    },
    {
      name: 'a rule that gains a new target group has changed, as nothing is made anew',
      after: {
        ...shape,
        targetGroups: [targetGroup, { ...targetGroup, service: 'b' }],
        listeners: [{ ...listener, rules: [{ host: 'a.example', path: '/', services: ['a', 'b'], weight: 1 }] }]
      },
      expected: 'changed'
    }
  ])('$name', ({ after, expected }) => {
    const causes = planned(after)
      .filter(({ id }) => id.startsWith('ModifyRule'))
      .flatMap((step) => step.causes)
    expect(causes.map(({ because }) => because)).toEqual([expected])
  })

  test('a replacement says which field asked for it', () => {
    const [step] = planned({ ...shape, scheme: 'internet-facing' }).filter(({ id }) => id.startsWith('CreateLoad'))
    expect(step?.causes).toEqual([
      { because: 'replaced', field: 'scheme', observed: 'internal', desired: 'internet-facing' }
    ])
  })

  test('tags go to at most 20 resources in one call', () => {
    const rules = Array.from({ length: 45 }, (_, i) => ({
      host: `h${i}.example`,
      path: '/',
      services: ['a'],
      weight: 1
    }))
    const many = { ...shape, listeners: [{ ...listener, rules }] }
    const calls = planned({ ...many, team: 'red' }, observedOfShape(many)).flatMap((step) =>
      step.on === 'aws' && step.call.do === 'tag' ? [step.call.subjects.length] : []
    )
    expect(calls.sort()).toEqual([1, 20, 20, 7])
  })
})

describe('what others did by hand', () => {
  test('a tag of theirs is removed', () => {
    const observed = tampered((each) =>
      each.kind === 'LoadBalancer' ? { ...each, tags: { ...each.tags, owner: 'bob' } } : each
    )
    const steps = planned(shape, observed)
    expect(idsOf(steps)).toEqual(['RemoveTags LoadBalancer LoadBalancer'])
    expect(sent(steps, 'RemoveTags LoadBalancer LoadBalancer')).toEqual({ owner: 'bob' })
  })

  test.each(['aws:cloudformation:stack-name', 'ingress.k8s.aws/cluster', 'kubernetes.io/cluster/test', 'theirs'])(
    'the tag %s is nobody’s business',
    (key) => {
      const observed = tampered((each) =>
        each.kind === 'LoadBalancer' ? { ...each, tags: { ...each.tags, [key]: 'x' } } : each
      )
      const desired = { ...wanting(stackOf(shape)), foreignTags: foreignTags('test', new Set(['theirs'])) }
      expect(diff(desired, observed)).toEqual([])
    }
  )

  test('a foreign key is not set either, not even on what is new', () => {
    const foreign = foreignTags('test', new Set(['team']))
    const desired = { ...wanting(stackOf({ ...shape, team: 'red' })), foreignTags: foreign }
    expect(diff(desired, observedOfShape(shape))).toEqual([])
    const created = diff(desired, { stacks: new Map(), rulesPerLoadBalancer: 100 })
    expect(JSON.stringify(created)).not.toContain('"team"')
  })

  test('a permission of theirs is revoked', () => {
    const theirs = { protocol: 'tcp', fromPort: 22, toPort: 22, source: { cidr: '0.0.0.0/0' } } as const
    const observed = tampered((each) =>
      each.kind === 'SecurityGroup'
        ? { ...each, spec: { ...each.spec, ingress: [...(each.spec.ingress ?? []), theirs] } }
        : each
    )
    const steps = planned(shape, observed)
    expect(idsOf(steps)).toEqual(['RevokeSecurityGroupIngress ManagedLBSecurityGroup ingress 1'])
    expect(sent(steps, 'RevokeSecurityGroupIngress ManagedLBSecurityGroup ingress 1')).toEqual([theirs])
  })

  test('a load balancer under another name is taken over', () => {
    const observed = tampered((each) =>
      each.kind === 'LoadBalancer' ? { ...each, spec: { ...each.spec, name: 'made-by-others' } } : each
    )
    expect(planned(shape, observed)).toEqual([])
  })

  test('labels of a binding are exact, and it keeps its name', () => {
    const all = foundOf(stackOf(shape))
    const bindings = all.bindings.map((each) => ({ ...each, name: 'other', labels: { ...each.labels, x: 'y' } }))
    const steps = planned(shape, observedFrom({ ...all, bindings }))
    expect(idsOf(steps)).toEqual(['PatchTargetGroupBinding shop/web-a:80'])
    expect(sent(steps, 'PatchTargetGroupBinding shop/web-a:80')).toMatchObject({
      object: { namespace: 'shop', name: 'other' },
      labels: all.bindings[0]?.labels
    })
  })

  test('a binding whose target group is gone is deleted before its successor is made', () => {
    const all = foundOf(stackOf(shape))
    const observed = observedFrom({ ...all, found: all.found.filter(({ kind }) => kind !== 'TargetGroup') })
    const names = idsOf(planned(shape, observed)).map((id) => id.split(' ')[0])
    expect(names).toContain('DeleteTargetGroupBinding')
    expect(names).toContain('CreateTargetGroup')
    expect(names).toContain('CreateTargetGroupBinding')
    expect(names).toContain('ModifyRule')
  })
})

describe('after a crash', () => {
  test('the newer of two load balancers is taken on with its listeners and rules', () => {
    const after: StackShape = { ...shape, scheme: 'internet-facing' }
    const newer = foundOf(stackOf({ ...after, targetGroups: [] }), '-2')
    const names = newer.found.filter(({ kind }) => kind !== 'SecurityGroup')
    const observed = observedFrom(foundOf(stackOf(shape)), { ...newer, found: names, bindings: [] })
    const ids = idsOf(planned(after, observed))
    expect(ids).toContain('DeleteLoadBalancer LoadBalancer superseded 1')
    expect(ids.filter((id) => /Create|DeleteListener|DeleteRule/.test(id))).toEqual([])
  })

  const ipShape: StackShape = { ...shape, targetGroups: [{ ...targetGroup, targetType: 'ip' }] }

  test('the newer of two target groups is taken on instead of a third', () => {
    const newer = foundOf(stackOf(ipShape), '-2')
    const observed = observedFrom(foundOf(stackOf(shape)), {
      ...newer,
      bindings: [],
      found: newer.found.filter(({ kind }) => kind === 'TargetGroup')
    })
    expect(idsOf(planned(ipShape, observed))).toEqual([
      'CreateTargetGroupBinding shop/web-a:80',
      'ModifyRule 443:1',
      'DeleteTargetGroupBinding shop/web-a:80 superseded 1',
      'DeleteTargetGroup shop/web-a:80 superseded 1'
    ])
  })
})

const ingress = { kind: 'Ingress', namespace: 'shop', name: 'web' }
const release: KubernetesWrite = { write: 'removeFinalizer', object: ingress, finalizer: 'f' }
const claim: KubernetesWrite = { write: 'addFinalizer', object: ingress, finalizer: 'f' }

const aiming = (goal: StackGoal): DesiredState => ({ ...wanting(), stacks: new Map([[shape.id, goal]]) })
const write = (steps: ReadonlyArray<Step>): ReadonlyArray<string> =>
  steps.filter(({ on }) => on === 'kubernetes').map(({ id }) => id)

describe('what is written to Kubernetes', () => {
  const dnsName = 'K8s-Shop.Elb.Amazonaws.Com'
  const hostname = refTo({ stack: shape.id, kind: 'LoadBalancer', id: 'LoadBalancer' }, 'dnsName')
  const known = tampered((each) => (each.kind === 'LoadBalancer' ? { ...each, reported: { dnsName } } : each))
  const status = (shown: ReadonlyArray<{ hostname: string; ports: ReadonlyArray<number> }>): KubernetesWrite => ({
    write: 'status',
    object: ingress,
    status: [{ hostname, ports: [443] }],
    shown
  })
  const publishing = (each: KubernetesWrite, after: StackShape = shape): DesiredState =>
    aiming({ goal: 'wanted', stack: stackOf(after), claims: [], publishes: [each], releases: [] })

  test.each([
    {
      name: 'a status that shows the name in lower case is left alone',
      shown: [{ hostname: dnsName.toLowerCase(), ports: [443] }],
      expected: 0
    },
    { name: 'a status that shows nothing is published', shown: [], expected: 1 },
    {
      name: 'a status with other ports is published',
      shown: [{ hostname: dnsName.toLowerCase(), ports: [80] }],
      expected: 1
    }
  ])('$name', ({ shown, expected }) => {
    expect(diff(publishing(status(shown)), known).length).toBe(expected)
  })

  test('a status of two host names is published as long as one of them is not known', () => {
    const front = refTo({ stack: shape.id, kind: 'LoadBalancer', id: 'FrontendNlb' }, 'dnsName')
    const inFront = (name: typeof hostname | string, shown: string): KubernetesWrite => ({
      write: 'status',
      object: ingress,
      status: [
        { hostname, ports: [443] },
        { hostname: name, ports: [] }
      ],
      shown: [
        { hostname: dnsName.toLowerCase(), ports: [443] },
        { hostname: shown, ports: [] }
      ]
    })
    const steps = (each: KubernetesWrite) => diff(publishing(each), known).length
    expect(steps(inFront('Front.Example', 'front.example'))).toBe(0)
    expect(steps(inFront('front.example', 'other.example'))).toBe(1)
    expect(steps(inFront(front, 'front.example'))).toBe(1)
  })

  test('a load balancer that is replaced will have another name, so the status is published last', () => {
    const shown = [{ hostname: dnsName.toLowerCase(), ports: [443] }]
    const steps = order(diff(publishing(status(shown), { ...shape, scheme: 'internet-facing' }), known), known).steps
    expect(steps.at(-1)?.id).toBe('status shop/web Ingress shop/web')
  })

  test('finalizers go on first and come off last', () => {
    const nothing: ObservedState = { stacks: new Map(), rulesPerLoadBalancer: 100 }
    const goal: StackGoal = {
      goal: 'wanted',
      stack: stackOf(shape),
      claims: [claim],
      publishes: [],
      releases: [release]
    }
    const plan = order(diff(aiming(goal), nothing), nothing)
    const first = plan.steps[0]?.id ?? ''
    expect(first).toBe('addFinalizer shop/web Ingress shop/web f')
    expect(plan.steps.at(-1)?.id).toBe('removeFinalizer shop/web Ingress shop/web f')
    expect(plan.steps.filter(({ id }) => id !== first && (plan.after.get(id) ?? []).length === 0)).toEqual([])
  })
})

describe('stacks that are not wanted', () => {
  test('protection is taken off a load balancer that leaves, where it is known to be on', () => {
    const all = foundOf(stackOf(shape))
    const arn = all.found.find(({ kind }) => kind === 'LoadBalancer')?.physicalId ?? ''
    const value = { 'deletion_protection.enabled': 'true' }
    const details = [...all.details, { kind: 'LoadBalancer' as const, physicalId: arn, field: 'attributes', value }]
    const observed = observedFrom({ ...all, details })
    const plan = order(diff(aiming({ goal: 'leaving', releases: [release] }), observed), observed)
    expect(idsOf(plan.steps)).toEqual([
      'ModifyLoadBalancerAttributes LoadBalancer',
      'DeleteLoadBalancer LoadBalancer',
      'DeleteTargetGroupBinding shop/web-a:80',
      'DeleteTargetGroup shop/web-a:80',
      'DeleteSecurityGroup ManagedLBSecurityGroup',
      'removeFinalizer Ingress shop/web f'
    ])
    const [, ...withoutModify] = plan.steps
    const left = predict({ ...plan, steps: withoutModify }, observed).stacks.get('shop/web')?.resources
    expect(left?.map(({ kind }) => kind)).toContain('LoadBalancer')
  })

  test('a frozen stack stays as it is; an Ingress is released when no rule names its target groups', () => {
    const frozen = aiming({ goal: 'frozen', releases: [release] })
    expect(write(diff(frozen, observedOfShape(shape)))).toEqual([])
    const others = observedOfShape({ ...shape, listeners: [{ ...listener, rules: [] }] })
    expect(diff(frozen, others).map(({ id }) => id)).toEqual(['removeFinalizer shop/web Ingress shop/web f'])
  })
})
