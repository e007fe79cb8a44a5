import { describe, expect, test } from 'vitest'
import type { Instance, NetworkInterface } from '../../src/facts/network.js'
import { furtherQuestions, guardedBy, interfaceQuestions, type NetworkFacts } from '../../src/targets/interfaces.js'
import { nodeManifest } from '../../testing/target-manifests.js'
import { atNode, atPod, clusterOf } from './parts.js'

const eni = (id: string, given: Partial<NetworkInterface>): NetworkInterface => ({
  ...{ id, vpcId: 'vpc-1', privateIpAddresses: [], ipv6Addresses: [], ipv4Prefixes: [], ipv6Prefixes: [] },
  ...{ securityGroups: [`sg-of-${id}`], ...given }
})
const machine = (id: string, ...networkInterfaces: ReadonlyArray<NetworkInterface>): Instance => ({
  ...{ id, vpcId: 'vpc-1', availabilityZone: 'us-west-2a' },
  networkInterfaces: networkInterfaces.map((each, deviceIndex) => ({ ...each, deviceIndex }))
})

const two = machine(
  'i-two',
  eni('first', { privateIpAddresses: ['10.0.0.1', '10.0.0.5'], ipv6Addresses: ['fd00::5'] }),
  eni('second', { ipv4Prefixes: ['10.0.0.16/28'], ipv6Prefixes: ['fd00:2::/80'] })
)
const alike = machine(
  'i-alike',
  eni('one', { securityGroups: ['sg-b', 'sg-a'] }),
  eni('other', { securityGroups: ['sg-a', 'sg-b'] })
)
const branch = eni('branch', {})
const managed = eni('managed', { privateIpAddresses: ['10.0.9.9'] })
const pool = eni('pool', { privateIpAddresses: ['10.0.8.1'], ipv4Prefixes: ['10.0.8.16/28'] })

const facts: NetworkFacts = {
  instance: (id) => [two, alike].find((each) => each.id === id),
  networkInterface: (id) => (id === 'eni-branch' ? branch : undefined),
  withAddress: (address) => [managed, pool].find(({ privateIpAddresses }) => privateIpAddresses.includes(address))
}
const type = (compute: string) => ({ 'eks.amazonaws.com/compute-type': compute })
const cluster = clusterOf(
  ...['two', 'alike'].map((name) => nodeManifest(name)),
  nodeManifest('fargate', { labels: type('fargate') }),
  nodeManifest('hybrid', { labels: type('hybrid') }),
  nodeManifest('pool', { labels: { 'sagemaker.amazonaws.com/compute-type': 'hyperpod' }, address: '10.0.8.1' })
)
const pod = (ip: string, node: string) => atPod('shop/web', 80, { ip, node })
const own = (ip: string) => {
  const endpoint = pod(ip, 'two')
  if (!('pod' in endpoint.behind)) throw new Error('a Pod')
  const ownInterfaces = [{ id: 'eni-branch', privateIp: ip, ipv6Address: '' }]
  return { ...endpoint, behind: { pod: { ...endpoint.behind.pod, ownInterfaces } } }
}

const cases = [
  {
    name: 'a machine is reached by its first interface',
    given: atNode('two', 30080),
    asked: ['instance i-two'],
    expected: ['sg-of-first']
  },
  {
    name: 'a Pod by the interface that has its address',
    given: pod('10.0.0.5', 'two'),
    asked: ['instance i-two'],
    expected: ['sg-of-first']
  },
  {
    name: 'also by its IPv6 address',
    given: pod('fd00::5', 'two'),
    asked: ['instance i-two'],
    expected: ['sg-of-first']
  },
  {
    name: 'a Pod by the interface that has its block of addresses',
    given: pod('10.0.0.20', 'two'),
    asked: ['instance i-two'],
    expected: ['sg-of-second']
  },
  { name: 'also one of IPv6', given: pod('fd00:2::7', 'two'), asked: ['instance i-two'], expected: ['sg-of-second'] },
  {
    name: 'any, on a machine whose interfaces are guarded alike',
    given: pod('10.0.0.77', 'alike'),
    asked: ['instance i-alike'],
    expected: ['sg-b', 'sg-a']
  },
  {
    name: 'a Pod with an interface of its own by that',
    given: own('10.0.0.5'),
    asked: ['networkInterface eni-branch'],
    expected: ['sg-of-branch']
  },
  {
    name: 'a Pod of Fargate by its address',
    given: pod('10.0.9.9', 'fargate'),
    asked: ['networkInterfaceWithAddress 10.0.9.9'],
    expected: ['sg-of-managed']
  },
  {
    name: 'a Pod of HyperPod by the block of its node',
    given: pod('10.0.8.20', 'pool'),
    asked: ['networkInterfaceWithAddress 10.0.8.20'],
    expected: ['sg-of-pool']
  },
  {
    name: 'nobody knows, where the block of the node is another',
    given: pod('10.0.8.99', 'pool'),
    asked: ['networkInterfaceWithAddress 10.0.8.99'],
    expected: undefined
  },
  {
    name: 'nobody knows, where no interface has the address',
    given: pod('10.0.0.99', 'two'),
    asked: ['instance i-two'],
    expected: undefined
  },
  { name: 'nobody knows, on a node that is not there', given: pod('10.0.0.5', 'gone'), asked: [], expected: undefined }
]

describe('what guards an endpoint', () => {
  test.each(cases)('$name', ({ given, asked, expected }) => {
    expect(interfaceQuestions(cluster, given).map(({ ask, about }) => `${ask} ${about}`)).toEqual(asked)
    const guarded = guardedBy(cluster, given, facts)
    expect(guarded).toEqual(expected === undefined ? undefined : { groups: expected })
  })

  test('nothing of AWS guards a machine outside of it', () => {
    const given = pod('192.168.0.1', 'hybrid')
    expect(interfaceQuestions(cluster, given)).toEqual([])
    expect(guardedBy(cluster, given, facts)).toBe('outside')
  })

  test('what is missing is asked for by address, in a managed pool also by that of the node', () => {
    const asked = (given: ReturnType<typeof pod>) => furtherQuestions(cluster, given).map(({ about }) => about)
    expect(asked(pod('10.0.0.99', 'two'))).toEqual(['10.0.0.99'])
    expect(asked(pod('10.0.8.20', 'pool'))).toEqual(['10.0.8.20', '10.0.8.1'])
    expect(asked(atNode('two', 30080))).toEqual([])
  })
})
