import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Subnet } from '../../src/facts/facts.js'
import { defaultGates, type FeatureGates, installation } from '../../src/install.js'
import { candidates, onePerZone, publicMatters } from '../../src/translate/subnet-discovery.js'
import { subnet } from './one-group.js'

const install = (gates: Partial<FeatureGates> = {}) =>
  installation({
    ...{ clusterName: 'demo', region: 'eu-central-1', accountId: '123456789012', vpcId: 'vpc-1' },
    gates: { ...defaultGates, ...gates }
  })

const ids = (subnets: ReadonlyArray<Subnet>): ReadonlyArray<string> => subnets.map(({ id }) => id)
const elb = (value: string) => ({ tags: { 'kubernetes.io/role/elb': value } })
const cluster = (name: string, value = 'shared') => ({ tags: { [`kubernetes.io/cluster/${name}`]: value } })
const bare = { tags: {} }

describe('subnets that may serve a load balancer', () => {
  test.each<{
    name: string
    scheme?: 'internal' | 'internet-facing'
    gates?: Partial<FeatureGates>
    subnets: ReadonlyArray<Subnet>
    expected: ReadonlyArray<string>
  }>([
    {
      name: 'carry the role tag of its scheme, with value 1 or none',
      subnets: [subnet('s-1', 'a', elb('1')), subnet('s-2', 'b', elb('')), subnet('s-3', 'c', elb('yes'))],
      expected: ['s-1', 's-2']
    },
    {
      name: 'carry the other role tag for an internal load balancer',
      scheme: 'internal',
      subnets: [subnet('s-1', 'a', elb('1')), subnet('s-2', 'b')],
      expected: ['s-2']
    },
    {
      name: 'are the public ones where no subnet carries the tag',
      subnets: [subnet('s-1', 'a', { ...bare, public: false }), subnet('s-2', 'b', bare)],
      expected: ['s-2']
    },
    {
      name: 'are the private ones where no subnet carries the tag of internal load balancers',
      scheme: 'internal',
      subnets: [subnet('s-1', 'a', { ...bare, public: false }), subnet('s-2', 'b', bare)],
      expected: ['s-1']
    },
    {
      name: 'are none without the tag when gate SubnetDiscoveryByReachability is off',
      gates: { SubnetDiscoveryByReachability: false },
      subnets: [subnet('s-2', 'b', bare)],
      expected: []
    }
  ])('$name', ({ scheme = 'internet-facing', gates, subnets, expected }) => {
    expect(ids(candidates(install(gates), scheme, subnets))).toEqual(expected)
  })
})

describe('of the subnets of a zone', () => {
  test.each<{
    name: string
    needsIpv6?: boolean
    gates?: Partial<FeatureGates>
    subnets: ReadonlyArray<Subnet>
    expected: ReadonlyArray<string>
  }>([
    {
      name: 'the lowest id is taken, byte by byte',
      subnets: [subnet('s-9', 'a'), subnet('s-10', 'a'), subnet('s-2', 'b')],
      expected: ['s-10', 's-2']
    },
    {
      name: 'the one of this cluster is taken before a lower id',
      subnets: [subnet('s-1', 'a'), subnet('s-2', 'a', cluster('demo'))],
      expected: ['s-2']
    },
    { name: 'one of another cluster is never taken', subnets: [subnet('s-1', 'a', cluster('other'))], expected: [] },
    {
      name: 'one of this cluster and another is taken',
      subnets: [subnet('s-1', 'a', { tags: { 'kubernetes.io/cluster/other': '', 'kubernetes.io/cluster/demo': '' } })],
      expected: ['s-1']
    },
    {
      name: 'one of another cluster is taken when gate SubnetsClusterTagCheck is off',
      gates: { SubnetsClusterTagCheck: false },
      subnets: [subnet('s-1', 'a', cluster('other'))],
      expected: ['s-1']
    },
    {
      name: 'one with eight free addresses is taken, one with seven is not',
      subnets: [subnet('s-1', 'a', { availableIpAddressCount: 7 }), subnet('s-2', 'a', { availableIpAddressCount: 8 })],
      expected: ['s-2']
    },
    {
      name: 'one without IPv6 is taken unless the load balancer needs it',
      subnets: [subnet('s-1', 'a', { ipv6CidrBlocks: [] })],
      expected: ['s-1']
    },
    {
      name: 'one with IPv6 is taken where the load balancer needs it',
      needsIpv6: true,
      subnets: [subnet('s-1', 'a', { ipv6CidrBlocks: [] }), subnet('s-2', 'a')],
      expected: ['s-2']
    }
  ])('$name', ({ needsIpv6 = false, gates, subnets, expected }) => {
    expect(ids(onePerZone(install(gates), needsIpv6, subnets).chosen)).toEqual(expected)
  })
})

test('all reasons act together, zone by zone', () => {
  const free = (availableIpAddressCount: number) => ({ availableIpAddressCount })
  const { chosen, rejected } = onePerZone(install(), false, [
    subnet('s-3', 'a', { ...free(200), ...bare }),
    subnet('s-1', 'a', { ...free(5), ...bare }),
    subnet('s-2', 'b', { ...free(50), ...cluster('other') }),
    subnet('s-9', 'b', { ...free(50), ...cluster('demo') }),
    subnet('s-4', 'b', { ...free(50), ...bare }),
    subnet('s-7', 'c', { ...free(8), ...bare })
  ])
  expect(ids(chosen)).toEqual(['s-3', 's-7', 's-9'])
  expect(rejected).toEqual({ otherCluster: 1, tooFewAddresses: 1, noIpv6: 0 })
})

describe('which subnets are public', () => {
  const role = fc.constantFrom('kubernetes.io/role/elb', 'kubernetes.io/role/internal-elb')
  const tags = fc.oneof(fc.constant({}), fc.dictionary(role, fc.constantFrom('', '1', 'no'), { noNullPrototype: true }))
  const given = fc.array(fc.record({ tags, public: fc.boolean() }), { maxLength: 5 })
  const scheme = fc.constantFrom('internal' as const, 'internet-facing' as const)

  test('makes no difference where it does not matter', () => {
    fc.assert(
      fc.property(given, scheme, (each, asked) => {
        const subnets = each.map((rest, i) => subnet(`s-${i}`, 'a', rest))
        fc.pre(!publicMatters(subnets))
        const unknown = subnets.map((one) => ({ ...one, public: false }))
        expect(ids(candidates(install(), asked, unknown))).toEqual(ids(candidates(install(), asked, subnets)))
      })
    )
  })

  test.each([
    { name: 'both roles are tagged', tagged: ['elb', 'internal-elb'], matters: false },
    { name: 'one role is tagged', tagged: ['elb'], matters: true },
    { name: 'nothing is tagged', tagged: [], matters: true }
  ])('matters where $name: $matters', ({ tagged, matters }) => {
    const subnets = tagged.map((name) => subnet(name, 'a', { tags: { [`kubernetes.io/role/${name}`]: '1' } }))
    expect(publicMatters(subnets)).toBe(matters)
  })
})
