import { describe, expect, test } from 'vitest'
import { zoneOf } from '../../src/targets/zones.js'
import { aNode, atNode, atPod } from './parts.js'

const vpc = { id: 'vpc-1', cidrBlocks: ['10.0.0.0/16', '100.64.0.0/16', 'fd00:1::/56'] }
const zone = { 'topology.kubernetes.io/zone': 'us-west-2b' }
const nodes = new Map([
  ['node-a', aNode('node-a', { labels: zone })],
  ['node-b', aNode('node-b')]
])
const at = (ip: string, node = 'node-a') => atPod('shop/web', 80, { ip, node })

const cases = [
  { name: 'an address of the VPC has none', given: at('10.0.3.4'), expected: undefined },
  { name: 'an address of its second block has none', given: at('100.64.9.9'), expected: undefined },
  { name: 'an IPv6 address of the VPC has none', given: at('fd00:1::7'), expected: undefined },
  { name: 'a machine has none', given: atNode('node-a', 30080), expected: undefined },
  { name: 'an address outside of the VPC is in all', given: at('192.168.0.1'), expected: 'all' },
  { name: 'an IPv6 address outside of it is in all', given: at('fd00:2::7'), expected: 'all' },
  {
    name: 'where AWS wants a zone, that of the node',
    given: at('192.168.0.1'),
    needsZone: true,
    expected: 'us-west-2b'
  },
  { name: 'all, where the node says no zone', given: at('192.168.0.1', 'node-b'), needsZone: true, expected: 'all' },
  { name: 'all, in a VPC of another account', given: at('10.0.3.4'), vpc: undefined, expected: 'all' },
  {
    name: 'all there too, where AWS wants a zone',
    given: at('10.0.3.4'),
    vpc: undefined,
    needsZone: true,
    expected: 'all'
  }
]

describe('the availability zone of a target', () => {
  test.each(cases)('$name', ({ given, expected, needsZone = false, ...rest }) => {
    expect(zoneOf(given, { vpc: 'vpc' in rest ? undefined : vpc, nodes, needsZone })).toBe(expected)
  })
})
