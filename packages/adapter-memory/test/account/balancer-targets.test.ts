import { E } from '@alb-ingress/core'
import { awsCalls as calls, type Story, storyIn } from '@alb-ingress/core/testing'
import { expect, test } from 'vitest'
import { memoryAws, memoryClock, worldFrom } from '../../src/index.js'
import { certificate, emptyAccount } from '../example-account.js'
import { rules, storyOf } from './rule-table.js'

const register = (group: string, loadBalancer: string, port = 80) =>
  calls.change('add', 'TargetGroup', group, 'RegisterTargets', 'targets', [{ loadBalancer, port }])
const deregister = (group: string, loadBalancer: string, port = 80) =>
  calls.change('remove', 'TargetGroup', group, 'DeregisterTargets', 'targets', [{ loadBalancer, port }])

/** A load balancer that listens on port 80, and a target group for load balancers. */
const parts = async (story: Story) => {
  const balancer = await story.loadBalancer('behind')
  await story.listener(balancer, 80)
  return { balancer, group: await story.frontGroup('front') }
}

const registered = async (story: Story) => {
  const made = await parts(story)
  await story.done(register(made.group, made.balancer))
  return made
}

const network = { type: 'network', scheme: 'internet-facing' } as const
const addressed = (story: Story, ...ids: ReadonlyArray<string>) => ({
  ...network,
  subnetMappings: ids.map((allocationId, i) => ({ subnetId: story.world.subnets[i] ?? '', allocationId }))
})

rules('load balancers as targets', [
  {
    name: 'one that listens on the port is taken',
    given: async (story) => {
      const { group, balancer } = await parts(story)
      return register(group, balancer)
    },
    expected: 'done'
  },
  {
    name: 'one that is registered already is taken again',
    given: async (story) => {
      const { group, balancer } = await registered(story)
      return register(group, balancer)
    },
    expected: 'done'
  },
  {
    name: 'one without a listener on the port is not',
    given: async (story) => {
      const { group, balancer } = await parts(story)
      return register(group, balancer, 81)
    },
    expected: 'InvalidTarget'
  },
  {
    name: 'one that is not there is not',
    given: async (story) => register((await parts(story)).group, 'arn:nobody'),
    expected: 'InvalidTarget'
  },
  {
    name: 'one of type network is not',
    given: async (story) => register((await parts(story)).group, await story.loadBalancer('other', network)),
    expected: 'InvalidTarget'
  },
  {
    name: 'one at a time is a target of a group',
    given: async (story) => {
      const { group } = await registered(story)
      const other = await story.loadBalancer('other')
      await story.listener(other, 80)
      return register(group, other)
    },
    expected: 'TooManyTargets'
  },
  {
    name: 'a target group for addresses takes none',
    given: async (story) => register(await story.targetGroup('ips'), (await parts(story)).balancer),
    expected: 'ValidationError'
  },
  {
    name: 'one that is a target is not deleted',
    given: async (story) => calls.remove('LoadBalancer', (await registered(story)).balancer),
    expected: 'ResourceInUse'
  },
  {
    name: 'one that was taken out is deleted',
    given: async (story) => {
      const { group, balancer } = await registered(story)
      await story.done(deregister(group, balancer))
      return calls.remove('LoadBalancer', balancer)
    },
    expected: 'done'
  },
  {
    name: 'one whose target group is gone is deleted',
    given: async (story) => {
      const { group, balancer } = await registered(story)
      await story.done(calls.remove('TargetGroup', group))
      return calls.remove('LoadBalancer', balancer)
    },
    expected: 'done'
  },
  {
    name: 'what is not registered counts as taken out',
    given: async (story) => {
      const { group, balancer } = await parts(story)
      return deregister(group, balancer)
    },
    expected: 'done'
  }
])

rules('elastic addresses', [
  {
    name: 'of an internet-facing network load balancer are good',
    given: (story) => story.newLoadBalancer('a', addressed(story, 'eipalloc-1', 'eipalloc-2')),
    expected: 'done'
  },
  {
    name: 'of an internal one are not',
    given: (story) => story.newLoadBalancer('a', { ...addressed(story, 'eipalloc-1'), scheme: 'internal' }),
    expected: 'InvalidConfigurationRequest'
  },
  {
    name: 'of an Application Load Balancer are not',
    given: (story) =>
      story.newLoadBalancer('a', { ...addressed(story, 'eipalloc-1', 'eipalloc-2'), type: 'application' }),
    expected: 'InvalidConfigurationRequest'
  },
  {
    name: 'have ids of their own sort',
    given: (story) => story.newLoadBalancer('a', addressed(story, 'eip-1')),
    expected: 'AllocationIdNotFound'
  },
  {
    name: 'are each of one subnet',
    given: (story) => story.newLoadBalancer('a', addressed(story, 'eipalloc-1', 'eipalloc-1')),
    expected: 'ResourceInUse'
  },
  {
    name: 'are each of one load balancer',
    given: async (story) => {
      await story.loadBalancer('a', addressed(story, 'eipalloc-1'))
      return story.newLoadBalancer('b', addressed(story, 'eipalloc-1'))
    },
    expected: 'ResourceInUse'
  },
  {
    name: 'stay when subnets are set',
    given: async (story) => {
      const { subnetMappings } = addressed(story, 'eipalloc-1')
      const arn = await story.loadBalancer('a', addressed(story, 'eipalloc-1'))
      return calls.modify('LoadBalancer', arn, 'SetSubnets', { subnetMappings })
    },
    expected: 'done'
  }
])

test('a load balancer is taken as a target once it is active', async () => {
  const clock = memoryClock()
  const story = storyIn({
    aws: memoryAws(worldFrom(emptyAccount), clock, { provisioning: 60_000 }),
    scope: { clusterName: 'demo', vpcId: 'vpc-0123456789abcdef0' },
    subnets: ['subnet-public-a', 'subnet-public-b', 'subnet-public-c'],
    certificates: [certificate(1), certificate(2)]
  })
  const { group, balancer } = await parts(story)
  await story.declined(register(group, balancer), 'conflict', 'InvalidTarget')
  await clock.sleep(60_000)()
  expect(E.isRight(await story.world.aws.perform(register(group, balancer))())).toBe(true)
})

test('elastic addresses are shown with their subnets', async () => {
  const story = storyOf(emptyAccount)
  await story.loadBalancer('a', addressed(story, 'eipalloc-1'))
  expect((await story.only('LoadBalancer')).spec).toMatchObject({
    subnetMappings: [{ subnetId: 'subnet-public-a', allocationId: 'eipalloc-1' }]
  })
})
