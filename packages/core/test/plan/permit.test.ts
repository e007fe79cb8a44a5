import { describe, expect, test } from 'vitest'
import { diff } from '../../src/plan/diff.js'
import { order } from '../../src/plan/order.js'
import { knownBefore, outputKey } from '../../src/plan/outputs.js'
import { type Policy, permit, permitPlan } from '../../src/plan/permit.js'
import { predict } from '../../src/plan/predict.js'
import type { Step } from '../../src/plan/step.js'
import { observedOfShape, wanting } from '../../testing/plan-arbitraries.js'
import { type StackShape, stackOf } from '../../testing/plan-shapes.js'
import { observedLetters, stackOfLetters, told } from './letters.js'

const shape: StackShape = {
  id: 'shop/web',
  scheme: 'internal',
  idleTimeout: '60',
  team: undefined,
  inbound: undefined,
  subnets: ['subnet-1', 'subnet-2'],
  targetGroups: [{ service: 'a', targetType: 'instance', healthPath: '/', stickiness: undefined }],
  listeners: [{ port: 80, certificates: [], http2: undefined, rules: [] }],
  tagsListeners: true
}

const names = (steps: ReadonlyArray<Step>): ReadonlyArray<string> => steps.map(({ id }) => id.split(' ')[0] ?? '')

const rules = (policy: Policy, observed: string, desired: string) => {
  const there = observedLetters(observed)
  const { allowed, withheld } = permit(policy)(diff(wanting(stackOfLetters(desired)), there))
  return { allowed: told(allowed, there), withheld: told(withheld, there) }
}

describe('policies', () => {
  test.each<{ policy: Policy; allowed: ReadonlyArray<string>; withheld: ReadonlyArray<string> }>([
    {
      policy: 'sync',
      allowed: ['move A→1 D→50000', 'create X@2', 'retag A', 'delete D'],
      withheld: []
    },
    {
      policy: 'upsert-only',
      allowed: ['move A→1 D→50000', 'create X@2', 'retag A'],
      withheld: ['delete D']
    },
    // X needs the number that A has, and A may not be moved.
    {
      policy: 'create-only',
      allowed: [],
      withheld: ['move A→1 D→50000', 'create X@2', 'retag A', 'delete D']
    },
    {
      policy: 'observe',
      allowed: [],
      withheld: ['move A→1 D→50000', 'create X@2', 'retag A', 'delete D']
    }
  ])('$policy', ({ policy, allowed, withheld }) => {
    expect(rules(policy, 'D A B', 'A X B')).toEqual({ allowed, withheld })
  })

  test('create-only makes what finds room, and all that belongs to it', () => {
    expect(rules('create-only', 'A@1 B@5', 'A X B')).toEqual({ allowed: ['create X@2'], withheld: [] })
    const { allowed, withheld } = permit('create-only')(
      diff(wanting(stackOf(shape)), { stacks: new Map(), rulesPerLoadBalancer: 100 })
    )
    expect(names(allowed)).toContain('ModifyLoadBalancerAttributes')
    expect(withheld).toEqual([])
  })

  test('a load balancer that may not be deleted is not replaced', () => {
    const steps = diff(wanting(stackOf({ ...shape, scheme: 'internet-facing' })), observedOfShape(shape))
    const { allowed, withheld } = permit('upsert-only')(steps)
    expect(names(allowed)).toEqual([])
    expect(names(withheld)).toEqual([
      'CreateLoadBalancer',
      'ModifyLoadBalancerAttributes',
      'CreateListener',
      'DeleteLoadBalancer'
    ])
  })

  test('where the old one stays, its name still stands for the new one', () => {
    const after: StackShape = {
      ...shape,
      targetGroups: [{ service: 'a', targetType: 'ip', healthPath: '/', stickiness: undefined }]
    }
    const observed = observedOfShape(shape)
    const plan = order(permit('upsert-only')(diff(wanting(stackOf(after)), observed)).allowed, observed)
    const group = { stack: 'shop/web', kind: 'TargetGroup', id: 'shop/web-a:80' } as const
    expect(knownBefore(plan, observed).has(outputKey(group, 'arn'))).toBe(false)
    const left = predict(plan, observed).stacks.get('shop/web')?.resources ?? []
    expect(left.filter(({ kind }) => kind === 'TargetGroup').map(({ superseded }) => superseded)).toEqual([
      1,
      undefined
    ])
  })
})

test('of a plan whose order is its own, what waits for a withheld step is withheld with it, however far behind', () => {
  const step = (id: string, does: 'add' | 'remove'): Step => ({
    ...{ id, stack: 's', causes: [], on: 'aws' },
    call: {
      ...{ do: does, kind: 'TargetGroup', action: 'x', field: 'targets', elements: [] },
      subject: { stack: 's', kind: 'TargetGroup', id: 't', physicalId: 'arn' }
    }
  })
  const done: Step = {
    ...{ id: 'done', stack: 's', causes: [], on: 'kubernetes' },
    write: { write: 'bindingCheckpoint', object: { kind: 'TargetGroupBinding', name: 'b' }, checkpoint: 'c', at: 0 }
  }
  const steps = [step('come', 'add'), step('go', 'remove'), { ...done, id: 'told' }, done]
  const after = new Map([
    ['told', ['go']],
    ['done', ['told']]
  ])
  const idsOf = (policy: Policy) => permitPlan(policy)({ steps, after }).steps.map(({ id }) => id)
  expect(idsOf('sync')).toEqual(['come', 'go', 'told', 'done'])
  expect(idsOf('upsert-only')).toEqual(['come'])
  expect(idsOf('observe')).toEqual([])
})
