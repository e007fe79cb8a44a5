import { classManifest, ingressManifest, serviceManifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { type Stage, stage, stepsOf } from './stage.js'

const implicit = 'ingress.k8s.aws/resources'
const ofGroup = (name: string): string => `group.ingress.k8s.aws/${name}`
const ingress = (key: string, annotations: Readonly<Record<string, string>> = {}, more: object = {}) =>
  ingressManifest(key, { class: 'alb', services: ['web'], annotations, ...more })
const web = [serviceManifest('shop/web'), serviceManifest('pay/web')]

/** The writes to Ingresses, as `addFinalizer shop/web …`. */
const writes = (outlook: Awaited<ReturnType<Stage['look']>>): ReadonlyArray<string> =>
  stepsOf(outlook).flatMap((step) => {
    if (step.on !== 'kubernetes' || step.write.object.kind !== 'Ingress') return []
    const { write, object } = step.write
    const what = 'finalizer' in step.write ? ` ${step.write.finalizer}` : ''
    return `${write} ${object.namespace}/${object.name}${what}`
  })

const first = (outlook: Awaited<ReturnType<Stage['look']>>, stack: string): string | undefined =>
  stepsOf(outlook).find((step) => step.stack === stack)?.id

describe('a member', () => {
  test('gets the finalizer of its group before anything is made, and an address at the end', async () => {
    const outlook = await stage().look([...web, ingress('shop/web')])
    expect(writes(outlook)).toEqual([`addFinalizer shop/web ${implicit}`, 'status shop/web'])
    expect(first(outlook, 'shop/web')).toContain('addFinalizer')
  })

  test('of a group with a name gets the finalizer of that name', async () => {
    const outlook = await stage().look([...web, ingress('shop/web', { 'group.name': 'team' })])
    expect(writes(outlook)).toContain(`addFinalizer shop/web ${ofGroup('team')}`)
  })

  test('that holds its finalizer and shows its address is written no more', async () => {
    const { look, pass } = stage()
    await pass([...web, ingress('shop/web')])
    expect(writes(await look([...web, ingress('shop/web')]))).toEqual([])
  })

  test('of a frozen group gets nothing, as nothing may be made for it', async () => {
    expect(writes(await stage().look([...web, ingress('shop/web', { scheme: 'public' })]))).toEqual([])
  })

  test('shows all ports of its group, its own or not', async () => {
    const outlook = await stage().look([
      ...web,
      ingress('shop/web', { 'group.name': 'team' }),
      ingress('pay/web', { 'group.name': 'team', 'listen-ports': '[{"HTTP":8080}]' })
    ])
    const ports = stepsOf(outlook).flatMap((step) =>
      step.on === 'kubernetes' && step.write.write === 'status' ? [step.write.status].flat() : []
    )
    expect(ports).toMatchObject([{ ports: [80, 8080] }, { ports: [80, 8080] }])
  })
})

describe('an Ingress that leaves', () => {
  const gone = (annotations: Readonly<Record<string, string>> = {}) =>
    ingress('shop/web', annotations, { deleting: true, finalizers: [implicit] })

  test('is let go after its load balancer', async () => {
    const { look, pass } = stage()
    await pass([...web, ingress('shop/web')])
    const outlook = await look([...web, gone()])
    expect(writes(outlook)).toEqual([`removeFinalizer shop/web ${implicit}`])
    const names = stepsOf(outlook).map(({ id }) => id.split(' ')[0])
    expect(names.indexOf('removeFinalizer')).toBeGreaterThan(names.indexOf('DeleteLoadBalancer'))
  })

  test('is let go at once where there is nothing', async () => {
    expect(writes(await stage().look([...web, gone()]))).toEqual([`removeFinalizer shop/web ${implicit}`])
  })

  test('is held while its own annotation protects the load balancer', async () => {
    const { look, pass } = stage()
    await pass([...web, ingress('shop/web')])
    const outlook = await look([...web, gone({ 'load-balancer-attributes': 'deletion_protection.enabled=true' })])
    expect(stepsOf(outlook)).toEqual([])
    expect(outlook.findings.map(({ code }) => code)).toEqual(['group/deletion-protected'])
  })

  test('is held while it protects a load balancer, also where that is not there yet', async () => {
    const protects = gone({ 'load-balancer-attributes': 'deletion_protection.enabled=true' })
    expect(writes(await stage().look([...web, protects]))).toEqual([])
  })

  test('for another group is let go by the first and taken up by the second', async () => {
    const { look, pass } = stage()
    await pass([...web, ingress('shop/web', { 'group.name': 'one' }), ingress('pay/web', { 'group.name': 'one' })])
    const outlook = await look([
      ...web,
      ingress('shop/web', { 'group.name': 'two' }),
      ingress('pay/web', { 'group.name': 'one' })
    ])
    expect(writes(outlook)).toEqual(
      expect.arrayContaining([
        `removeFinalizer shop/web ${ofGroup('one')}`,
        `addFinalizer shop/web ${ofGroup('two')}`,
        'status shop/web'
      ])
    )
    expect(writes(outlook)).toHaveLength(3)
  })

  const unserved = ingressManifest('shop/web', { class: 'nginx', services: ['web'], finalizers: [implicit] })

  test('and stays in the cluster, served by nobody of us, shows the load balancer no more', async () => {
    const { look, pass } = stage()
    await pass([...web, ingress('shop/web')])
    const manifests = [...web, classManifest('nginx', { controller: 'nginx.org/ingress-controller' }), unserved]
    expect(writes(await look(manifests))).toEqual(['status shop/web', `removeFinalizer shop/web ${implicit}`])
    const { plan } = await pass(manifests)
    const order = plan.steps.map(({ id }) => id.split(' ')[0])
    expect(order.indexOf('status')).toBeLessThan(order.indexOf('removeFinalizer'))
    expect(writes(await look(manifests))).toEqual([])
  })

  test('is held by a frozen group while a rule leads to its Service', async () => {
    const { look, pass } = stage()
    const team = { 'group.name': 'team' }
    await pass([...web, ingress('shop/web', team), ingress('pay/web', team)])
    const outlook = await look([
      ...web,
      ingress('shop/web', team, { deleting: true, finalizers: [ofGroup('team')] }),
      ingress('pay/web', { ...team, scheme: 'public' })
    ])
    expect(outlook.groups.map(({ state }) => state)).toEqual(['frozen'])
    expect(writes(outlook)).toEqual([])
  })
})
