import { ingressManifest, type Manifest, podManifest, serviceManifest, sliceManifest } from '@alb-ingress/core/testing'
import { expect, test } from 'vitest'
import { type Neighbourhood, neighbourhood } from './neighbourhood.js'

const service = serviceManifest('shop/web')
const ingress = ingressManifest('shop/web', { class: 'alb', services: ['web'] })

/** So many Pods, one after the other on two machines. */
const pods = (count: number): ReadonlyArray<Manifest> =>
  Array.from({ length: count }, (_, i) =>
    podManifest(`shop/web-${i}`, { ip: address(i), node: i % 2 === 0 ? 'node-a' : 'node-b' })
  )

const address = (i: number): string => `10.0.${1 + (i % 2)}.${130 + i}`
const slice = (count: number): Manifest =>
  sliceManifest(
    'shop/web',
    Array.from({ length: count }, (_, i) => ({ pod: `web-${i}`, ip: address(i) }))
  )

const scaledTo = (place: Neighbourhood, count: number): void => place.put(...pods(count), slice(count))
const statesOf = async (place: Neighbourhood) => {
  const states: Record<string, number> = {}
  for (const { state } of await place.targets()) states[state] = (states[state] ?? 0) + 1
  return states
}

test('a Service is scaled from nothing to 50 Pods and back to 3', async () => {
  const place = neighbourhood()
  place.put(service, ingress, slice(0))
  await place.deploy()

  const first = await place.pass()
  expect(first.report.failed).toEqual([])
  expect(await statesOf(place)).toEqual({})
  await place.pass()
  expect(place.calls()).toEqual([])

  scaledTo(place, 50)
  expect((await place.pass()).report.failed).toEqual([])
  expect(place.calls()).toEqual(['vpc', 'RegisterTargets'])
  expect(await statesOf(place)).toEqual({ healthy: 50 })

  scaledTo(place, 3)
  expect((await place.pass()).report.failed).toEqual([])
  expect(place.calls()).toEqual(['DeregisterTargets'])
  expect(await statesOf(place)).toEqual({ healthy: 3, draining: 47 })

  place.clock.advance(300_000)
  expect(await statesOf(place)).toEqual({ healthy: 3 })
  await place.pass()
  expect(place.calls()).toEqual([])
})
