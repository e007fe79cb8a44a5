import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bindCall, bindWrite } from '../../src/plan/bind.js'
import type { DesiredState } from '../../src/plan/desired.js'
import { diff } from '../../src/plan/diff.js'
import { order } from '../../src/plan/order.js'
import { knownBefore, outputKey, outputsOf } from '../../src/plan/outputs.js'
import type { Plan, Step } from '../../src/plan/step.js'
import { editPairs, observedFrom, stackShapes, wanting } from '../../testing/plan-arbitraries.js'
import { foundOf } from '../../testing/plan-found.js'
import { stackOf } from '../../testing/plan-shapes.js'
import { accountOf, performCall, performWrite, shown, type TinyAccount } from './tiny-account.js'

/** Any order that the plan allows: at each turn one of those who wait for nobody, as `picks` has it. */
const sampled = ({ steps, after }: Plan, picks: ReadonlyArray<number>): ReadonlyArray<Step> => {
  const done = new Set<string>()
  const left = [...steps]
  const chosen: Array<Step> = []
  while (left.length > 0) {
    const ready = left.filter(({ id }) => (after.get(id) ?? []).every((earlier) => done.has(earlier)))
    const step = ready[(picks[chosen.length % picks.length] ?? 0) % ready.length]
    if (step === undefined) throw new Error('Nobody can go on')
    left.splice(left.indexOf(step), 1)
    done.add(step.id)
    chosen.push(step)
  }
  return chosen
}

const observe = (account: TinyAccount) => ({
  ...observedFrom(shown(account)),
  rulesPerLoadBalancer: account.rulesPerLoadBalancer
})

const planFor = (desired: DesiredState, account: TinyAccount): Plan => {
  const observed = observe(account)
  return order(diff(desired, observed), observed)
}

const carryOut = (account: TinyAccount, plan: Plan, steps: ReadonlyArray<Step>): void => {
  const known = new Map(knownBefore(plan, observe(account)))
  for (const step of steps) {
    const outputs: Parameters<typeof bindCall>[1] = (name, output) => known.get(outputKey(name, output))
    if (step.on === 'kubernetes') {
      performWrite(account, bindWrite(step.write, outputs))
      continue
    }
    const call = bindCall(step.call, outputs)
    const physicalId = performCall(account, call)
    if (physicalId === undefined || call.do !== 'create') continue
    for (const [key, value] of outputsOf(call.subject, { physicalId })) known.set(key, value)
  }
}

const picks = fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 })

describe('an account with rules of its own', () => {
  test('accepts any order that a plan allows, and then has what is desired', () => {
    fc.assert(
      fc.property(editPairs, picks, ([before, after], turns) => {
        const account = accountOf(foundOf(stackOf(before)))
        const desired = wanting(stackOf(after))
        const plan = planFor(desired, account)
        carryOut(account, plan, sampled(plan, turns))
        expect(planFor(desired, account).steps).toEqual([])
      }),
      { numRuns: 400 }
    )
  })

  test('accepts a stop after any step, and the next plan goes on from there', () => {
    fc.assert(
      fc.property(editPairs, picks, fc.nat(), ([before, after], turns, stop) => {
        const account = accountOf(foundOf(stackOf(before)))
        const desired = wanting(stackOf(after))
        const plan = planFor(desired, account)
        const steps = sampled(plan, turns)
        carryOut(account, plan, steps.slice(0, stop % (steps.length + 1)))
        const next = planFor(desired, account)
        carryOut(account, next, sampled(next, turns))
        expect(planFor(desired, account).steps).toEqual([])
      }),
      { numRuns: 300 }
    )
  })

  test('accepts the leftovers of a crash, and a full load balancer', () => {
    fc.assert(
      fc.property(editPairs, stackShapes, picks, ([before, after], left, turns) => {
        const first = foundOf(stackOf(before))
        const second = foundOf(stackOf({ ...left, id: before.id }), '-2')
        const renamedLeftovers = second.found.map((each) => ({ ...each, spec: withOtherName(each.spec) }))
        const both = {
          found: [...first.found, ...renamedLeftovers],
          bindings: [...first.bindings, ...second.bindings],
          details: [...first.details, ...second.details]
        } as typeof first
        const most = Math.max(
          ...[before, after, left].map(({ listeners }) => listeners.flatMap(({ rules }) => rules).length)
        )
        const account = accountOf(both, most)
        const desired = wanting(stackOf(after))
        const plan = planFor(desired, account)
        carryOut(account, plan, sampled(plan, turns))
        expect(planFor(desired, account).steps).toEqual([])
      }),
      { numRuns: 300 }
    )
  })
})

/** AWS has every name once. */
const withOtherName = (spec: object): object => ({
  ...spec,
  ...('name' in spec ? { name: `${spec.name}-2` } : {}),
  ...('groupName' in spec ? { groupName: `${spec.groupName}-2` } : {})
})
