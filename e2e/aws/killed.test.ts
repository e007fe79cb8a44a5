import { isStop } from '@alb-ingress/adapter-memory'
import { describe, expect, test } from 'vitest'
import type { Seed } from '../../testbed/network.mjs'
import { s2 } from '../../testbed/workloads.mjs'
import { clusterWith } from '../support/objects.js'
import { planned } from '../support/stage.js'
import { accounts } from './world.js'

const newWorld = accounts()

const members = 12

/** A group of some members, two Services and two rules each. */
const wanted = (seed: Seed) =>
  clusterWith(
    seed,
    ...s2(seed).filter(({ kind, metadata: { name } }) => {
      const number = Number(/^s2-(\d+)/.exec(name)?.[1])
      return number < (kind === 'Ingress' ? members : 2 * members)
    })
  )

describe('a run that is killed leaves a state from which the next run converges', () => {
  // Every single call is stopped at in memory; here a sample, early, in the middle and late.
  test.each([1, 13, 14, 16, 20, 35, 50, 70])('after write %i, whose answer is lost', async (afterWrites) => {
    const { seed, pass, look, inventory } = await newWorld()
    const objects = wanted(seed)
    const killed = await pass(objects, [{ what: 'stop', afterWrites }]).catch((error: unknown) => error)
    expect(isStop(killed)).toBe(true)
    expect((await pass(objects)).report).toMatchObject({ failed: [], skipped: [] })
    expect(planned(await look(objects))).toEqual([])
    const { loadBalancers, listeners, rules, targetGroups, securityGroups } = await inventory()
    expect([loadBalancers.length, listeners.length]).toEqual([1, 1])
    expect([rules.length, targetGroups.length]).toEqual([2 * members, 2 * members])
    const named = securityGroups.map(({ GroupName }) => GroupName ?? '').filter((name) => name.startsWith('k8s-'))
    expect(named).toHaveLength(2)
  })
})
