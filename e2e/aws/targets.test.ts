import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { describe, expect, test } from 'vitest'
import { clientSettings, type Seed } from '../../testbed/network.mjs'
import { podsAcrossZones } from '../../testbed/workloads.mjs'
import type { Inventory } from '../support/inventory.js'
import { anIngress, clusterWith } from '../support/objects.js'
import { accounts, type World } from './world.js'

const newWorld = accounts()

/** Addresses that receive requests, by the SDK alone. */
const registeredIn = async ({ server, inventory }: World): Promise<ReadonlyArray<string>> => {
  const client = new ElasticLoadBalancingV2Client(clientSettings(server.url))
  const found: Array<string> = []
  for (const { TargetGroupArn } of (await inventory()).targetGroups) {
    const { TargetHealthDescriptions = [] } = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn }))
    found.push(...TargetHealthDescriptions.flatMap(({ Target }) => Target?.Id ?? []))
  }
  client.destroy()
  return found.sort()
}

const rulesOnNodes = ({ securityGroups }: Inventory, { nodeSG }: Seed) =>
  securityGroups.filter(({ GroupId }) => GroupId === nodeSG).flatMap(({ IpPermissions = [] }) => IpPermissions)

/** The cluster with these pods behind Service `web`, by their place in the list of all. */
const servedBy = (seed: Seed, places: ReadonlyArray<number>, deleting = false) => {
  const pods = podsAcrossZones(seed)
  return clusterWith(seed, anIngress('web', { deleting })).map((object) => {
    if (object.kind !== 'EndpointSlice' || object.metadata.name !== 'web-abc') return object
    const conditions = { ready: true, serving: true, terminating: false }
    const endpoints = places.map((place) => {
      const { ip, name, node, zone } = pods[place] ?? { ip: '', name: '', node: '', zone: '' }
      const targetRef = { kind: 'Pod', name, namespace: 'app' }
      return { addresses: [ip], nodeName: node, zone, conditions, targetRef }
    })
    return { ...object, endpoints }
  })
}

const addressesOf = (seed: Seed, places: ReadonlyArray<number>) =>
  places.flatMap((place) => podsAcrossZones(seed)[place]?.ip ?? []).sort()

describe('targets', () => {
  test('are the pods of the Service, and the way to them is open', async () => {
    const world = await newWorld()
    const { seed, pass, targets, inventory } = world
    const { findings } = await targets(await pass(servedBy(seed, [0, 1])))
    expect(findings).toEqual([])
    expect(await registeredIn(world)).toEqual(addressesOf(seed, [0, 1]))
    expect(rulesOnNodes(await inventory(), seed)).toMatchObject([{ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080 }])
  })

  test.each([
    { how: 'more of them', after: [0, 1, 2, 3, 4, 5] },
    { how: 'others', after: [2, 3] },
    { how: 'none', after: [] }
  ])('follow the endpoints: $how', async ({ after }) => {
    const world = await newWorld()
    const { seed, pass, targets } = world
    await targets(await pass(servedBy(seed, [0, 1])))
    await targets(await pass(servedBy(seed, after)))
    expect(await registeredIn(world)).toEqual(addressesOf(seed, after))
  })

  test('cost a call for each target group that changed, and none for the others', async () => {
    const { seed, server, pass, targets } = await newWorld()
    const first = await pass(servedBy(seed, [0, 1]))
    await targets(first)
    const second = await pass(servedBy(seed, [0, 1]))
    server.reset()
    await targets(second)
    expect(server.counts().counts).not.toHaveProperty('elasticloadbalancing:RegisterTargets')
    expect(server.counts().counts).not.toHaveProperty('elasticloadbalancing:DescribeTargetHealth')
  })

  test('leave nothing behind, neither on the nodes nor in the account', async () => {
    const { seed, server, pass, targets, inventory } = await newWorld()
    const before = await inventory()
    await targets(await pass(servedBy(seed, [0, 1])))
    const leaving = servedBy(seed, [0, 1], true)
    const gone = await pass(leaving)
    expect(gone.report.failed).toEqual([])
    server.reset()
    await targets(gone)
    expect(server.counts().counts).not.toHaveProperty('elasticloadbalancing:DescribeTargetHealth')
    expect((await pass(leaving)).report).toMatchObject({ failed: [], skipped: [] })
    expect(await inventory()).toEqual(before)
  })
})
