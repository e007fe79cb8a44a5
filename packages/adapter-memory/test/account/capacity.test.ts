import { awsCalls as calls, storyIn } from '@alb-ingress/core/testing'
import { expect, test } from 'vitest'
import { memoryAws, memoryClock, worldFrom } from '../../src/index.js'
import { certificate, emptyAccount } from '../example-account.js'
import { storyOf } from './rule-table.js'

const reserve = (arn: string, minimumCapacity: number) =>
  calls.modify('LoadBalancer', arn, 'ModifyCapacityReservation', { minimumCapacity })

test('capacity is reserved, shown, and given back', async () => {
  const story = storyOf(emptyAccount)
  const arn = await story.loadBalancer('a')
  const shown = () => story.detail({ kind: 'LoadBalancer', physicalId: arn, field: 'minimumCapacity' })
  expect(await shown()).toBe(0)
  await story.done(reserve(arn, 500))
  expect(await shown()).toBe(500)
  await story.done(reserve(arn, 0))
  expect(await shown()).toBe(0)
})

test('capacity of a load balancer that is being made cannot be reserved', async () => {
  const clock = memoryClock()
  const story = storyIn({
    aws: memoryAws(worldFrom(emptyAccount), clock, { provisioning: 60_000 }),
    scope: { clusterName: 'demo', vpcId: 'vpc-0123456789abcdef0' },
    subnets: ['subnet-public-a', 'subnet-public-b', 'subnet-public-c'],
    certificates: [certificate(1), certificate(2)]
  })
  const arn = await story.loadBalancer('a')
  await story.declined(reserve(arn, 500), 'invalid', 'InvalidConfigurationRequest')
  await clock.sleep(60_000)()
  await story.done(reserve(arn, 500))
})

test('capacity is not negative', async () => {
  const story = storyOf(emptyAccount)
  await story.declined(reserve(await story.loadBalancer('a'), -1), 'invalid', 'ValidationError')
})
