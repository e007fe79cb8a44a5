import { expect, test } from 'vitest'
import { createObjects } from '../../testbed/objects.mjs'
import { s2 } from '../../testbed/workloads.mjs'
import { owners } from '../support/foreign.js'
import { liveWorld } from './live-world.js'

const world = await liveWorld({ latencyMs: 100 })
const members = 12

/** Some members of the large group, and their Services. */
const someMembers = () => {
  const all = s2(world.aws().seed)
  const ingresses = all.filter(({ kind }) => kind === 'Ingress').slice(0, members)
  // Two Services a member, and an EndpointSlice each.
  return [...all.slice(0, members * 4), ...ingresses]
}

test('a leader killed in the middle of a plan: the other one takes over, and finishes it', async () => {
  const { kubernetes, controller, expectAllRight, inventory } = world
  const first = await controller()
  await first.until(({ isLeader }) => isLeader === true)
  const second = await controller()
  await createObjects(kubernetes.kubeconfig, someMembers())
  await first.until(({ msg, step = '', event }) => msg === 'step' && step.startsWith('CreateRule') && event === 'done')
  await first.kill()
  const foreign = owners.length
  expect((await inventory()).rules.length).toBeLessThan(foreign + 2 * members)
  await second.until(({ isLeader }) => isLeader === true)
  await second.until(({ group, done, msg }) => group === 'g2' && msg === 'passed' && done > 0)
  await second.rest()
  expect((await inventory()).rules).toHaveLength(foreign + 2 * members)
  await expectAllRight()
})
