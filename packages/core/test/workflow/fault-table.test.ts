import { describe, expect, test } from 'vitest'
import { type Fault, fault } from '../../src/facts/fault.js'
import type { Step } from '../../src/plan/step.js'
import type { KubernetesWrite } from '../../src/plan/write.js'
import { pauseBefore, type Response, responseTo } from '../../src/workflow/fault-table.js'

const about = { id: 'step', stack: 'shop/web', causes: [] }
const listener = { stack: 'shop/web', kind: 'Listener', id: '80', physicalId: 'arn:80' } as const
const object = { kind: 'Ingress', namespace: 'shop', name: 'web' }
const writing = (write: KubernetesWrite): Step => ({ ...about, on: 'kubernetes', write })

const steps = {
  deletion: {
    ...{ ...about, on: 'aws' },
    call: { do: 'delete', kind: 'Listener', action: 'DeleteListener', subject: listener }
  },
  change: {
    ...{ ...about, on: 'aws' },
    call: { do: 'modify', kind: 'Listener', action: 'ModifyListener', subject: listener, fields: {} }
  },
  deregistration: {
    ...{ ...about, on: 'aws' },
    call: {
      ...{ do: 'remove', kind: 'TargetGroup', action: 'DeregisterTargets', field: 'targets', elements: [] },
      subject: { stack: 'shop/web', kind: 'TargetGroup', id: 'web', physicalId: 'arn:web' }
    }
  },
  registration: {
    ...{ ...about, on: 'aws' },
    call: {
      ...{ do: 'add', kind: 'TargetGroup', action: 'RegisterTargets', field: 'targets' },
      elements: [{ id: 'i-1', port: 80 }],
      subject: { stack: 'shop/web', kind: 'TargetGroup', id: 'web', physicalId: 'arn:web' }
    }
  },
  podCondition: writing({
    ...{ write: 'podCondition', object: { kind: 'Pod', namespace: 'shop', name: 'web' }, uid: 'u' },
    condition: { type: 'gate', status: 'True', reason: '', message: '' }
  }),
  release: writing({ write: 'removeFinalizer', object, finalizer: 'ingress.k8s.aws/resources' }),
  claim: writing({ write: 'addFinalizer', object, finalizer: 'ingress.k8s.aws/resources' })
} as const satisfies Readonly<Record<string, Step>>

describe('what is done about a fault', () => {
  test.each<{
    name: string
    kind: Fault['kind']
    code?: string
    of: ReadonlyArray<keyof typeof steps>
    expected: Response
  }>([
    {
      name: 'a call that comes too fast is made again',
      kind: 'throttled',
      of: ['deletion', 'claim'],
      expected: 'again'
    },
    {
      name: 'a call that nobody answers is made again',
      kind: 'unavailable',
      of: ['change', 'release'],
      expected: 'again'
    },
    { name: 'what is gone need not be deleted', kind: 'missing', of: ['deletion', 'release'], expected: 'done' },
    {
      name: 'a target group that is gone has no targets to be taken out',
      ...{ kind: 'missing', code: 'TargetGroupNotFound', of: ['deregistration'], expected: 'done' }
    },
    {
      name: 'what is gone cannot be changed: the plan is old',
      kind: 'missing',
      of: ['change', 'claim'],
      expected: 'replan'
    },
    {
      name: 'a listener that was just made may show itself late',
      ...{ kind: 'missing', code: 'ListenerNotFound', of: ['change'], expected: 'again' }
    },
    {
      name: 'what is still used is let go soon',
      kind: 'conflict',
      code: 'ResourceInUse',
      of: ['deletion'],
      expected: 'again'
    },
    {
      name: 'a load balancer that is to be a target may not be active yet',
      ...{ kind: 'conflict', code: 'InvalidTarget', of: ['change'], expected: 'again' }
    },
    {
      name: 'a machine that AWS does not take holds back others, so that they are registered without it',
      ...{ kind: 'conflict', code: 'InvalidTarget', of: ['registration'], expected: 'replan' }
    },
    {
      name: 'a Pod that is gone waits for nothing',
      ...{ kind: 'missing', of: ['podCondition'], expected: 'done' }
    },
    {
      name: 'nor does one whose name is that of another now',
      ...{ kind: 'conflict', code: 'Conflict', of: ['podCondition'], expected: 'done' }
    },
    {
      name: 'what others still depend on is let go soon',
      ...{ kind: 'conflict', code: 'DependencyViolation', of: ['deletion'], expected: 'again' }
    },
    {
      name: 'a name that somebody else took makes the plan old',
      ...{ kind: 'conflict', code: 'DuplicateLoadBalancerName', of: ['change', 'claim'], expected: 'replan' }
    },
    { name: 'a missing right is for people to give', kind: 'denied', of: ['deletion', 'change'], expected: 'stop' },
    { name: 'a full quota is for people to raise', kind: 'limit', of: ['change'], expected: 'stop' },
    {
      name: 'a value that AWS refuses is for people to mend',
      kind: 'invalid',
      of: ['change', 'claim'],
      expected: 'stop'
    }
  ])('$name', ({ kind, code = 'Some', of, expected }) => {
    for (const step of of) expect(responseTo(fault(kind, code, 'Call', ''), steps[step]), step).toBe(expected)
  })
})

test('pauses double, up to two seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((repetition) => pauseBefore(repetition))).toEqual([
    100, 200, 400, 800, 1600, 2000, 2000
  ])
})
