import type { Manifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { ingress, type Simulated, simulated, started, surroundings, type WorldSaid } from '../support/world.js'

const pod = (name: string, address: string, gates: ReadonlyArray<string> = []): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    namespace: 'shop',
    name,
    uid: `uid-${name}`,
    creationTimestamp: '2026-01-01T00:00:00Z'
  } as Manifest['metadata'],
  spec: {
    nodeName: 'node-a',
    containers: [{ name: 'web', ports: [{ containerPort: 8080 }] }],
    readinessGates: gates.map((conditionType) => ({ conditionType }))
  },
  status: { podIP: address, conditions: [{ type: 'ContainersReady', status: 'True' }] }
})

const node: Manifest = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'node-a' },
  spec: { providerID: 'aws:///eu-central-1a/i-0123456789abcdef0' },
  status: { conditions: [{ type: 'Ready', status: 'True' }] }
}

/** The Pods behind the Service `web`, by name and address. */
const slice = (...pods: ReadonlyArray<readonly [name: string, address: string]>): Manifest => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { namespace: 'shop', name: 'web-1', labels: { 'kubernetes.io/service-name': 'web' } },
  addressType: 'IPv4',
  ports: [{ port: 8080 }],
  endpoints: pods.map(([name, address]) => ({
    addresses: [address],
    conditions: { ready: true },
    targetRef: { kind: 'Pod', namespace: 'shop', name }
  }))
})

/** What is registered, and does not drain. */
const registered = ({ account }: Simulated): ReadonlyArray<string> =>
  [...account.targetGroups.values()].flatMap(({ registered = [] }) =>
    registered.filter(({ until }) => until === undefined).map(({ id }) => id)
  )

describe('targets', () => {
  const withTwoPods = async (said: WorldSaid = {}): Promise<Simulated> => {
    const world = await started(simulated(said))
    world.apply(...surroundings, node, pod('a', '10.0.0.10'), pod('b', '10.0.0.11'), slice(['a', '10.0.0.10']))
    world.apply(ingress('shop/a', { 'target-type': 'ip' }))
    await world.time.pass(10_000)
    return world
  }

  test('are registered once the target group is there', async () => {
    expect(registered(await withTwoPods())).toEqual(['10.0.0.10'])
  })

  test('are registered also where the cluster knows no TargetGroupBindings', async () => {
    const world = await withTwoPods({ hasBindings: false })
    expect(world.writes.filter(({ object }) => object.kind === 'TargetGroupBinding')).toEqual([])
    expect(registered(world)).toEqual(['10.0.0.10'])
    world.apply(slice(['b', '10.0.0.11']))
    await world.time.pass(1000)
    expect(registered(world)).toEqual(['10.0.0.11'])
  })

  test('of a target group that was just made are not asked for', async () => {
    expect((await withTwoPods()).asked.filter((ask) => ask === 'targets')).toEqual([])
  })

  test('stay while Pods cannot be seen, and whoever runs the controller is told', async () => {
    const world = await withTwoPods()
    for (const name of ['a', 'b']) world.source.remove(`Pod shop/${name}`)
    world.apply(slice(['a', '10.0.0.10'], ['c', '10.0.0.12']))
    await world.time.pass(10_000)
    expect(registered(world)).toEqual(['10.0.0.10'])
    expect(world.passes('binding').at(-1)).toMatchObject({ failed: [{ code: 'PodsUnseen' }] })
  })

  test('stay when another replica takes over', async () => {
    const world = await withTwoPods()
    await world.loop.lead(false)
    world.calls.length = 0
    await world.loop.lead(true)
    await world.time.pass(30_000)
    expect(world.calls.filter((call) => call.includes('Targets'))).toEqual([])
  })

  test('follow the endpoints within a second, and no group is looked at', async () => {
    const world = await withTwoPods()
    const passes = world.passes().length
    world.calls.length = 0
    world.apply(slice(['a', '10.0.0.10'], ['b', '10.0.0.11']))
    await world.time.pass(1000)
    expect(registered(world)).toEqual(['10.0.0.10', '10.0.0.11'])
    expect(world.passes().length).toBe(passes)
    expect(world.calls.filter((call) => call === 'RegisterTargets')).toHaveLength(1)
  })
})
