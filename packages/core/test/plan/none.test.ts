import { describe, expect, test } from 'vitest'
import type { DesiredState, StackGoal } from '../../src/plan/desired.js'
import { diff } from '../../src/plan/diff.js'
import { order } from '../../src/plan/order.js'
import type { Step } from '../../src/plan/step.js'
import type { KubernetesWrite } from '../../src/plan/write.js'
import { refTo } from '../../src/resources/ref.js'
import { observedOfShape, wanting } from '../../testing/plan-arbitraries.js'
import { type ListenerShape, type RuleShape, type StackShape, stackOf } from '../../testing/plan-shapes.js'

// What comes and goes: fields that AWS shows only where there is something, and specs that declare only what there shall be.

const shape: StackShape = {
  ...{ id: 'shop/web', scheme: 'internet-facing', idleTimeout: undefined, team: undefined, inbound: undefined },
  ...{ subnets: ['subnet-1', 'subnet-2'], targetGroups: [], listeners: [], tagsListeners: true }
}

const withRule = (rule: Partial<RuleShape>, listener: Partial<ListenerShape> = {}): StackShape => ({
  ...shape,
  listeners: [
    {
      ...{ port: 443, certificates: ['cert-1'], http2: undefined, ...listener },
      rules: [{ host: 'a.example', path: '/', services: [], weight: 1, ...rule }]
    }
  ]
})

const withClients = (clients: ListenerShape['clients'], path = '/'): StackShape => withRule({ path }, { clients })

const withControl = (controlPort: number | undefined): StackShape => ({
  ...shape,
  targetGroups: [{ service: 'a', targetType: 'ip', healthPath: '/', stickiness: undefined, controlPort }]
})

const steps = (before: StackShape, after: StackShape): ReadonlyArray<Step> => {
  const observed = observedOfShape(before)
  return order(diff(wanting(stackOf(after)), observed), observed).steps
}

/** The action of each step, and the fields that it changes or takes off. */
const told = (step: Step): string => {
  if (step.on !== 'aws') return step.write.write
  const { call } = step
  if (call.do === 'detach') return `${call.action} without ${call.value}`
  return call.do === 'modify' ? `${call.action} ${Object.keys(call.fields).join(' ')}` : call.action
}

describe('the plan from one to the other', () => {
  test.each<{ name: string; given: readonly [StackShape, StackShape]; expected: ReadonlyArray<string> }>([
    {
      name: 'adds transforms to a rule in place',
      given: [withRule({}), withRule({ rewrite: '/r' })],
      expected: ['ModifyRule transforms']
    },
    {
      name: 'takes the transforms of a rule away when nobody declares any',
      given: [withRule({ rewrite: '/r' }), withRule({})],
      expected: ['ModifyRule transforms']
    },
    {
      name: 'leaves a rule with the same transforms alone',
      given: [withRule({ rewrite: '/r' }), withRule({ rewrite: '/r' })],
      expected: []
    },
    {
      name: 'asks clients for certificates, with all that the call wants',
      given: [withClients(undefined), withClients('passthrough')],
      expected: ['ModifyListener protocol defaultActions sslPolicy mutualAuthentication defaultCertificate']
    },
    { name: 'does not switch off what is off', given: [withClients(undefined), withClients('off')], expected: [] },
    {
      name: 'does not touch what nobody declares',
      given: [withClients('verify'), withClients(undefined)],
      expected: []
    },
    {
      name: 'replaces a target group that gets a control port',
      given: [withControl(undefined), withControl(3000)],
      expected: ['CreateTargetGroup', 'createBinding', 'deleteBinding', 'DeleteTargetGroup']
    },
    {
      name: 'replaces a target group whose control port goes',
      given: [withControl(3000), withControl(undefined)],
      expected: ['CreateTargetGroup', 'createBinding', 'deleteBinding', 'DeleteTargetGroup']
    },
    {
      name: 'keeps a target group with the same control port',
      given: [withControl(3000), withControl(3000)],
      expected: []
    },
    {
      name: 'reserves capacity',
      given: [shape, { ...shape, capacity: 500 }],
      expected: ['ModifyCapacityReservation minimumCapacity']
    },
    {
      name: 'reserves no more where there is as much already',
      given: [
        { ...shape, capacity: 500 },
        { ...shape, capacity: 500 }
      ],
      expected: []
    },
    {
      name: 'gives capacity back',
      given: [
        { ...shape, capacity: 500 },
        { ...shape, capacity: 0 }
      ],
      expected: ['ModifyCapacityReservation minimumCapacity']
    },
    { name: 'gives nothing back where there is nothing', given: [shape, { ...shape, capacity: 0 }], expected: [] },
    { name: 'keeps capacity of which nobody speaks', given: [{ ...shape, capacity: 500 }, shape], expected: [] },
    {
      name: 'gives a load balancer a pool',
      given: [shape, { ...shape, pool: 'pool-1' }],
      expected: ['ModifyIpPools ipv4IpamPool']
    },
    {
      name: 'gives it another pool by one call',
      given: [
        { ...shape, pool: 'pool-1' },
        { ...shape, pool: 'pool-2' }
      ],
      expected: ['ModifyIpPools ipv4IpamPool']
    },
    {
      name: 'takes the pool away before the type of addresses changes',
      given: [
        { ...shape, pool: 'pool-1' },
        { ...shape, addresses: 'dualstack-without-public-ipv4' }
      ],
      expected: ['ModifyIpPools without pool-1', 'SetIpAddressType ipAddressType']
    },
    {
      name: 'gives it a pool after the type of addresses has changed',
      given: [
        { ...shape, addresses: 'dualstack-without-public-ipv4' },
        { ...shape, pool: 'pool-1' }
      ],
      expected: ['SetIpAddressType ipAddressType', 'ModifyIpPools ipv4IpamPool']
    }
  ])('$name', ({ given, expected }) => {
    expect(steps(...given).map(told)).toEqual(expected)
  })
})

test('a new load balancer is made with its pool, and a new rule with its transforms', () => {
  const nothing = { stacks: new Map(), rulesPerLoadBalancer: 100 }
  const after = { ...withRule({ rewrite: '/r' }), pool: 'pool-1' }
  const made = order(diff(wanting(stackOf(after)), nothing), nothing).steps
  expect(made.map(told).toSorted()).toEqual([
    'AddListenerCertificates',
    'CreateListener',
    'CreateLoadBalancer',
    'CreateRule'
  ])
})

describe('a step that AWS takes only once the load balancer is active', () => {
  const nothing = { stacks: new Map(), rulesPerLoadBalancer: 100 }
  const stack = stackOf({ ...withRule({}), capacity: 500 })
  const hostname = refTo({ stack: stack.id, kind: 'LoadBalancer', id: 'LoadBalancer' }, 'dnsName')
  const status: KubernetesWrite = {
    ...{ write: 'status', object: { kind: 'Ingress', namespace: 'shop', name: 'web' } },
    status: [{ hostname, ports: [443] }]
  }
  const goal: StackGoal = { goal: 'wanted', stack, claims: [], publishes: [status], releases: [] }
  const desired: DesiredState = { ...wanting(), stacks: new Map([[stack.id, goal]]) }
  const plan = order(diff(desired, nothing), nothing)
  const capacity = plan.steps.find((step) => told(step).startsWith('ModifyCapacityReservation'))

  test('comes after the load balancer is made', () => {
    expect(plan.after.get(capacity?.id ?? '')).toEqual(['CreateLoadBalancer shop/web LoadBalancer'])
  })

  test('is waited for by nobody, not even by the status of the Ingresses', () => {
    const waiting = [...plan.after].filter(([, before]) => before.includes(capacity?.id ?? '')).map(([id]) => id)
    expect(waiting).toEqual([])
    expect(plan.steps.map(told)).toContain('status')
  })
})
