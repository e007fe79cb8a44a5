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

describe('the IPAM pool of the load balancer', () => {
  const ipam = 'ipam-ipv4-pool-id'
  const ofClass = (ipv4IPAMPoolId: string) => ({ params: { ipv4IPAMPoolId } })

  const ipamPoolOf = (members: GroupGiven['members']): unknown => {
    const balancers = specsOf('LoadBalancer', translated({ members }))
    if (Array.isArray(balancers)) return balancers
    const [balancer] = Object.values(balancers)
    return balancer !== undefined && 'ipv4IpamPool' in balancer ? balancer.ipv4IpamPool : 'none'
  }

  test.each<{ name: string; given: GroupGiven['members']; expected: unknown }>([
    { name: 'is not there where nobody names one', given: [member('a')], expected: 'none' },
    { name: 'is not there where the name is empty', given: [member('a', { [ipam]: '' })], expected: 'none' },
    {
      name: 'is the one that a member names, whatever others leave empty',
      given: [member('a', { [ipam]: '' }), member('b', { [ipam]: 'pool-1' })],
      expected: 'pool-1'
    },
    {
      name: 'is one for the group',
      given: [member('a', { [ipam]: 'pool-1' }), member('b', { [ipam]: 'pool-2' })],
      expected: ['group/disagree']
    },
    {
      name: 'is that of the class of the first member, whatever annotations say',
      given: [member('a', { [ipam]: 'pool-1' }, ofClass('pool-3')), member('b', { [ipam]: 'pool-2' })],
      expected: 'pool-3'
    },
    {
      name: 'is not there where the class of the first member says so',
      given: [member('a', { [ipam]: 'pool-1' }, ofClass(''))],
      expected: 'none'
    },
    {
      name: 'is not that of the class of a later member',
      given: [member('a'), member('b', { [ipam]: 'pool-1' }, ofClass('pool-3'))],
      expected: 'pool-1'
    }
  ])('$name', ({ given, expected }) => {
    expect(ipamPoolOf(given)).toEqual(expected)
  })
})
