import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DesiredState } from '../../src/plan/desired.js'
import { diff } from '../../src/plan/diff.js'
import { order } from '../../src/plan/order.js'
import { predict } from '../../src/plan/predict.js'
import type { ObservedState } from '../../src/resources/stack.js'
import { editPairs, observedOfShape, stackShapes, wanting, withLeftovers } from '../../testing/plan-arbitraries.js'
import { stackOf } from '../../testing/plan-shapes.js'

const ids = (desired: DesiredState, observed: ObservedState): ReadonlyArray<string> =>
  diff(desired, observed).map(({ id }) => id)

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
})
