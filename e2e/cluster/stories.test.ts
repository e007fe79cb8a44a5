import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2'
import { beforeAll, describe, expect, test } from 'vitest'
import type { TestController } from '../../testbed/controller.mjs'
import { createObjects } from '../../testbed/objects.mjs'
import { podsAcrossZones, service } from '../../testbed/workloads.mjs'
import { anIngress, type IngressSaid } from '../support/objects.js'
import type { Found, Written } from './admin.js'
import { liveWorld } from './live-world.js'

// One controller with the rights that it is deployed with; each test has names of its own.

const world = await liveWorld()
const { admin, kubernetes } = world
let controller: TestController
beforeAll(async () => {
  controller = await world.controller()
  await controller.until(({ msg }) => msg === 'swept')
})

const namespace = 'app'
const ingress = (name: string) => ({ kind: 'Ingress', namespace, name })
const create = (...objects: ReadonlyArray<Found>): Promise<void> => createObjects(kubernetes.kubeconfig, objects)

/** An Ingress on a host of its own name, and the Service that it leads to. */
const app = (name: string, said: IngressSaid = {}): ReadonlyArray<Found> => [
  ...service(world.aws().seed, name, 0),
  anIngress(name, { host: `${name}.example.com`, paths: [['/', name]], ...said })
]
const hello = JSON.stringify({ type: 'fixed-response', fixedResponseConfig: { statusCode: '200' } })
/** An Ingress that needs no Service. */
const fixed = (name: string, said: IngressSaid['annotations'] = {}): Found =>
  anIngress(name, {
    ...{ host: `${name}.example.com`, paths: [['/', 'hello']] },
    annotations: { 'actions.hello': hello, ...said }
  })

/** Does something, waits until a pass over the group has brought it about, and until there is nothing more to do. */
const changing = async (group: string, change: () => Promise<unknown>): Promise<void> => {
  const from = controller.lines().length
  await change()
  await controller.until((line) => line.group === group && line.msg === 'passed' && line.done > 0, from)
  await controller.rest()
}

const stackTag = 'ingress.k8s.aws/stack'
/** What a stack has in AWS. */
const stackOf = async (stack: string) => {
  const { loadBalancers, rules, targetGroups, tags } = await world.inventory()
  const isIts = (arn = ''): boolean =>
    tags[arn]?.[stackTag] === stack && tags[arn]?.['elbv2.k8s.aws/cluster'] === world.aws().seed.cluster
  return {
    loadBalancers: loadBalancers.filter(({ LoadBalancerArn }) => isIts(LoadBalancerArn)),
    rules: rules.filter(({ RuleArn }) => isIts(RuleArn)),
    targetGroups: targetGroups.filter(({ TargetGroupArn }) => isIts(TargetGroupArn)),
    tags
  }
}
const hostsOf = (rules: ReadonlyArray<Rule>): ReadonlyArray<string> =>
  rules
    .toSorted((a, b) => Number(a.Priority) - Number(b.Priority))
    .flatMap(({ Conditions = [] }) => Conditions.flatMap(({ HostHeaderConfig }) => HostHeaderConfig?.Values ?? []))

const hostnameOf = async (name: string, of = namespace): Promise<string | undefined> =>
  (await admin.get({ kind: 'Ingress', namespace: of, name })).status?.loadBalancer?.ingress?.[0]?.hostname

describe('groups', () => {
  test('one load balancer serves Ingresses of two namespaces, and stays for the one that remains', async () => {
    await admin.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } })
    const there = fixed('there', { 'group.name': 'wide' })
    const moved = { ...there, metadata: { ...there.metadata, namespace: 'team' } }
    await changing('wide', () => create(...app('here', { annotations: { 'group.name': 'wide' } }), moved))
    const both = await stackOf('wide')
    expect(hostsOf(both.rules)).toEqual(['here.example.com', 'there.example.com'])
    expect(await hostnameOf('here')).toBe(both.loadBalancers[0]?.DNSName)
    expect(await hostnameOf('there', 'team')).toBe(both.loadBalancers[0]?.DNSName)
    await changing('wide', () => admin.remove({ kind: 'Ingress', namespace: 'team', name: 'there' }))
    const one = await stackOf('wide')
    expect(one.loadBalancers).toEqual(both.loadBalancers)
    expect(hostsOf(one.rules)).toEqual(['here.example.com'])
    await world.expectAllRight()
  })

  test('a bad Ingress beside good ones gets an event and no load balancer, and delays nobody', async () => {
    await create(...app('good-1'), ...app('bad', { annotations: { scheme: 'public' } }), ...app('good-2'))
    for (const name of ['good-1', 'good-2'])
      await controller.until(({ group, msg, done }) => group === `app/${name}` && msg === 'passed' && done > 0)
    await controller.until(({ group, state }) => group === 'app/bad' && state === 'frozen')
    await controller.rest()
    expect(await Promise.all(['good-1', 'bad', 'good-2'].map((name) => hostnameOf(name)))).toEqual([
      expect.any(String),
      undefined,
      expect.any(String)
    ])
    const events = await admin.list('Event', namespace)
    const reasons = events.filter(({ involvedObject }) => involvedObject.name === 'bad').map(({ reason }) => reason)
    expect(reasons).toContain('FailedBuildModel')
    expect((await stackOf('app/bad')).loadBalancers).toEqual([])
    await changing('app/bad', () =>
      admin.patch(ingress('bad'), { metadata: { annotations: { 'alb.ingress.kubernetes.io/scheme': 'internal' } } })
    )
    expect((await stackOf('app/bad')).loadBalancers).toHaveLength(1)
    await world.expectAllRight()
  })
})

describe('an IngressClass', () => {
  const params = (name: string, spec: object) => ({
    ...{ apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'IngressClassParams', metadata: { name } },
    spec
  })
  const parameters = (name: string) => ({ apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name })
  const ofClass = (found: Found, ingressClassName: string): Found => ({
    ...found,
    spec: { ...found.spec, ingressClassName }
  })
  const teams = async () => {
    const { loadBalancers, tags } = await stackOf('app/classy')
    return loadBalancers.map(({ LoadBalancerArn = '', Scheme }) => [Scheme, tags[LoadBalancerArn]?.team])
  }

  test('and its parameters count from the moment they change', async () => {
    const inner = {
      ...{ apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: 'inner' } },
      spec: { controller: 'ingress.k8s.aws/alb', parameters: parameters('shop') }
    }
    const shop = params('shop', { scheme: 'internal', tags: [{ key: 'team', value: 'shop' }] })
    const desk = params('desk', { scheme: 'internal', tags: [{ key: 'team', value: 'desk' }] })
    const classy = ofClass(fixed('classy', { scheme: undefined }), 'inner')
    await changing('app/classy', () => create(shop, desk, inner, classy))
    expect(await teams()).toEqual([['internal', 'shop']])
    await changing('app/classy', () =>
      admin.patch({ kind: 'IngressClassParams', name: 'shop' }, { spec: { tags: [{ key: 'team', value: 'bakery' }] } })
    )
    expect(await teams()).toEqual([['internal', 'bakery']])
    await changing('app/classy', () =>
      admin.patch({ kind: 'IngressClass', name: 'inner' }, { spec: { parameters: parameters('desk') } })
    )
    expect(await teams()).toEqual([['internal', 'desk']])
    await world.expectAllRight()
  })
})

describe('a Secret', () => {
  const secret = (clientSecret: string) => ({
    ...{ apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name: 'log-in' } },
    stringData: { clientID: 'shop', clientSecret }
  })

  test('that is rotated reaches the listener with one call', async () => {
    const provider = JSON.stringify({
      issuer: 'https://id.example.com',
      authorizationEndpoint: 'https://id.example.com/authorize',
      tokenEndpoint: 'https://id.example.com/token',
      userInfoEndpoint: 'https://id.example.com/user',
      secretName: 'log-in'
    })
    const annotations = {
      ...{ 'auth-type': 'oidc', 'auth-idp-oidc': provider, 'certificate-arn': world.aws().seed.cert },
      'listen-ports': '[{"HTTPS": 443}]'
    }
    await admin.create(secret('first'))
    await changing('app/door', () => create(...app('door', { annotations })))
    await world.expectAllRight()
    world.aws().reset()
    await changing('app/door', () => admin.patch({ kind: 'Secret', namespace, name: 'log-in' }, secret('second')))
    expect(world.aws().counts().counts).toEqual({ 'elasticloadbalancing:ModifyRule': 1 })
    expect(JSON.stringify(controller.lines())).not.toMatch(/"first"|"second"/)
  })
})

describe('endpoints', () => {
  const slice = (name: string): Written & Found => {
    const [, found]: ReadonlyArray<Found> = service(world.aws().seed, name, 0)
    return found
  }
  const endpoints = (count: number) =>
    podsAcrossZones(world.aws().seed)
      .slice(0, count)
      .map(({ ip, name, node, zone }) => ({
        ...{ addresses: [ip], nodeName: node, zone, targetRef: { kind: 'Pod', name, namespace } },
        conditions: { ready: true, serving: true, terminating: false }
      }))
  /** Two slices, whose pods listen on two ports: there are thirty pods, and fifty endpoints are wanted. */
  const scale = (first: number, second: number) =>
    Promise.all(
      Object.entries({ 'scaled-abc': first, 'scaled-def': second }).map(([name, count]) =>
        admin.patch({ kind: 'EndpointSlice', namespace, name }, { endpoints: endpoints(count) })
      )
    )

  test('are followed from none over fifty to three', async () => {
    const [web, abc, ...rest] = app('scaled')
    const def = { ...slice('scaled'), metadata: { ...slice('scaled').metadata, name: 'scaled-def' } }
    const empty = [abc, { ...def, ports: [{ name: 'http', port: 8081, protocol: 'TCP' }] }].map((each) => ({
      ...each,
      endpoints: []
    }))
    await changing('app/scaled', () => create(web, ...empty, ...rest))
    await world.expectAllRight()
    for (const [first, second] of [
      [25, 25],
      [3, 0]
    ] as const) {
      const from = controller.lines().length
      world.aws().reset()
      await scale(first, second)
      await controller.until(({ binding, msg, done }) => binding !== undefined && msg === 'passed' && done > 0, from)
      await controller.rest()
      await world.expectAllRight()
      // Both slices may be seen by one pass or by two.
      expect(world.aws().counts().total).toBeLessThanOrEqual(6)
    }
  })
})

describe('an API server that is away for a while', () => {
  test('is found again, and what changed before and after counts', async () => {
    const from = controller.lines().length
    await create(...app('before'))

    await kubernetes.outage()
    await create(...app('after'))
    for (const name of ['before', 'after'])
      await controller.until(({ group, msg, done }) => group === `app/${name}` && msg === 'passed' && done > 0, from)
    await controller.rest()
    await world.expectAllRight()
    expect(await hostnameOf('before')).toEqual(expect.any(String))
    expect(await hostnameOf('after')).toEqual(expect.any(String))
  })
})

describe('deletion', () => {
  const broken = { metadata: { annotations: { 'alb.ingress.kubernetes.io/scheme': 'public' } } }
  const isThere = async (name: string): Promise<boolean> =>
    (await admin.list('Ingress', namespace)).some(({ metadata }) => metadata.name === name)

  test('of the Ingress that froze its group thaws it, and takes its own rules along', async () => {
    const annotations = { 'group.name': 'iced', scheme: 'internet-facing' }
    await changing('iced', () => create(...app('stays', { annotations }), ...app('breaks', { annotations })))
    const from = controller.lines().length
    await admin.patch(ingress('breaks'), broken)
    await controller.until(({ group, state }) => group === 'iced' && state === 'frozen', from)
    expect((await stackOf('iced')).rules).toHaveLength(2)
    await changing('iced', () => admin.remove(ingress('breaks')))
    expect(await isThere('breaks')).toBe(false)
    const { rules, targetGroups } = await stackOf('iced')
    expect([hostsOf(rules), targetGroups.length]).toEqual([['stays.example.com'], 1])
    await world.expectAllRight()
  })

  test('of a member of a frozen group waits until the group is mended', async () => {
    const annotations = { 'group.name': 'cold', scheme: 'internet-facing' }
    await changing('cold', () => create(...app('goes', { annotations }), ...app('wrong', { annotations })))
    const from = controller.lines().length
    await admin.patch(ingress('wrong'), broken)
    await controller.until(({ group, state }) => group === 'cold' && state === 'frozen', from)
    await admin.remove(ingress('goes'))
    await controller.rest()
    expect([await isThere('goes'), (await stackOf('cold')).rules.length]).toEqual([true, 2])
    const mended = { metadata: { annotations: { 'alb.ingress.kubernetes.io/scheme': 'internet-facing' } } }
    await changing('cold', () => admin.patch(ingress('wrong'), mended))
    expect([await isThere('goes'), hostsOf((await stackOf('cold')).rules)]).toEqual([false, ['wrong.example.com']])
    await world.expectAllRight()
  })

  test('of every Ingress leaves nothing with our tags, and all that is foreign', async () => {
    const from = controller.lines().length
    for (const { metadata } of await admin.list('Ingress'))
      await admin.remove({ kind: 'Ingress', namespace: metadata.namespace, name: metadata.name })
    await controller.until(
      ({ step = '', event }) => step.startsWith('DeleteSecurityGroup *shared*') && event === 'done',
      from
    )
    await controller.rest()
    const { tags } = await world.inventory()
    const ours = Object.values(tags).filter(
      (each) =>
        each['elbv2.k8s.aws/cluster'] === world.aws().seed.cluster && each['ingress.k8s.aws/stack'] !== undefined
    )
    expect(ours).toEqual([])
    expect(await admin.list('Ingress')).toEqual([])
    expect(await admin.list('TargetGroupBinding')).toEqual([])
    await world.expectAllRight()
  })
})
