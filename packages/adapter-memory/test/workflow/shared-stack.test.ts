import { ingressManifest, type Manifest, serviceManifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { type Stage, stage, stepsOf } from './stage.js'

const ingress = (key: string, annotations: Readonly<Record<string, string>> = {}, more: object = {}) =>
  ingressManifest(key, { class: 'alb', services: ['web'], annotations, ...more })
const web = [serviceManifest('shop/web'), serviceManifest('pay/web')]
const going = (key: string): Manifest => ingress(key, {}, { deleting: true, finalizers: ['ingress.k8s.aws/resources'] })

/** What becomes of the security group that all load balancers share. */
const shared = (outlook: Awaited<ReturnType<Stage['look']>>): ReadonlyArray<string> =>
  stepsOf(outlook).flatMap((step) => (step.stack === '*shared*' && step.on === 'aws' ? step.call.action : []))

describe('the security group that load balancers share', () => {
  test('is made for the first that needs it', async () => {
    expect(shared(await stage().look([...web, ingress('shop/web')]))).toEqual(['CreateSecurityGroup'])
  })

  test('is made once for many', async () => {
    expect(shared(await stage().look([...web, ingress('shop/web'), ingress('pay/web')]))).toEqual([
      'CreateSecurityGroup'
    ])
  })

  test('is not made for those who need none', async () => {
    const own = ingress('shop/web', { 'security-groups': 'office' })
    expect(shared(await stage().look([...web, own]))).toEqual([])
  })

  test('is not made where the installation names one, or wants none', async () => {
    const named = stage({ flags: { 'backend-security-group': 'sg-0aaa0000000000001' } })
    const off = stage({ flags: { 'enable-backend-security-group': false } })
    expect(shared(await named.look([...web, ingress('shop/web')]))).toEqual([])
    expect(shared(await off.look([...web, ingress('shop/web')]))).toEqual([])
  })

  test('goes with the last load balancer', async () => {
    const { look, pass } = stage()
    await pass([...web, ingress('shop/web')])
    expect(shared(await look([...web, going('shop/web')]))).toEqual(['DeleteSecurityGroup'])
  })
})

describe('the shared security group stays', () => {
  const made = async (...more: ReadonlyArray<Manifest>): Promise<Stage> => {
    const there = stage()
    await there.pass([...web, ingress('shop/web'), ...more])
    return there
  }

  test('while another load balancer has it', async () => {
    const { look } = await made(ingress('pay/web'))
    expect(shared(await look([...web, going('shop/web'), ingress('pay/web')]))).toEqual([])
  })

  test('while a group does not check, and so may need it', async () => {
    const { look } = await made()
    expect(shared(await look([...web, going('shop/web'), ingress('pay/web', { scheme: 'public' })]))).toEqual([])
  })

  test('while a load balancer is there that nobody asks for', async () => {
    const { look } = await made(ingress('pay/web'))
    expect(shared(await look([...web, going('shop/web')]))).toEqual([])
  })

  test('while only one group is looked at', async () => {
    const { look } = await made()
    expect(shared(await look([...web, going('shop/web')], { only: 'shop/web' }))).toEqual([])
  })

  test('while a Service holds a finalizer of the reference, which makes load balancers for Services too', async () => {
    const { look } = await made()
    const service = serviceManifest('pay/nlb')
    const held: Manifest = { ...service, metadata: { ...service.metadata, finalizers: ['service.k8s.aws/resources'] } }
    expect(shared(await look([...web, going('shop/web'), held]))).toEqual([])
  })

  test.each([
    {
      name: 'where the installation names another one by now',
      flags: { 'backend-security-group': 'sg-0aaa0000000000001' }
    },
    { name: 'where the installation wants none any more', flags: { 'enable-backend-security-group': false } }
  ])('$name, as targets may still be open for it', async ({ flags }) => {
    const there = await made()
    const { look } = stage({ ...there.account(), flags })
    const outlook = await look([...web, going('shop/web')])
    expect(outlook.observed.stacks.has('*shared*')).toBe(true)
    expect(shared(outlook)).toEqual([])
  })
})
