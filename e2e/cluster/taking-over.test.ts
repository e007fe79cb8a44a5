import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2'
import { describe, expect, test } from 'vitest'
import { clientSettings } from '../../testbed/network.mjs'
import { mutating } from '../../testbed/proxy.mjs'
import { replay } from '../../testbed/replay.mjs'
import { restore } from '../../testbed/restore.mjs'
import { liveWorld } from './live-world.js'

describe.each([
  { state: 's1', about: 'one Ingress with HTTPS and three Services', calls: 15 },
  { state: 's2', about: 'fifty Ingresses in one group', calls: 25 }
] as const)('what AWS Load Balancer Controller 3.5 left of $about', async ({ state, calls }) => {
  const world = await liveWorld({
    prepare: async (aws, kubeconfig) => {
      await replay(state, aws.url)
      return restore(state, kubeconfig)
    }
  })
  /** What a controller calls from its start until it has nothing to do. */
  const firstCalls = async () => {
    world.aws().reset()
    const controller = await world.controller()
    await controller.until(({ msg }) => msg === 'swept')
    await controller.rest()
    await controller.stop()
    return world.aws().counts()
  }

  test('is taken over without a write, and with few calls', async () => {
    const { counts, total } = await firstCalls()
    expect(mutating(counts)).toBe(0)
    expect(total).toBeLessThanOrEqual(calls)
    await world.expectAllRight()
  })

  test('is mended with one call when somebody changed one thing meanwhile', async () => {
    const client = new elbv2.ElasticLoadBalancingV2Client(clientSettings(world.aws().url))
    const { targetGroups } = await world.inventory()
    const TargetGroupArn = targetGroups[0]?.TargetGroupArn
    await client.send(new elbv2.ModifyTargetGroupCommand({ TargetGroupArn, HealthCheckPath: '/elsewhere' }))
    client.destroy()
    const { counts } = await firstCalls()
    expect(mutating(counts)).toBe(1)
    expect(counts['elasticloadbalancing:ModifyTargetGroup']).toBe(1)
    await world.expectAllRight()
  })
})
