import { describe, expect, test } from 'vitest'
import type { ObservedResource } from '../../src/resources/stack.js'
import { type GroupGiven, member, noticed, specsOf, translated } from './one-group.js'

const key = 'customer-owned-ipv4-pool'

/** The pool of the load balancer, or the codes of the errors. */
const poolOf = (members: GroupGiven['members']): unknown => {
  const balancers = specsOf('LoadBalancer', translated({ members }))
  if (Array.isArray(balancers)) return balancers
  const [balancer] = Object.values(balancers)
  return balancer !== undefined && 'customerOwnedIpv4Pool' in balancer
    ? balancer.customerOwnedIpv4Pool
    : 'nothing is said'
}

describe('the customer-owned pool of the load balancer', () => {
  test.each<{ name: string; given: GroupGiven['members']; expected: unknown }>([
    { name: 'is left open where no member names one', given: [member('a')], expected: 'nothing is said' },
    {
      name: 'is the one that a member names',
      given: [member('a'), member('b', { [key]: 'pool-1' })],
      expected: 'pool-1'
    },
    {
      name: 'is one for the group',
      given: [member('a', { [key]: 'pool-1' }), member('b', { [key]: 'pool-2' })],
      expected: ['group/disagree']
    },
    { name: 'has a name', given: [member('a', { [key]: '' })], expected: ['annotation/value'] }
  ])('$name', ({ given, expected }) => {
    expect(poolOf(given)).toEqual(expected)
  })

  const there = (
    customerOwnedIpv4Pool: string,
    scheme: 'internal' | 'internet-facing' = 'internal'
  ): ObservedResource => ({
    ...{ stack: 'team', kind: 'LoadBalancer', id: 'LoadBalancer', physicalId: 'arn:lb', reported: {} },
    spec: { scheme, customerOwnedIpv4Pool, subnetMappings: [{ subnetId: 'subnet-a' }] }
  })
  const members = [member('a', { [key]: 'pool-1' })]

  test.each<{ name: string; given: ReadonlyArray<ObservedResource>; expected: ReadonlyArray<string> }>([
    {
      name: 'stays what it is, which is told',
      given: [there('pool-2')],
      expected: ['warning load-balancer/pool-kept at Ingress a']
    },
    { name: 'stays what it is where it is what it should be', given: [there('pool-1')], expected: [] },
    {
      name: 'is taken by the load balancer that another scheme makes anew',
      given: [there('pool-2', 'internet-facing')],
      expected: []
    }
  ])('$name', ({ given, expected }) => {
    expect(noticed(translated({ members, current: given }))).toEqual(expected)
  })
})
