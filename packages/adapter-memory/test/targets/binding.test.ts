import {
  bindingManifest,
  ingressManifest,
  type Manifest,
  nodeManifest,
  podManifest,
  serviceManifest,
  sliceManifest
} from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { arnOf, type Neighbourhood, neighbourhood } from './neighbourhood.js'

const service = serviceManifest('shop/web')
const ingress = ingressManifest('shop/web', { class: 'alb', services: ['web'] })
const pod = (name: string, ip: string, more: object = {}): Manifest => podManifest(`shop/${name}`, { ip, ...more })
const slice = (...endpoints: Parameters<typeof sliceManifest>[1]) => sliceManifest('shop/web', endpoints)

/** A Service of one Pod behind an Ingress, its target group made and not filled yet. */
const shop = async (place: Neighbourhood): Promise<string> => {
  place.put(service, ingress, pod('web-1', '10.0.1.130'), slice({ pod: 'web-1', ip: '10.0.1.130' }))
  await place.deploy()
  const [key = ''] = (await place.bindings()).keys()
  return key
}

const keysOf = async (place: Neighbourhood, key?: string) =>
  (await place.targets(key)).filter(({ state }) => state !== 'draining').map(({ id, port }) => `${id}:${port}`)

const conditionsOf = async (place: Neighbourhood, kind: string, key: string) => {
  const { status } = Object(await place.object(kind, key))
  return Object(status).conditions ?? []
}

describe('a binding', () => {
  test('that was filled says so, and AWS is not asked again: not even by somebody who remembers nothing', async () => {
    const place = neighbourhood()
    const key = await shop(place)
    await place.pass()
    expect(await place.object('TargetGroupBinding', key)).toMatchObject({
      metadata: {
        finalizers: ['elbv2.k8s.aws/resources'],
        annotations: { 'elbv2.k8s.aws/checkpoint': expect.stringMatching(/^[\w-]{43}\/[\w-]{43}$/) }
      },
      status: { observedGeneration: 1, conditions: [expect.objectContaining({ type: 'Ready', status: 'True' })] }
    })
    place.forget()
    await place.pass()
    expect(place.calls()).toEqual([])
  })

  test('is looked at as a whole when somebody asks for it, whatever its checkpoint says', async () => {
    const place = neighbourhood()
    await shop(place)
    await place.pass()
    await place.steal('10.0.1.130', 8080)
    expect(await keysOf(place)).toEqual([])
    await place.pass(undefined, { thorough: true })
    expect(await keysOf(place)).toEqual(['10.0.1.130:8080'])
  })

  test('whose only Pod is replaced has the new one before the old one goes', async () => {
    const place = neighbourhood()
    await shop(place)
    await place.pass()
    place.calls()
    place.put(pod('web-2', '10.0.1.131'), slice({ pod: 'web-2', ip: '10.0.1.131' }))
    await place.pass()
    expect(place.calls()).toEqual(['RegisterTargets', 'DeregisterTargets'])
    expect(await keysOf(place)).toEqual(['10.0.1.131:8080'])
  })

  test('whose targets were told more than five minutes ago asks for them before it changes any', async () => {
    const place = neighbourhood()
    await shop(place)
    await place.pass()
    await place.pass()
    place.clock.advance(300_000)
    place.put(pod('web-2', '10.0.1.131'), slice({ pod: 'web-2', ip: '10.0.1.131' }))
    await place.pass()
    expect(place.calls()).toEqual(['targets', 'RegisterTargets', 'DeregisterTargets'])
  })

  test('waits for a Pod that an EndpointSlice names before the cluster shows it', async () => {
    const place = neighbourhood()
    await shop(place)
    place.put(slice({ pod: 'web-1', ip: '10.0.1.130' }, { pod: 'late', ip: '10.0.1.140' }))
    expect((await place.pass()).again).toBe(1000)
    expect((await place.pass()).again).toBe(2000)
    place.put(pod('late', '10.0.1.140'))
    expect((await place.pass()).again).toBeUndefined()
    expect(await keysOf(place)).toEqual(['10.0.1.130:8080', '10.0.1.140:8080'])
  })

  test('keeps its targets as long as the cluster shows no Pods, as just after a start', async () => {
    const place = neighbourhood()
    await shop(place)
    await place.pass()
    place.forget()
    place.remove('Pod', 'shop/web-1')
    for (const again of [1000, 2000, 4000]) {
      expect((await place.pass()).again).toBe(again)
      expect(place.calls()).toEqual([])
    }
    await place.pass()
    expect(place.calls()).toEqual(['targets'])
    expect(await keysOf(place)).toEqual(['10.0.1.130:8080'])
    place.put(pod('web-1', '10.0.1.130'))
    expect((await place.pass()).again).toBeUndefined()
    await place.pass()
    expect(place.calls()).toEqual([])
  })

  test('whose Service is gone loses its targets and stays, until the Service is there again', async () => {
    const place = neighbourhood()
    const key = await shop(place)
    await place.pass()
    place.remove('Service', 'shop/web')
    const { outlook } = await place.pass()
    expect(outlook.findings.map(({ code }) => code)).toEqual(['binding/backend-not-found'])
    expect(await keysOf(place)).toEqual([])
    expect(await conditionsOf(place, 'TargetGroupBinding', key)).toMatchObject([
      { type: 'Ready', status: 'False', reason: 'BackendNotFound' }
    ])
    await place.pass()
    expect(place.calls()).toEqual([])
    place.put(service)
    await place.pass()
    expect(await keysOf(place)).toEqual(['10.0.1.130:8080'])
    expect(await conditionsOf(place, 'TargetGroupBinding', key)).toMatchObject([{ type: 'Ready', status: 'True' }])
  })

  test('that is deleted lets its targets go, and then goes itself', async () => {
    const place = neighbourhood()
    const key = await shop(place)
    await place.pass()
    const target = await place.targetGroup(key)
    await place.deleteBinding(key)
    expect(await place.object('TargetGroupBinding', key)).toBeDefined()
    await place.pass(key)
    expect(await place.object('TargetGroupBinding', key)).toBeUndefined()
    expect((await place.targetsOf(target)).filter(({ state }) => state !== 'draining')).toEqual([])
  })

  test('by a name leads to the target group that has it', async () => {
    const place = neighbourhood({ account: { targetGroups: [{ name: 'by-hand', targetType: 'ip' }] } })
    place.put(service, pod('web-1', '10.0.1.130'), slice({ pod: 'web-1', ip: '10.0.1.130' }))
    place.put(bindingManifest('shop/mine', { targetGroupName: 'by-hand', ...spec }))
    await place.pass('shop/mine')
    expect([...place.calls()].sort()).toEqual(['RegisterTargets', 'targetGroupNamed', 'targets', 'vpc'])
  })

  test('that names no target group of the account says so', async () => {
    const place = neighbourhood()
    place.put(service, bindingManifest('shop/mine', { targetGroupARN: arnOf('nobody'), ...spec }))
    const { outlook } = await place.pass('shop/mine')
    expect(outlook.findings.map(({ code }) => code)).toEqual(['binding/target-group-missing'])
    expect(await conditionsOf(place, 'TargetGroupBinding', 'shop/mine')).toMatchObject([
      { status: 'False', reason: 'TargetGroupNotFound' }
    ])
  })

  test('of machines registers each at the node port', async () => {
    const place = neighbourhood({ account: { flags: { 'default-load-balancer-scheme': 'internet-facing' } } })
    place.put(service, ingress)
    await place.deploy()
    await place.pass()
    expect((await keysOf(place)).sort()).toEqual(['i-node-a:30080', 'i-node-b:30080', 'i-node-c:30080'])
    place.put(nodeManifest('node-b', { ready: 'False' }), nodeManifest('odd', { providerID: 'odd:///1' }))
    const { outlook } = await place.pass()
    expect((await keysOf(place)).sort()).toEqual(['i-node-a:30080', 'i-node-c:30080'])
    expect(outlook.findings.map(({ code }) => code)).toEqual(['binding/node-unfit'])
  })

  test('of machines of which AWS does not take one has all others, and tries that one again', async () => {
    const place = neighbourhood({ account: { flags: { 'default-load-balancer-scheme': 'internet-facing' } } })
    place.put(service, ingress, nodeManifest('stopped'))
    await place.deploy()
    const first = await place.pass()
    expect(first).toMatchObject({ again: 0, report: { failed: [{ fault: { code: 'InvalidTarget' } }] } })
    const second = await place.pass()
    expect(second).toMatchObject({ again: 15_000, report: { failed: [] } })
    expect(second.outlook.findings.map(({ code }) => code)).toEqual(['binding/targets-declined'])
    expect((await keysOf(place)).sort()).toEqual(['i-node-a:30080', 'i-node-b:30080', 'i-node-c:30080'])
    place.remove('Node', 'stopped')
    place.clock.advance(60_000)
    expect(await place.pass()).toMatchObject({ again: undefined, outlook: { findings: [] } })
    await place.pass()
    expect(place.calls()).toEqual([])
  })

  test('with more endpoints than may be registered takes as many as fit, and stays open', async () => {
    const place = neighbourhood({ settings: { maxTargets: 2 } })
    const key = await shop(place)
    const names = ['1', '2', '3'].map((n) => ({ pod: `web-${n}`, ip: `10.0.1.13${n}` }))
    place.put(...names.map((each) => pod(each.pod, each.ip)), slice(...names))
    const { outlook } = await place.pass()
    expect(outlook.findings.map(({ code }) => code)).toEqual(['binding/targets-capped'])
    expect(await keysOf(place)).toHaveLength(2)
    const { annotations = {} } = Object(await place.object('TargetGroupBinding', key)).metadata
    expect(annotations['elbv2.k8s.aws/checkpoint'] ?? '').toBe('')
  })
})

const spec = { targetType: 'ip', serviceRef: { name: 'web', port: 80 } }

describe('readiness gates', () => {
  const gate = (key: string): string => `target-health.elbv2.k8s.aws/${key.split('/')[1]}`

  test('open when the target is healthy, and until then somebody looks again', async () => {
    const place = neighbourhood({ health: 20_000 })
    const key = await shop(place)
    place.put(pod('web-1', '10.0.1.130', { waitsFor: [key.split('/')[1]] }))
    expect((await place.pass()).again).toBe(15_000)
    expect(await conditionsOf(place, 'Pod', 'shop/web-1')).toMatchObject([
      { type: 'ContainersReady' },
      { type: gate(key), status: 'False', reason: 'Elb.RegistrationInProgress' }
    ])
    place.clock.advance(15_000)
    expect((await place.pass()).again).toBe(15_000)
    expect(place.calls()).toEqual(['targets'])
    expect(await conditionsOf(place, 'Pod', 'shop/web-1')).toMatchObject([
      {},
      { status: 'False', reason: 'Elb.InitialHealthChecking' }
    ])
    place.clock.advance(15_000)
    expect((await place.pass()).again).toBeUndefined()
    expect(await conditionsOf(place, 'Pod', 'shop/web-1')).toMatchObject([{}, { type: gate(key), status: 'True' }])
    await place.pass()
    expect(place.calls()).toEqual([])
  })

  test('of another Pod at the address of one that was healthy open by what AWS says now', async () => {
    const place = neighbourhood()
    const key = await shop(place)
    await place.pass()
    place.put(pod('web-1', '10.0.1.130', { waitsFor: [key.split('/')[1]], created: '2026-02-12T00:00:00Z' }))
    await place.pass()
    expect(place.calls()).toEqual(['targets'])
    expect(await conditionsOf(place, 'Pod', 'shop/web-1')).toMatchObject([{}, { type: gate(key), status: 'True' }])
  })

  test('open when the binding is deleted, so that nobody waits for ever', async () => {
    const place = neighbourhood({ health: 20_000 })
    const key = await shop(place)
    place.put(pod('web-1', '10.0.1.130', { waitsFor: [key.split('/')[1]] }))
    await place.pass()
    await place.deleteBinding(key)
    await place.pass(key)
    expect(await conditionsOf(place, 'Pod', 'shop/web-1')).toMatchObject([{}, { type: gate(key), status: 'True' }])
  })
})

describe('a target group of several clusters', () => {
  const arn = arnOf('theirs')
  const shared = { targetGroupARN: arn, multiClusterTargetGroup: true, ...spec }
  const given = { targetGroups: [{ name: 'theirs', targetType: 'ip', arn }] }

  test('loses only what this cluster has put in', async () => {
    const place = neighbourhood({ account: given })
    place.put(service, pod('web-1', '10.0.1.130'), slice({ pod: 'web-1', ip: '10.0.1.130' }))
    place.put(bindingManifest('shop/mine', shared))
    await place.register(arn, '10.0.3.200', 8080)
    await place.pass('shop/mine')
    expect(await keysOf(place, 'shop/mine')).toEqual(['10.0.3.200:8080', '10.0.1.130:8080'])
    expect(await place.object('ConfigMap', 'shop/aws-lbc-targets-mine')).toMatchObject({
      data: { targets: '10.0.1.130:8080' }
    })
    place.put(slice())
    place.forget()
    await place.pass('shop/mine')
    expect(await keysOf(place, 'shop/mine')).toEqual(['10.0.3.200:8080'])
    expect(await place.object('ConfigMap', 'shop/aws-lbc-targets-mine')).toMatchObject({ data: { targets: '' } })
  })

  test('has those in its record that are about to go, until they are gone', async () => {
    const place = neighbourhood({ account: given })
    place.put(service, pod('web-1', '10.0.1.130'), slice({ pod: 'web-1', ip: '10.0.1.130' }))
    place.put(bindingManifest('shop/mine', shared))
    await place.pass('shop/mine')
    place.put(pod('web-2', '10.0.1.131'), slice({ pod: 'web-2', ip: '10.0.1.131' }))
    const { outlook } = await place.pass('shop/mine')
    const written = outlook.plan.steps.flatMap((step) =>
      step.on === 'kubernetes' && step.write.write === 'configMap' ? [step.write.data.targets] : []
    )
    expect(written).toEqual(['10.0.1.130:8080,10.0.1.131:8080', '10.0.1.131:8080'])
  })

  test('loses nothing as long as nobody has written down what is whose', async () => {
    const place = neighbourhood({ account: given })
    place.put(service, slice(), bindingManifest('shop/mine', shared))
    await place.register(arn, '10.0.3.200', 8080)
    await place.pass('shop/mine')
    expect(await keysOf(place, 'shop/mine')).toEqual(['10.0.3.200:8080'])
  })
})

describe('whose target group it is', () => {
  test('one that was made for an Ingress is filled by nobody else', async () => {
    const place = neighbourhood()
    const key = await shop(place)
    await place.pass()
    place.put(
      bindingManifest('evil/mine', { targetGroupARN: await place.targetGroup(key), ...spec }),
      serviceManifest('evil/web'),
      sliceManifest('evil/web', [{ pod: 'evil', ip: '10.0.1.199' }]),
      podManifest('evil/evil', { ip: '10.0.1.199' })
    )
    const { outlook } = await place.pass('evil/mine')
    expect(outlook.findings.map(({ code }) => code)).toEqual(['binding/not-its-own'])
    expect(place.calls()).toEqual([])
    expect(await keysOf(place, key)).toEqual(['10.0.1.130:8080'])
  })

  test('of two bindings that name one the older has it, also when the younger is deleted', async () => {
    const arn = arnOf('by-hand')
    const place = neighbourhood({ account: { targetGroups: [{ name: 'by-hand', targetType: 'ip', arn }] } })
    const made = (day: number) => ({ creationTimestamp: `2026-02-0${day}T00:00:00Z` })
    place.put(service, pod('web-1', '10.0.1.130'), slice({ pod: 'web-1', ip: '10.0.1.130' }))
    place.put(
      bindingManifest('shop/young', { targetGroupARN: arn, ...spec }, made(2)),
      bindingManifest('shop/old', { targetGroupName: 'by-hand', ...spec }, made(1))
    )
    expect((await place.pass('shop/young')).outlook.findings.map(({ code }) => code)).toEqual(['binding/taken'])
    await place.pass('shop/old')
    expect(await keysOf(place, 'shop/young')).toEqual(['10.0.1.130:8080'])
    const finalizers = ['elbv2.k8s.aws/resources']
    const deletionTimestamp = '2026-02-03T00:00:00Z'
    place.put(
      bindingManifest('shop/young', { targetGroupARN: arn, ...spec }, { ...made(2), finalizers, deletionTimestamp })
    )
    await place.pass('shop/young')
    expect(await place.object('TargetGroupBinding', 'shop/young')).toBeUndefined()
    expect((await place.targetsOf(arn)).map(({ state }) => state)).not.toContain('draining')
  })
})
