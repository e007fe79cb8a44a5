import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DesiredState } from '../../src/plan/desired.js'
import { diff } from '../../src/plan/diff.js'
import { footprintOf, handleOf } from '../../src/plan/footprint.js'
import { order } from '../../src/plan/order.js'
import { predict } from '../../src/plan/predict.js'
import type { Plan, Step, StepId } from '../../src/plan/step.js'
import { strays } from '../../src/plan/strays.js'
import { kindNames } from '../../src/resources/kinds.js'
import { keyOf, refsIn } from '../../src/resources/ref.js'
import type { ObservedState } from '../../src/resources/stack.js'
import {
  editPairs,
  observedFrom,
  observedOfShape,
  stackShapes,
  wanting,
  withLeftovers
} from '../../testing/plan-arbitraries.js'
import { foundOf } from '../../testing/plan-found.js'
import { stackOf } from '../../testing/plan-shapes.js'

const ids = (desired: DesiredState, observed: ObservedState): ReadonlyArray<string> =>
  diff(desired, observed).map(({ id }) => id)

/** Tags of several resources share a call, and which of them is named first depends on their order. */
const withoutGrouping = (steps: ReadonlyArray<Step>): ReadonlyArray<Step> =>
  steps.filter(({ id }) => !/^(Add|Remove|Create|Delete)Tags /.test(id))

const createdKeys = (step: Step): ReadonlyArray<string> =>
  step.on === 'aws' && step.call.do === 'create' ? [keyOf(step.call.subject)] : []

/** How many steps are done when this one is. */
const withAllBefore = ({ after }: Plan, id: StepId): number => {
  const seen = new Set([id])
  for (const each of seen) for (const earlier of after.get(each) ?? []) seen.add(earlier)
  return seen.size
}

const nothing: ObservedState = { stacks: new Map(), rulesPerLoadBalancer: 100 }

describe('the laws of a plan', () => {
  test('there is nothing to do where everything is as it should be', () => {
    fc.assert(
      fc.property(stackShapes, (shape) => {
        expect(ids(wanting(stackOf(shape)), observedOfShape(shape))).toEqual([])
      })
    )
  })

  test('a plan from nothing leads to what is desired', () => {
    fc.assert(
      fc.property(stackShapes, (shape) => {
        const desired = wanting(stackOf(shape))
        const there = predict(order(diff(desired, nothing), nothing), nothing)
        expect(ids(desired, there)).toEqual([])
      })
    )
  })

  test('a plan leads from what is to what is desired, and then nothing is left to do', () => {
    fc.assert(
      fc.property(editPairs, ([before, after]) => {
        const observed = observedOfShape(before)
        const desired = wanting(stackOf(after))
        const there = predict(order(diff(desired, observed), observed), observed)
        expect(ids(desired, there)).toEqual([])
      }),
      { numRuns: 500 }
    )
  })

  test('leaving any one step out misses what is desired', () => {
    fc.assert(
      fc.property(editPairs, fc.nat(), ([before, after], pick) => {
        const observed = observedOfShape(before)
        const desired = wanting(stackOf(after))
        const plan = order(diff(desired, observed), observed)
        fc.pre(plan.steps.length > 0)
        const left = pick % plan.steps.length
        const partial = { ...plan, steps: plan.steps.toSpliced(left, 1) }
        expect(ids(desired, predict(partial, observed)), plan.steps[left]?.id).not.toEqual([])
      }),
      { numRuns: 500 }
    )
  })

  test('a plan that starts from two holders of one id ends with one', () => {
    fc.assert(
      fc.property(editPairs, stackShapes, ([before, after], left) => {
        const observed = withLeftovers(before, left)
        const desired = wanting(stackOf(after))
        const there = predict(order(diff(desired, observed), observed), observed)
        expect(ids(desired, there)).toEqual([])
        const all = [...there.stacks.values()].flatMap(({ resources }) => resources)
        expect(all.filter(({ superseded }) => superseded !== undefined)).toEqual([])
      }),
      { numRuns: 500 }
    )
  })

  test('every replacement reaches every referrer', () => {
    fc.assert(
      fc.property(editPairs, ([before, after]) => {
        const observed = observedOfShape(before)
        const stack = stackOf(after)
        const steps = diff(wanting(stack), observed)
        const replaced = new Set(
          steps.filter(({ causes }) => causes.some(({ because }) => because === 'replaced')).flatMap(createdKeys)
        )
        const sent = steps.map(footprintOf)
        for (const key of replaced) {
          const refers = (value: unknown): boolean => refsIn(value).some((ref) => keyOf(ref) === key)
          for (const kind of kindNames) {
            const referrers = stack.resources.filter((resource) => resource.kind === kind && refers(resource.spec))
            const told = sent.filter(({ subjects, refs }) => subjects[0]?.kind === kind && refers(refs))
            const reached = new Set(told.flatMap(({ subjects }) => subjects.map(handleOf)))
            expect(reached.size, `${kind} with ${key}`).toBe(referrers.length)
          }
        }
      }),
      { numRuns: 300 }
    )
  })

  test('a stack that nobody names is in no step, and stays as it is', () => {
    fc.assert(
      fc.property(editPairs, stackShapes, ([before, after], other) => {
        const stray = foundOf(stackOf({ ...other, id: 'other/web' }))
        const observed = observedFrom(foundOf(stackOf(before)), stray)
        const desired = wanting(stackOf(after))
        const plan = order(diff(desired, observed), observed)
        expect(plan.steps.filter(({ stack }) => stack === 'other/web')).toEqual([])
        expect(predict(plan, observed).stacks.get('other/web')).toEqual(observed.stacks.get('other/web'))
        expect(strays(desired, observed).map(({ id }) => id)).toEqual(['other/web'])
      })
    )
  })

  test('taking a stack out of the input plans nothing', () => {
    fc.assert(
      fc.property(stackShapes, (shape) => {
        expect(ids(wanting(), observedOfShape(shape))).toEqual([])
      }),
      { numRuns: 30 }
    )
  })

  test('what a security group lets in is let in before anything is shut out', () => {
    let both = 0
    const ranges = fc.subarray(['10.0.0.0/8', '192.168.0.0/16', '172.16.0.0/12'], { minLength: 1 })
    const callsOn = (plan: Plan, action: string): ReadonlyMap<string, StepId> =>
      new Map(
        plan.steps.flatMap((step) =>
          step.on === 'aws' && step.call.action === action
            ? footprintOf(step).subjects.map((subject) => [handleOf(subject), step.id] as const)
            : []
        )
      )
    fc.assert(
      fc.property(editPairs, ranges, ranges, ([before, after], now, then) => {
        const observed = observedOfShape({ ...before, inbound: now })
        const plan = order(diff(wanting(stackOf({ ...after, inbound: then })), observed), observed)
        const authorized = callsOn(plan, 'AuthorizeSecurityGroupIngress')
        for (const [group, revoke] of callsOn(plan, 'RevokeSecurityGroupIngress')) {
          const authorize = authorized.get(group)
          if (authorize === undefined) continue
          both += 1
          expect(plan.after.get(revoke)).toContain(authorize)
        }
      }),
      { numRuns: 200 }
    )
    expect(both).toBeGreaterThan(20)
  })

  test('every step says why', () => {
    fc.assert(
      fc.property(editPairs, stackShapes, ([before, after], left) => {
        for (const { id, causes } of diff(wanting(stackOf(after)), withLeftovers(before, left))) {
          expect(causes.length, id).toBeGreaterThan(0)
        }
      })
    )
  })

  test('the order in which things were found, and in which they were thought of, makes no difference', () => {
    fc.assert(
      fc.property(editPairs, stackShapes, ([before, after], left) => {
        const parts = [foundOf(stackOf(before)), foundOf(stackOf({ ...left, id: before.id }), '-2')]
        const reversed = parts.map(({ found, bindings, details }) => ({
          found: found.toReversed(),
          bindings: bindings.toReversed(),
          details: details.toReversed()
        }))
        const observed = observedFrom(...parts)
        expect(observedFrom(...reversed.toReversed())).toEqual(observed)
        const stack = stackOf(after)
        const turned = { ...stack, resources: stack.resources.toReversed() }
        const sorted = (desired: DesiredState) => [...diff(desired, observed)].sort((a, b) => (a.id < b.id ? -1 : 1))
        expect(withoutGrouping(sorted(wanting(turned)))).toEqual(withoutGrouping(sorted(wanting(stack))))
      })
    )
  })

  test('a stack that leaves is deleted whole, and its Ingresses are released last', () => {
    const release = {
      write: 'removeFinalizer',
      object: { kind: 'Ingress', namespace: 'shop', name: 'web' },
      finalizer: 'ingress.k8s.aws/resources'
    } as const
    fc.assert(
      fc.property(stackShapes, stackShapes, (shape, left) => {
        const observed = withLeftovers(shape, left)
        const desired: DesiredState = {
          ...wanting(),
          stacks: new Map([[shape.id, { goal: 'leaving', releases: [release] }]])
        }
        const plan = order(diff(desired, observed), observed)
        expect(predict(plan, observed).stacks).toEqual(new Map())
        expect(plan.steps.at(-1)).toMatchObject({ on: 'kubernetes', write: release })
        expect(withAllBefore(plan, plan.steps.at(-1)?.id ?? '')).toBe(plan.steps.length)
      })
    )
  })
})
