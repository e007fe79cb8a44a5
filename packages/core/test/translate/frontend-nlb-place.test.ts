import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import { alone, front, on, type Short, subnets } from './in-front.js'
import { type GroupGiven, member, noticed, shownOf, subnet, translated } from './one-group.js'

describe('the scheme of a network load balancer in front', () => {
  test.each<{ name: string; given: Short; expected: unknown; told: ReadonlyArray<string> }>([
    { name: 'is that of the installation', given: {}, expected: 'internal', told: [] },
    {
      name: 'is that of the installation although the load balancer behind it has another, which is told',
      given: { scheme: 'internet-facing' },
      expected: 'internal',
      told: ['hint frontend-nlb/scheme at Ingress a']
    },
    {
      name: 'may be another one on purpose',
      given: { 'frontend-nlb-scheme': 'internet-facing' },
      expected: 'internet-facing',
      told: []
    },
    {
      name: 'is one of two words',
      given: { 'frontend-nlb-scheme': '' },
      expected: ['annotation/value'],
      told: ['error annotation/value at Ingress a']
    }
  ])('$name', ({ given, expected, told }) => {
    const checked = alone(given)
    expect(front(checked, ({ scheme }) => scheme)).toEqual(expected)
    expect(noticed(checked)).toEqual(told)
  })
})

describe('the subnets of a network load balancer in front', () => {
  const mappings = (short: Short, given: Partial<GroupGiven> = {}) =>
    front(alone(short, given), ({ subnetMappings }) =>
      subnetMappings.map(({ subnetId, allocationId }) =>
        allocationId === undefined ? subnetId : `${subnetId} ${allocationId}`
      )
    )
  const facing = { 'frontend-nlb-scheme': 'internet-facing' }

  test.each<{ name: string; given: Short; account?: Partial<GroupGiven>; expected: ReadonlyArray<string> }>([
    { name: 'are looked up for its own scheme', given: facing, expected: ['subnet-p', 'subnet-q'] },
    {
      name: 'are those that are named, as they are named',
      given: { 'frontend-nlb-subnets': 'subnet-b,subnet-a' },
      expected: ['subnet-b', 'subnet-a']
    },
    { name: 'may be one alone', given: { 'frontend-nlb-subnets': 'subnet-b' }, expected: ['subnet-b'] },
    {
      name: 'must be named where they are named at all',
      given: { 'frontend-nlb-subnets': '' },
      expected: ['subnets/none']
    },
    {
      name: 'are in zones of their own',
      given: { 'frontend-nlb-subnets': 'subnet-a,subnet-p' },
      expected: ['subnets/zone']
    },
    {
      name: 'have IPv6 where the load balancer behind it has',
      given: { 'ip-address-type': 'dualstack', 'frontend-nlb-subnets': 'subnet-x' },
      account: { subnets: [...subnets, subnet('subnet-x', 'c', { ipv6CidrBlocks: [], tags: {} })] },
      expected: ['subnets/ipv6']
    },
    {
      name: 'get elastic addresses in the order of both',
      given: { ...facing, 'frontend-nlb-subnets': 'subnet-q,subnet-p', 'frontend-nlb-eip-allocations': 'eip-1, eip-2' },
      expected: ['subnet-q eip-1', 'subnet-p eip-2']
    },
    {
      name: 'get elastic addresses in the order of their ids where they are looked up',
      given: { ...facing, 'frontend-nlb-eip-allocations': 'eip-1,eip-2' },
      expected: ['subnet-p eip-1', 'subnet-q eip-2']
    },
    {
      name: 'get no elastic addresses from an empty list',
      given: { ...facing, 'frontend-nlb-eip-allocations': '' },
      expected: ['subnet-p', 'subnet-q']
    },
    {
      name: 'need as many elastic addresses as there are',
      given: { ...facing, 'frontend-nlb-eip-allocations': 'eip-1' },
      expected: ['frontend-nlb/addresses']
    },
    {
      name: 'have no elastic addresses where it is internal, not even an empty list of them',
      given: { 'frontend-nlb-eip-allocations': '' },
      expected: ['frontend-nlb/addresses']
    }
  ])('$name', ({ given, account, expected }) => {
    expect(mappings(given, account)).toEqual(expected)
  })

  test('do not become those of the load balancer behind it, nor the other way round', () => {
    const there = (id: string, subnetId: string): GroupGiven['current'] => [
      {
        ...{ stack: 'team', kind: 'LoadBalancer', id, physicalId: `arn:${id}`, reported: {} },
        spec: { scheme: 'internal', subnetMappings: [{ subnetId }] }
      }
    ]
    const shown = (current: GroupGiven['current']) =>
      shownOf('LoadBalancer', alone({}, current === undefined ? {} : { current }), ({ subnetMappings }) =>
        subnetMappings.map(({ subnetId }) => subnetId)
      )
    const found = ['subnet-a', 'subnet-b']
    expect(shown(there('FrontendNlb', 'subnet-old'))).toEqual({ LoadBalancer: found, FrontendNlb: found })
    expect(shown(there('LoadBalancer', 'subnet-old'))).toEqual({ LoadBalancer: ['subnet-old'], FrontendNlb: found })
  })

  test('are told to be missing with the annotation that names them', () => {
    const [problem] = findings(
      alone(facing, {
        subnets: [subnet('subnet-a', 'a'), subnet('subnet-b', 'b')],
        gates: { SubnetDiscoveryByReachability: false }
      })
    )
    expect(problem).toMatchObject({ code: 'subnets/none', hint: expect.stringContaining('frontend-nlb-subnets') })
  })
})

describe('the security groups of a network load balancer in front', () => {
  const securityGroups = [
    { id: 'sg-1', vpcId: 'vpc-1', tags: {} },
    { id: 'sg-2', vpcId: 'vpc-1', tags: { Name: 'office' } }
  ]
  const groups = (...members: ReadonlyArray<Short>) =>
    front(translated({ members: members.map((short, i) => member(`m${i}`, short)), subnets, securityGroups }), (spec) =>
      spec.securityGroups.map((arn) => (typeof arn === 'string' ? arn : arn.id))
    )

  test.each<{ name: string; given: ReadonlyArray<Short>; expected: ReadonlyArray<string> }>([
    { name: 'are those behind it', given: [on], expected: ['ManagedLBSecurityGroup', 'backend-sg'] },
    {
      name: 'are those behind it where the list is empty',
      given: [{ ...on, 'frontend-nlb-security-groups': ' , ' }],
      expected: ['ManagedLBSecurityGroup', 'backend-sg']
    },
    {
      name: 'are those that are named, and no others: ids first',
      given: [{ ...on, 'frontend-nlb-security-groups': 'office,sg-1' }],
      expected: ['sg-1', 'sg-2']
    },
    {
      name: 'are the same in whatever order members name them',
      given: [{ ...on, 'frontend-nlb-security-groups': 'sg-2,sg-1' }, { 'frontend-nlb-security-groups': 'sg-1,sg-2' }],
      expected: ['sg-2', 'sg-1']
    },
    {
      name: 'are refused where members name others',
      given: [{ ...on, 'frontend-nlb-security-groups': 'sg-1' }, { 'frontend-nlb-security-groups': '' }],
      expected: ['group/disagree']
    },
    {
      name: 'are refused where one is unknown',
      given: [{ ...on, 'frontend-nlb-security-groups': 'sg-9' }],
      expected: ['security-groups/unknown']
    }
  ])('$name', ({ given, expected }) => {
    expect(groups(...given)).toEqual(expected)
  })
})
