import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  ElasticLoadBalancingV2Client
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startAws, type TestAws } from '../../testbed/aws.mjs'
import { clientSettings } from '../../testbed/network.mjs'
import { mutating } from '../../testbed/proxy.mjs'

let aws: TestAws
let client: ElasticLoadBalancingV2Client

beforeAll(async () => {
  aws = await startAws()
  client = new ElasticLoadBalancingV2Client(clientSettings(aws.endpoint))
})
afterAll(() => aws.stop())

const newLoadBalancer = (Name: string) => new CreateLoadBalancerCommand({ Name, Subnets: [...aws.seed.public] })

describe('the AWS server of the testbed', () => {
  beforeEach(() => aws.newAccount())

  test('counts calls by service and action, and forgets them when asked', async () => {
    await client.send(newLoadBalancer('one'))
    await client.send(newLoadBalancer('two'))
    expect(aws.counts()).toMatchObject({ total: 2, counts: { 'elasticloadbalancing:CreateLoadBalancer': 2 } })
    expect(mutating(aws.counts().counts)).toBe(2)
    aws.reset()
    expect(aws.counts().total).toBe(0)
  })

  test('declines as AWS does', async () => {
    const { LoadBalancers = [] } = await client.send(newLoadBalancer('one'))
    const listener = new CreateListenerCommand({
      LoadBalancerArn: LoadBalancers[0]?.LoadBalancerArn,
      ...{
        Port: 443,
        Protocol: 'HTTPS',
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }]
      }
    })
    await expect(client.send(listener)).rejects.toMatchObject({ name: 'CertificateNotFoundException' })
  })

  test('throttles the share of calls that it was told to', async () => {
    aws.config({ failRate: 1 })
    await expect(client.send(newLoadBalancer('one'))).rejects.toMatchObject({ name: 'Throttling' })
    aws.config({ failRate: 0 })
    expect(aws.counts()).toMatchObject({ total: 1, failed: 1 })
  })
})
