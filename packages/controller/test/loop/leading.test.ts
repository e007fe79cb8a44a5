import { expect, test } from 'vitest'
import { ingress, simulated, surroundings } from '../support/world.js'

test('a lease that is lost while the first lists are still on their way begins nothing', async () => {
  const { loop, apply, time, calls, passes } = simulated()
  await loop.start()
  apply(...surroundings, ingress('shop/a'))
  const leading = loop.lead(true)
  await loop.lead(false)
  await leading
  await time.pass(60_000)
  expect(calls).toEqual([])
  expect(passes()).toEqual([])
})
