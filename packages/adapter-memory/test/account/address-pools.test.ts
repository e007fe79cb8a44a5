import type { Spec } from '@alb-ingress/core'
import { expect, test } from 'vitest'
import { emptyAccount } from '../example-account.js'
import { storyOf } from './rule-table.js'

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
