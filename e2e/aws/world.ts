import type { Installation } from '@alb-ingress/core'
import { afterAll, beforeAll, expect } from 'vitest'
import { type AwsOptions, startAws, type TestAws } from '../../testbed/aws.mjs'
import type { Seed } from '../../testbed/network.mjs'
import { type Inventory, inventoryOf } from '../support/inventory.js'
import { notAllowed } from '../support/policy.js'
import { type Stage, stageBefore } from '../support/stage.js'
import { connected } from './connected.js'

/** An account of one test, and a cluster in memory before it. */
export interface World extends Stage {
  readonly seed: Seed
  readonly server: TestAws
  readonly inventory: () => Promise<Inventory>
}

/** A server for the tests of one file, all of whose calls are in the policy; each test begins with an account that holds nothing but the network of its cluster. */
export const accounts = (options: AwsOptions = {}): ((given?: Partial<Installation>) => Promise<World>) => {
  let server: TestAws
  beforeAll(async () => {
    server = await startAws(options)
  })
  afterAll(async () => {
    await server.stop()
    expect(notAllowed(server.everCalled())).toEqual([])
  })
  return async (given) => {
    const seed = await server.newAccount()
    const { aws, install } = await connected(server, given)
    server.reset()
    return { ...stageBefore(aws, install), seed, server, inventory: () => inventoryOf(server.url) }
  }
}
