import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAws, type TestAws } from '../../testbed/aws.mjs'
import { clientSettings } from '../../testbed/network.mjs'
import { mutating } from '../../testbed/proxy.mjs'
import { leftBehind, replay } from '../../testbed/replay.mjs'
import { type Inventory, inventoryOf } from '../support/inventory.js'
import { planned, type Stage, stageBefore } from '../support/stage.js'
import { connectedTo } from './connected.js'

type Client = elbv2.ElasticLoadBalancingV2Client

interface ForeignChange {
  readonly what: string
  readonly change: (client: Client, inventory: Inventory) => Promise<unknown>
  readonly call: string
}

/** Somebody changes one thing beside the controller. */
const foreignChanges: ReadonlyArray<ForeignChange> = [
  {
    what: 'the health check of a target group',
    change: (client, { targetGroups }) =>
      client.send(
        new elbv2.ModifyTargetGroupCommand({
          TargetGroupArn: targetGroups[0]?.TargetGroupArn,
          HealthCheckPath: '/elsewhere'
        })
      ),
    call: 'elasticloadbalancing:ModifyTargetGroup'
  },
  {
    what: 'a rule is deleted',
    change: (client, { rules }) => client.send(new elbv2.DeleteRuleCommand({ RuleArn: rules[1]?.RuleArn })),
    call: 'elasticloadbalancing:CreateRule'
  },
  {
    what: 'a rule leads nowhere',
    change: (client, { rules }) =>
      client.send(
        new elbv2.ModifyRuleCommand({
          RuleArn: rules[0]?.RuleArn,
          Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }]
        })
      ),
    call: 'elasticloadbalancing:ModifyRule'
  },
  {
    what: 'a tag of a listener is taken off',
    change: (client, { listeners }) =>
      client.send(
        new elbv2.RemoveTagsCommand({
          ResourceArns: listeners.slice(0, 1).flatMap(({ ListenerArn }) => ListenerArn ?? []),
          TagKeys: ['ingress.k8s.aws/resource']
        })
      ),
    call: 'elasticloadbalancing:AddTags'
  }
]

describe.each([
  { state: 's1', about: 'one Ingress with HTTPS and three Services', reads: 15 },
  { state: 's2', about: 'fifty Ingresses in one group', reads: 25 }
] as const)('what AWS Load Balancer Controller 3.5 left of $about', ({ state, reads }) => {
  const { seed, objects } = leftBehind(state)
  let server: TestAws
  let stage: Stage
  beforeAll(async () => {
    server = await startAws()
    await replay(state, server.url)
    const { aws, install } = await connectedTo(server.endpoint, seed)
    stage = stageBefore(aws, install)
  })
  afterAll(() => server.stop())

  test('is taken over without a write', async () => {
    server.reset()
    const { plan } = await stage.pass(objects)
    expect(plan.steps.map(({ id, causes }) => [id, causes])).toEqual([])
    expect(mutating(server.counts().counts)).toBe(0)
    expect(server.counts().total).toBeLessThanOrEqual(reads)
  })

  test.each(foreignChanges)('$what by somebody else: one call mends it', async ({ change, call }) => {
    const client = new elbv2.ElasticLoadBalancingV2Client(clientSettings(server.url))
    await change(client, await inventoryOf(server.url))
    client.destroy()
    server.reset()
    await stage.pass(objects)
    const { counts } = server.counts()
    expect(mutating(counts)).toBe(1)
    expect(counts[call]).toBe(1)
    expect(planned(await stage.look(objects))).toEqual([])
  })
})
