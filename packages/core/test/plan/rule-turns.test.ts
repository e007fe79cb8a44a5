import { describe, expect, test } from 'vitest'
import { order } from '../../src/plan/order.js'
import type { Step } from '../../src/plan/step.js'
import { refTo } from '../../src/resources/ref.js'
import type { ObservedResource, ObservedState } from '../../src/resources/stack.js'

// Rules are their number and the path that they are for: `2 /a/*`.

const stack = 'shop/web'
const balancer = { stack, kind: 'LoadBalancer', id: 'LoadBalancer' } as const
const listener = { stack, kind: 'Listener', id: '80' } as const

const parsed = (rule: string) => {
  const [number = '', path = ''] = rule.split(' ')
  return { number: Number(number), conditions: [{ field: 'path-pattern', values: [path] }] } as const
}

const ruleOf = (rule: string) => {
  const { number } = parsed(rule)
  return { stack, kind: 'ListenerRule', id: `80:${number}`, physicalId: `arn:${number}` } as const
}

const having = (...rules: ReadonlyArray<string>): ObservedState => {
  const resources: ReadonlyArray<ObservedResource> = [
    { ...balancer, physicalId: 'arn:lb', spec: {}, reported: {} },
    { ...listener, physicalId: 'arn:80', spec: { loadBalancer: refTo(balancer, 'arn') }, reported: {} },
    ...rules.map((rule): ObservedResource => {
      const { number: priority, conditions } = parsed(rule)
      return { ...ruleOf(rule), spec: { listener: refTo(listener, 'arn'), priority, conditions }, reported: {} }
    })
  ]
  return { stacks: new Map([[stack, { id: stack, resources }]]), rulesPerLoadBalancer: 100 }
}

const about = { stack, causes: [], on: 'aws' } as const

const creating = (rule: string): Step => {
  const { number: priority, conditions } = parsed(rule)
  const { physicalId: _, ...subject } = ruleOf(rule)
  const spec = { listener: refTo(listener, 'arn'), priority, conditions, actions: [] }
  return {
    ...about,
    id: `create ${rule}`,
    call: { do: 'create', kind: 'ListenerRule', action: 'CreateRule', subject, spec }
  }
}
const deleting = (rule: string): Step => ({
  ...{ ...about, id: `delete ${rule}` },
  call: { do: 'delete', kind: 'ListenerRule', action: 'DeleteRule', subject: ruleOf(rule) }
})
const modifying = (rule: string, path?: string): Step => ({
  ...{ ...about, id: `modify ${rule}` },
  call: {
    ...{ do: 'modify', kind: 'ListenerRule', action: 'ModifyRule', subject: ruleOf(rule) },
    fields: { actions: [], ...(path === undefined ? {} : { conditions: [{ field: 'path-pattern', values: [path] }] }) }
  }
})

/** `b after a`, for every wait between rules. */
const waits = (steps: ReadonlyArray<Step>, observed: ObservedState): ReadonlyArray<string> =>
  [...order(steps, observed).after].flatMap(([id, earlier]) => earlier.map((each) => `${id} after ${each}`)).sort()

describe('on a listener that is there', () => {
  test.each<{
    name: string
    there: ReadonlyArray<string>
    steps: ReadonlyArray<Step>
    expected: ReadonlyArray<string>
  }>([
    {
      name: 'a wide rule comes after the narrow one that is before it',
      ...{ there: [], steps: [creating('2 /*'), creating('1 /a')], expected: ['create 2 /* after create 1 /a'] }
    },
    {
      name: 'rules that no request fits both of come as they may',
      ...{ there: [], steps: [creating('2 /b'), creating('1 /a')], expected: [] }
    },
    {
      name: 'a rule goes when the one that takes its requests over is there',
      ...{ there: ['5 /a'], steps: [deleting('5 /a'), creating('7 /*')], expected: ['delete 5 /a after create 7 /*'] }
    },
    {
      name: 'a rule goes after those behind it that go too',
      ...{ there: ['5 /a', '6 /*'], steps: [deleting('5 /a'), deleting('6 /*')] },
      expected: ['delete 5 /a after delete 6 /*']
    },
    {
      name: 'a rule with another answer for the same requests holds nobody up',
      ...{ there: ['1 /a', '2 /*'], steps: [modifying('1 /a'), modifying('2 /*')], expected: [] }
    },
    {
      name: 'a rule that is made into one for other requests is there in its turn',
      ...{ there: ['1 /x', '2 /*'], steps: [modifying('2 /*'), modifying('1 /x', '/a')] },
      expected: ['modify 2 /* after modify 1 /x']
    }
  ])('$name', ({ there, steps, expected }) => {
    expect(waits(steps, having(...there))).toEqual(expected)
  })

  test('turns are left out where room is short: what goes must go first', () => {
    const full = { ...having('5 /a'), rulesPerLoadBalancer: 1 }
    expect(waits([deleting('5 /a'), creating('7 /*')], full)).toEqual(['create 7 /* after delete 5 /a'])
  })
})

test('on a listener that is made now all rules come at once: nobody asks it yet', () => {
  const making: Step = {
    ...{ ...about, id: 'listener' },
    call: { do: 'create', kind: 'Listener', action: 'CreateListener', subject: listener, spec: {} }
  }
  const nothing = { stacks: new Map(), rulesPerLoadBalancer: 100 }
  expect(waits([making, creating('2 /*'), creating('1 /a')], nothing)).toEqual([
    'create 1 /a after listener',
    'create 2 /* after listener'
  ])
})
