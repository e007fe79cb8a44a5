import { describe, expect, test } from 'vitest'
import type { DesiredState } from '../../src/plan/desired.js'
import { diff } from '../../src/plan/diff.js'
import { order } from '../../src/plan/order.js'
import type { Plan } from '../../src/plan/step.js'
import { planView } from '../../src/render/plan-view.js'
import type { ObservedState } from '../../src/resources/stack.js'
import { observedOfShape, wanting } from '../../testing/plan-arbitraries.js'
import { type StackShape, stackOf } from '../../testing/plan-shapes.js'

const shape: StackShape = {
  id: 'shop/web',
  scheme: 'internal',
  idleTimeout: undefined,
  team: undefined,
  inbound: undefined,
  subnets: ['subnet-1', 'subnet-2'],
  targetGroups: [],
  listeners: [
    { port: 80, certificates: [], http2: undefined, rules: [] },
    { port: 81, certificates: [], http2: undefined, rules: [] }
  ],
  tagsListeners: false
}
const fronted: StackShape = { ...shape, frontend: [{ port: 80, behind: 80 }] }
const nothing: ObservedState = { stacks: new Map(), rulesPerLoadBalancer: 100 }

const planned = (desired: DesiredState, observed: ObservedState): Plan => order(diff(desired, observed), observed)
const planFrom = (before: StackShape | undefined, after: StackShape): Plan =>
  planned(wanting(stackOf(after)), before === undefined ? nothing : observedOfShape(before))

const names = ({ steps }: Plan): ReadonlyArray<string> => steps.map(({ id }) => id.replace(' shop/web', ''))

/** Whether a step waits for another, be it through others. */
const waits = ({ steps, after }: Plan, later: string, earlier: string): boolean => {
  const idOf = (text: string) => steps.find(({ id }) => id.replace(' shop/web', '') === text)?.id ?? text
  const seen = new Set([idOf(later)])
  for (const id of seen) for (const before of after.get(id) ?? []) seen.add(before)
  return later !== earlier && seen.has(idOf(earlier))
}

const tg = 'FrontendNlb-tg-TCP-80'
const register = `RegisterTargets ${tg} targets 1`
const deregister = `DeregisterTargets ${tg} targets 1`
const oldBalancer = 'DeleteLoadBalancer LoadBalancer superseded 1'

describe('a load balancer behind a network load balancer', () => {
  test('is registered once its listener stands', () => {
    const plan = planFrom(undefined, fronted)
    expect(waits(plan, register, 'CreateListener 80')).toBe(true)
    expect(waits(plan, register, `CreateTargetGroup ${tg}`)).toBe(true)
    expect(waits(plan, register, 'CreateListener 81')).toBe(false)
  })

  test('is told by port and name', () => {
    const plan = planFrom(undefined, fronted)
    const { stacks } = planView(plan)
    const steps = stacks.flatMap((stack) => stack.steps)
    expect(steps.find(({ action }) => action === 'RegisterTargets')?.reasons).toEqual([
      'gains targets [port 80 of load balancer of shop/web]'
    ])
  })

  test('is left alone where it is registered', () => {
    expect(names(planFrom(fronted, fronted))).toEqual([])
  })

  test('is taken out before it is replaced, and the new one registered', () => {
    const plan = planFrom(fronted, { ...fronted, scheme: 'internet-facing' })
    expect(waits(plan, oldBalancer, deregister)).toBe(true)
    expect(waits(plan, register, deregister)).toBe(true)
    expect(waits(plan, register, 'CreateListener 80')).toBe(true)
    expect(names(plan).some((name) => name.includes('FrontendNlb-ls'))).toBe(false)
  })

  test('is taken out and registered anew when a port leads elsewhere', () => {
    const plan = planFrom(fronted, { ...fronted, frontend: [{ port: 80, behind: 81 }] })
    expect(names(plan)).toEqual([deregister, register])
  })

  test('is let go of by the target group that is deleted, once nobody forwards there', () => {
    expect(names(planFrom(fronted, shape))).toEqual(['DeleteLoadBalancer FrontendNlb', `DeleteTargetGroup ${tg}`])
  })

  test('is deleted after the target group that holds it', () => {
    const leaving: DesiredState = { ...wanting(), stacks: new Map([['shop/web', { goal: 'leaving', releases: [] }]]) }
    const plan = planned(leaving, observedOfShape(fronted))
    expect(waits(plan, 'DeleteLoadBalancer LoadBalancer', `DeleteTargetGroup ${tg}`)).toBe(true)
    expect(waits(plan, `DeleteTargetGroup ${tg}`, 'DeleteLoadBalancer FrontendNlb')).toBe(true)
  })
})
