import { type Installation, iamPolicy, installation } from '@alb-ingress/core'
import { afterAll, beforeAll, expect } from 'vitest'
import { type AwsOptions, startAws, type TestAws } from '../../testbed/aws.mjs'
import type { Seed } from '../../testbed/network.mjs'
import { type Inventory, inventoryOf } from '../support/inventory.js'
import { type Stage, stageBefore } from '../support/stage.js'
import { connected } from './connected.js'

/** An account of one test, and a cluster in memory before it. */
export interface World extends Stage {
  readonly seed: Seed
  readonly server: TestAws
  readonly inventory: () => Promise<Inventory>
}

/** Calls that our own policy does not allow, although the server takes them. Anybody may ask STS who they are. */
export const notAllowed = (server: TestAws): ReadonlyArray<string> => {
  const place = { partition: 'aws', region: server.seed.region, accountId: '*', vpcId: '*', clusterName: '*' }
  const { cluster: clusterName, vpc: vpcId, region } = server.seed
  const { Statement } = iamPolicy(installation({ clusterName, vpcId, region, accountId: '*' }), place)
  const allowed = new Set<string>(Statement.flatMap(({ Action }) => Action))
  return server.everCalled().filter((call) => !allowed.has(call) && call !== 'sts:GetCallerIdentity')
}

/** A server for the tests of one file, all of whose calls are in the policy; each test begins with an account that holds nothing but the network of its cluster. */
export const accounts = (options: AwsOptions = {}): ((given?: Partial<Installation>) => Promise<World>) => {
  let server: TestAws
  beforeAll(async () => {
    server = await startAws(options)
  })
  afterAll(async () => {
    await server.stop()
    expect(notAllowed(server)).toEqual([])
  })
  return async (given) => {
    const seed = await server.newAccount()
    const { aws, install } = await connected(server, given)
    server.reset()
    return { ...stageBefore(aws, install), seed, server, inventory: () => inventoryOf(server.url) }
  }
}
