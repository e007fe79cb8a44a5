import { describe, expect, test } from 'vitest'
import type { Cause } from '../../src/plan/step.js'
import type { KubernetesWrite } from '../../src/plan/write.js'
import { publishSteps, releaseSteps } from '../../src/plan/write-steps.js'
import { keyOf, type Ref, refTo } from '../../src/resources/ref.js'
import type { ObservedResource } from '../../src/resources/stack.js'

const balancer = { stack: 'shop/web', kind: 'LoadBalancer', id: 'LoadBalancer' } as const
const hostname: Ref = refTo(balancer, 'dnsName')
const there: ObservedResource = {
  ...balancer,
  physicalId: 'arn:lb',
  spec: {},
  reported: { dnsName: 'Shop.elb.example', state: 'active' }
}
const observed = new Map([[keyOf(balancer), there]])

type Shown = ReadonlyArray<{ readonly hostname: string; readonly ports: ReadonlyArray<number> }>

const showing = (shown: Shown): KubernetesWrite => ({
  write: 'status',
  object: { kind: 'Ingress', namespace: 'shop', name: 'web' },
  status: [{ hostname, ports: [80, 443] }],
  shown
})

test.each<{
  name: string
  shown: Shown
  created: boolean
  expected: ReadonlyArray<unknown>
}>([
  {
    name: 'a status that shows what it should is not published again',
    shown: [{ hostname: 'shop.elb.example', ports: [80, 443] }],
    created: false,
    expected: []
  },
  {
    name: 'a host name that is known is told by itself, so that only the ports differ',
    shown: [{ hostname: 'shop.elb.example', ports: [80] }],
    created: false,
    expected: [[{ hostname: 'shop.elb.example', ports: [80, 443] }]]
  },
  {
    name: 'a host name that nobody can know yet is told by its load balancer',
    shown: [{ hostname: 'shop.elb.example', ports: [80] }],
    created: true,
    expected: [[{ hostname, ports: [80, 443] }]]
  }
])('$name', ({ shown, created, expected }) => {
  const absent: Cause = { because: 'absent' }
  const made = new Map(created ? [[keyOf(balancer), absent]] : [])
  const steps = publishSteps('shop/web', [showing(shown)], observed, made)
  expect(steps.flatMap(({ causes }) => causes.map(({ desired }) => desired))).toEqual(expected)
})

describe('the status of an Ingress that is left to itself', () => {
  const object = { kind: 'Ingress', namespace: 'shop', name: 'web' }
  test.each<{ name: string; shown: Shown; expected: ReadonlyArray<string> }>([
    {
      name: 'is emptied where it shows a load balancer of the stack',
      shown: [{ hostname: 'shop.elb.example', ports: [80] }],
      expected: ['status', 'removeFinalizer']
    },
    {
      name: 'is what somebody else wrote there',
      shown: [{ hostname: 'theirs.example.com', ports: [] }],
      expected: ['removeFinalizer']
    },
    {
      name: 'stays where somebody else has added to it',
      shown: [
        { hostname: 'shop.elb.example', ports: [80] },
        { hostname: 'theirs.example.com', ports: [] }
      ],
      expected: ['removeFinalizer']
    }
  ])('$name', ({ shown, expected }) => {
    const writes: ReadonlyArray<KubernetesWrite> = [
      { write: 'status', object, status: [], shown },
      { write: 'removeFinalizer', object, finalizer: 'ingress.k8s.aws/resources' }
    ]
    expect(releaseSteps('shop/web', writes, [there]).map(({ id }) => id.split(' ')[0])).toEqual(expected)
  })
})
