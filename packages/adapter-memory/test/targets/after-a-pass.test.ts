import { E, type Policy, reconcile, reconcileTargetsOf } from '@alb-ingress/core'
import { ingressManifest, type Manifest, podManifest, serviceManifest, sliceManifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { neighbourhood, nodeGroup, orThrow } from './neighbourhood.js'

const shop: ReadonlyArray<Manifest> = [
  serviceManifest('shop/web'),
  ingressManifest('shop/web', { class: 'alb', services: ['web'] })
]
const workload: ReadonlyArray<Manifest> = [
  podManifest('shop/web', { ip: '10.0.1.130' }),
  sliceManifest('shop/web', [{ pod: 'web', ip: '10.0.1.130' }])
]
const options = { concurrency: 4, onProgress: () => undefined }

/** One pass over groups and then over targets, as somebody makes it who ends then. */
const once = async (
  place: ReturnType<typeof neighbourhood>,
  more: { bindingsPublished?: boolean; policy?: Policy } = {}
) => {
  const pass = orThrow(await reconcile(place.ports, place.install)({ ...options, ...more })())
  place.calls()
  return orThrow(await reconcileTargetsOf(place.ports, place.install)(pass, { ...options, ...more })())
}

describe('targets after a pass over the groups', () => {
  test('are registered, without a question about target groups that the pass has made', async () => {
    const place = neighbourhood()
    place.put(...shop, ...workload)
    const { bindings, findings } = await once(place)
    expect(findings).toEqual([])
    expect(bindings).toHaveLength(1)
    const calls = place.calls()
    expect(calls).not.toContain('targets')
    expect(calls.filter((each) => /^[A-Z]/.test(each))).toEqual(['AuthorizeSecurityGroupIngress', 'RegisterTargets'])
    expect((await place.targets()).map(({ id }) => id)).toEqual(['10.0.1.130'])
  })

  test('stay as they are where manifests say nothing of endpoints, and so do the rules', async () => {
    const place = neighbourhood()
    place.put(...shop, ...workload)
    await once(place)
    place.remove('EndpointSlice', 'shop/web-1')
    place.remove('Pod', 'shop/web')
    const { bindings } = await once(place)
    expect(bindings).toEqual([])
    expect(place.calls().filter((each) => /^[A-Z]/.test(each))).toEqual([])
    expect(await place.rules(nodeGroup)).toHaveLength(1)
  })

  test('need no TargetGroupBindings where the cluster does not know them', async () => {
    const place = neighbourhood()
    place.put(...shop, ...workload)
    const { bindings } = await once(place, { bindingsPublished: false })
    expect(bindings.map(({ outlook }) => outlook.binding.origin)).toEqual(['stack'])
    const [{ outlook } = orThrow(E.left('none'))] = bindings
    expect((await place.targetsOf(outlook.binding.targetGroup ?? '')).map(({ id }) => id)).toEqual(['10.0.1.130'])
    expect(outlook.plan.steps.every(({ on }) => on === 'aws')).toBe(true)
    const next = await once(place, { bindingsPublished: false })
    expect(next.bindings.map(({ report }) => report.done)).toEqual([[]])
  })

  test('are taken out by nobody whose policy takes nothing away, and are not written down as done', async () => {
    const place = neighbourhood()
    place.put(...shop, ...workload)
    await once(place)
    place.put(
      podManifest('shop/next', { ip: '10.0.1.131' }),
      sliceManifest('shop/web', [{ pod: 'next', ip: '10.0.1.131' }])
    )
    await once(place, { policy: 'upsert-only' })
    expect((await place.targets()).map(({ id }) => id)).toEqual(['10.0.1.130', '10.0.1.131'])
    await once(place)
    expect((await place.targets()).map(({ id, state }) => `${id} ${state}`)).toEqual([
      '10.0.1.130 draining',
      '10.0.1.131 healthy'
    ])
  })

  test('are left alone where nothing may be done', async () => {
    const place = neighbourhood()
    place.put(...shop, ...workload)
    await once(place)
    place.put(sliceManifest('shop/web', []))
    await once(place, { policy: 'observe' })
    expect(place.calls().filter((each) => /^[A-Z]/.test(each))).toEqual([])
  })
})
