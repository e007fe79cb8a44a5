import type { Spec } from '@alb-ingress/core'
import { awsCalls as calls } from '@alb-ingress/core/testing'
import { expect, test } from 'vitest'
import { emptyAccount } from '../example-account.js'
import { rules, storyOf } from './rule-table.js'

const account = { ...emptyAccount, customerOwnedPools: ['coip-1'] }

test.each<{ name: string; given: Partial<Spec<'LoadBalancer'>>; expected: string }>([
  { name: 'a pool of the account', given: { customerOwnedIpv4Pool: 'coip-1' }, expected: 'done' },
  { name: 'a pool of nobody', given: { customerOwnedIpv4Pool: 'coip-2' }, expected: 'InvalidConfigurationRequest' }
])('a load balancer is made with $name: $expected', async ({ given, expected }) => {
  const answer = await storyOf(account).world.aws.perform(storyOf(account).newLoadBalancer('a', given))()
  expect(answer._tag === 'Right' ? 'done' : answer.left.code).toBe(expected)
})

test('a load balancer shows the pools that it was made with', async () => {
  const story = storyOf(account)
  await story.loadBalancer('a', { customerOwnedIpv4Pool: 'coip-1' })
  expect((await story.only('LoadBalancer')).spec).toMatchObject({ customerOwnedIpv4Pool: 'coip-1' })
})

const facing = { scheme: 'internet-facing', ipv4IpamPool: 'ipam-1' } as const

rules('IPAM pools of a load balancer', [
  { name: 'one for public addresses is good', given: (story) => story.newLoadBalancer('a', facing), expected: 'done' },
  {
    name: 'one for an internal load balancer is not',
    given: (story) => story.newLoadBalancer('a', { ...facing, scheme: 'internal' }),
    expected: 'InvalidConfigurationRequest'
  },
  {
    name: 'the addresses that a pool is for cannot go while it is there',
    given: async (story) =>
      calls.modify('LoadBalancer', await story.loadBalancer('a', facing), 'SetIpAddressType', {
        ipAddressType: 'dualstack-without-public-ipv4'
      }),
    expected: 'InvalidConfigurationRequest'
  },
  {
    name: 'one cannot come where there are no such addresses',
    given: async (story) =>
      calls.modify('LoadBalancer', await story.loadBalancer('a'), 'ModifyIpPools', { ipv4IpamPool: 'ipam-1' }),
    expected: 'InvalidConfigurationRequest'
  }
])

test('an IPAM pool takes the place of another, and is taken away', async () => {
  const story = storyOf(account)
  const arn = await story.loadBalancer('a', facing)
  await story.done(calls.modify('LoadBalancer', arn, 'ModifyIpPools', { ipv4IpamPool: 'ipam-2' }))
  expect((await story.only('LoadBalancer')).spec).toMatchObject({ ipv4IpamPool: 'ipam-2' })
  await story.done(calls.detach('LoadBalancer', arn, 'ModifyIpPools', 'ipv4IpamPool', 'ipam-2'))
  expect((await story.only('LoadBalancer')).spec).not.toHaveProperty('ipv4IpamPool')
})
