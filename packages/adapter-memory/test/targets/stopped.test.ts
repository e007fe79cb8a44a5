import {
  type Aws,
  carryOutBinding,
  E,
  fault,
  nothingRemembered,
  pipe,
  surveyBinding,
  TE,
  targetBindings
} from '@alb-ingress/core'
import {
  ingressManifest,
  type Manifest,
  nodeManifest,
  podManifest,
  serviceManifest,
  sliceManifest
} from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { isStop, type Mishap, withMishaps } from '../../src/index.js'
import { type Neighbourhood, neighbourhood, orThrow } from './neighbourhood.js'

const ips = (...numbers: ReadonlyArray<number>) => numbers.map((n) => ({ pod: `web-${n}`, ip: `10.0.1.${n}` }))
const serving = (...numbers: ReadonlyArray<number>): ReadonlyArray<Manifest> => [
  ...ips(...numbers).map(({ pod, ip }) => podManifest(`shop/${pod}`, { ip })),
  sliceManifest('shop/web', ips(...numbers))
]

/** A target group that is filled with three Pods, of which two are replaced. */
const halfway = async (): Promise<Neighbourhood> => {
  const place = neighbourhood()
  place.put(serviceManifest('shop/web'), ingressManifest('shop/web', { class: 'alb', services: ['web'] }))
  place.put(...serving(131, 132, 133))
  await place.deploy()
  await place.pass()
  place.put(...serving(133, 134, 135))
  return place
}

/** A pass in which something goes wrong on the way. */
const passWith = async (place: Neighbourhood, mishap: Mishap): Promise<void> => {
  const ports = withMishaps([mishap], place.ports)
  const cluster = await place.cluster()
  const [binding] = targetBindings(cluster, { stacks: new Map(), rulesPerLoadBalancer: 100 }).values()
  if (binding === undefined) throw new Error('there is no binding')
  try {
    const run = pipe(
      surveyBinding(ports.aws, place.install)(cluster, binding, nothingRemembered),
      TE.chainTaskK(carryOutBinding(ports, { concurrency: 4, onProgress: () => undefined }))
    )
    orThrow(E.right(await run()))
  } catch (error: unknown) {
    if (!isStop(error)) throw error
  }
}

const servingNow = async (place: Neighbourhood) =>
  (await place.targets())
    .filter(({ state }) => state !== 'draining')
    .map(({ id }) => id)
    .sort()

describe('a pass over one binding', () => {
  test('that is killed after any write leaves Pods registered, and the next one finishes', async () => {
    for (let afterWrites = 0; afterWrites <= 6; afterWrites++) {
      const place = await halfway()
      await passWith(place, { what: 'stop', afterWrites })
      expect((await servingNow(place)).length, `after ${afterWrites} writes`).toBeGreaterThan(0)
      place.forget()
      await place.pass()
      expect(await servingNow(place), `after ${afterWrites} writes`).toEqual(['10.0.1.133', '10.0.1.134', '10.0.1.135'])
      await place.pass()
      expect(place.calls(), `after ${afterWrites} writes`).toEqual([])
    }
  })

  test.each(['RegisterTargets', 'DeregisterTargets'])(
    'to which AWS declines %s says so, and the next one goes on',
    async (call) => {
      const place = await halfway()
      await passWith(place, { what: 'fails', kind: 'invalid', code: 'ValidationError', call })
      const [key = ''] = (await place.bindings()).keys()
      // Nobody leaves before somebody came.
      if (call === 'RegisterTargets') expect(await servingNow(place)).toHaveLength(3)
      expect(Object(await place.object('TargetGroupBinding', key)).status.conditions).toMatchObject([
        { type: 'Ready', status: 'False', reason: 'FailedReconcile', message: expect.stringContaining(call) }
      ])
      place.forget()
      await place.pass()
      expect(await servingNow(place)).toEqual(['10.0.1.133', '10.0.1.134', '10.0.1.135'])
      expect(Object(await place.object('TargetGroupBinding', key)).status.conditions).toMatchObject([
        { status: 'True' }
      ])
    }
  )

  test('to which AWS declines the zone "all" goes on with the zone of each node, for an hour', async () => {
    const message = 'The IP address is outside the VPC: you must specify an Availability Zone'
    const declining = (aws: Aws): Aws => ({
      ...aws,
      perform: (call) =>
        call.action === 'RegisterTargets' && JSON.stringify(call).includes('"availabilityZone":"all"')
          ? TE.left(fault('invalid', 'ValidationError', 'RegisterTargets', message))
          : aws.perform(call)
    })
    const place = neighbourhood({ account: { vpcCidrs: ['172.16.0.0/12'] }, aws: declining })
    const zone = { 'topology.kubernetes.io/zone': 'us-west-2a' }
    place.put(serviceManifest('shop/web'), ingressManifest('shop/web', { class: 'alb', services: ['web'] }))
    place.put(nodeManifest('node-a', { labels: zone }), ...serving(131))
    await place.deploy()
    const first = await place.pass()
    expect(first).toMatchObject({ again: 0, memory: { zonesUntil: 3_600_000 } })
    expect((await place.pass()).report.failed).toEqual([])
    expect((await place.targets()).map(({ availabilityZone }) => availabilityZone)).toEqual(['us-west-2a'])
    place.clock.advance(3_600_000)
    expect((await place.pass(undefined, { thorough: true })).memory.zonesUntil).toBeUndefined()
  })
})
