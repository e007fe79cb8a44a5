import { describe, expect, test } from 'vitest'
import { diff } from '../../src/plan/diff.js'
import { order } from '../../src/plan/order.js'
import { predict } from '../../src/plan/predict.js'
import type { Plan, Step } from '../../src/plan/step.js'
import { refTo } from '../../src/resources/ref.js'
import type { ObservedState } from '../../src/resources/stack.js'
import { observedFrom, wanting } from '../../testing/plan-arbitraries.js'
import { foundOf } from '../../testing/plan-found.js'
import { type StackShape, stackOf } from '../../testing/plan-shapes.js'
import { observedLetters, stackOfLetters } from './letters.js'

const nothing: ObservedState = { stacks: new Map(), rulesPerLoadBalancer: 100 }

const waitsFor = (plan: Plan, id: string): ReadonlyArray<string> => plan.after.get(id) ?? []

describe('makes room', () => {
  test('a name of a load balancer is free when the other stack has let go of it', () => {
    const there = observedLetters('')
    const wanted = stackOfLetters('')
    const other = {
      id: 'shop/other',
      resources: wanted.resources
        .filter(({ kind }) => kind === 'LoadBalancer')
        .map((resource) => ({ ...resource, stack: 'shop/other' }))
    }
    const desired = {
      ...wanting(other),
      stacks: new Map([...wanting(other).stacks, ['shop/web', { goal: 'leaving', releases: [] }] as const])
    }
    const plan = order(diff(desired, there), there)
    expect(plan.steps.map(({ id }) => id)).toEqual([
      'DeleteLoadBalancer shop/web LoadBalancer',
      'CreateLoadBalancer shop/other LoadBalancer'
    ])
    expect(waitsFor(plan, 'CreateLoadBalancer shop/other LoadBalancer')).toEqual([
      'DeleteLoadBalancer shop/web LoadBalancer'
    ])
  })

  test('on a full load balancer each rule too many waits for a deletion of its own', () => {
    // Nothing pairs up: what is new stands behind A, what goes stands before it.
    const there = { ...observedLetters('D E F A@4'), rulesPerLoadBalancer: 5 }
    const plan = order(diff(wanting(stackOfLetters('A X Y Z')), there), there)
    const waiting = plan.steps
      .filter(({ id }) => id.startsWith('CreateRule'))
      .map(({ id }) => waitsFor(plan, id).filter((earlier) => earlier.startsWith('DeleteRule')).length)
    expect(waiting.reduce((sum, count) => sum + count, 0)).toBe(
      plan.steps.filter(({ id }) => id.startsWith('CreateRule')).length - 1
    )
  })

  test('a rule waits for the call that moves another off its number', () => {
    const there = observedLetters('A B')
    const plan = order(diff(wanting(stackOfLetters('A X B')), there), there)
    expect(waitsFor(plan, 'CreateRule shop/web 80:2')).toEqual(['SetRulePriorities shop/web 80'])
  })
})

describe('within one resource', () => {
  const shape: StackShape = {
    id: 'shop/web',
    scheme: 'internal',
    idleTimeout: undefined,
    team: 'red',
    inbound: ['10.0.0.0/8'],
    subnets: ['subnet-1', 'subnet-2'],
    targetGroups: [],
    listeners: [],
    tagsListeners: true
  }
  const planned = (after: StackShape): Plan => {
    const all = foundOf(stackOf(shape))
    const tags = { theirs: 'x' }
    const observed = observedFrom({
      ...all,
      found: all.found.map((each) => ({ ...each, tags: { ...each.tags, ...tags } }))
    })
    return order(diff(wanting(stackOf(after)), observed), observed)
  }

  test('additions come before removals', () => {
    const plan = planned({ ...shape, inbound: ['0.0.0.0/0'] })
    expect(waitsFor(plan, 'RevokeSecurityGroupIngress shop/web ManagedLBSecurityGroup ingress 1')).toEqual([
      'AuthorizeSecurityGroupIngress shop/web ManagedLBSecurityGroup ingress 1'
    ])
  })

  test('tags are added before others are removed, and wait for nothing else', () => {
    const plan = planned({ ...shape, team: 'blue', subnets: ['subnet-1', 'subnet-3'] })
    expect(waitsFor(plan, 'RemoveTags shop/web LoadBalancer LoadBalancer')).toEqual([
      'AddTags shop/web LoadBalancer LoadBalancer'
    ])
    expect(waitsFor(plan, 'SetSubnets shop/web LoadBalancer')).toEqual([])
  })

  test('what is made before it is broken waits all the same where it needs the old one’s name', () => {
    const group = { stack: 'shop/web', kind: 'TargetGroup', id: 'a' } as const
    const there = { ...group, physicalId: 'arn-1', spec: { name: 'same' }, reported: {} }
    const observed: ObservedState = {
      ...nothing,
      stacks: new Map([['shop/web', { id: 'shop/web', resources: [there] }]])
    }
    const cause = { stack: 'shop/web', causes: [{ because: 'replaced' }], on: 'aws' } as const
    const steps: ReadonlyArray<Step> = [
      {
        id: 'make',
        ...cause,
        call: { do: 'create', kind: 'TargetGroup', action: 'CreateTargetGroup', subject: group, spec: { name: 'same' } }
      },
      {
        id: 'break',
        ...cause,
        call: {
          do: 'delete',
          kind: 'TargetGroup',
          action: 'DeleteTargetGroup',
          subject: { ...group, superseded: 1, physicalId: 'arn-1' }
        }
      }
    ]
    expect(order(steps, observed).steps.map(({ id }) => id)).toEqual(['break', 'make'])
  })
})

describe('a circle', () => {
  const group = (id: string, other: string): Step => ({
    id: `CreateSecurityGroup shop/web ${id}`,
    stack: 'shop/web',
    causes: [{ because: 'absent' }],
    on: 'aws',
    call: {
      do: 'create',
      kind: 'SecurityGroup',
      action: 'CreateSecurityGroup',
      subject: { stack: 'shop/web', kind: 'SecurityGroup', id },
      spec: {
        groupName: id,
        ingress: [
          {
            protocol: 'tcp',
            fromPort: 80,
            toPort: 80,
            source: { securityGroup: refTo({ stack: 'shop/web', kind: 'SecurityGroup', id: other }, 'groupId') }
          }
        ]
      }
    }
  })

  test('is a defect that names its steps', () => {
    expect(() => order([group('a', 'b'), group('b', 'a')], nothing)).toThrow(
      'CreateSecurityGroup shop/web a → CreateSecurityGroup shop/web b → CreateSecurityGroup shop/web a'
    )
  })
})

describe('big plans', () => {
  const services = Array.from({ length: 2500 }, (_, i) => `s${i}`)
  const shape = (targetType: 'ip' | 'instance'): StackShape => ({
    id: 'shop/web',
    scheme: 'internal',
    idleTimeout: '60',
    team: undefined,
    inbound: undefined,
    subnets: ['subnet-1', 'subnet-2'],
    targetGroups: services.map((service) => ({ service, targetType, healthPath: '/', stickiness: undefined })),
    listeners: [
      {
        port: 80,
        certificates: [],
        http2: undefined,
        rules: services.map((service) => ({ host: `${service}.example`, path: '/', services: [service], weight: 1 }))
      }
    ],
    tagsListeners: true
  })

  // Counted, not timed: a busy machine must not fail a test.
  test('ten thousand steps have few edges each', () => {
    const observed = observedFrom(foundOf(stackOf(shape('ip'))))
    const plan = order(diff(wanting(stackOf(shape('instance'))), observed), observed)
    const edges = [...plan.after.values()].reduce((sum, { length }) => sum + length, 0)
    expect(plan.steps.length).toBeGreaterThan(10_000)
    expect(edges).toBeLessThan(3 * plan.steps.length)
    expect(predict(plan, observed).stacks.get('shop/web')?.resources.length).toBe(
      observed.stacks.get('shop/web')?.resources.length
    )
  })
})
