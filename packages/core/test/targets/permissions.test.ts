import { describe, expect, test } from 'vitest'
import type { BindingIngress } from '../../src/kubernetes/target-group-binding.js'
import { permissionsFor } from '../../src/targets/permissions.js'
import { atNode, atPod } from './parts.js'

const from = [{ securityGroup: { groupID: 'sg-1' } }]
const source = { securityGroup: 'sg-1' }
const port = (number: number | string | undefined, protocol?: string) => ({ port: number, protocol })
const pods = [
  atPod('shop/a', 8080, { ip: '10.0.0.1', ports: [{ name: 'http', containerPort: 8080 }] }),
  atPod('shop/b', 9090, { ip: '10.0.0.2', ports: [{ name: 'http', containerPort: 9090 }] })
]
const tcp = (fromPort: number, toPort = fromPort, of: object = source) => ({
  protocol: 'tcp',
  fromPort,
  toPort,
  source: of
})

const cases: ReadonlyArray<{ name: string; given: BindingIngress; expected: ReadonlyArray<object> }> = [
  { name: 'a port by its number', given: { from, ports: [port(80)] }, expected: [tcp(80)] },
  { name: 'no port means all of them', given: { from, ports: [port(undefined)] }, expected: [tcp(0, 65535)] },
  { name: 'an empty list of ports means all of them too', given: { from, ports: [] }, expected: [tcp(0, 65535)] },
  {
    name: 'a protocol is written in small letters',
    given: { from, ports: [port(53, 'UDP')] },
    expected: [{ ...tcp(53), protocol: 'udp' }]
  },
  {
    name: 'a name is each number that it has in some container',
    given: { from, ports: [port('http')] },
    expected: [tcp(8080), tcp(9090)]
  },
  {
    name: 'a range of IPv4 without the bits behind its prefix',
    given: { from: [{ ipBlock: { cidr: '10.1.2.3/8' } }], ports: [port(80)] },
    expected: [tcp(80, 80, { cidr: '10.0.0.0/8' })]
  },
  {
    name: 'a range of IPv6 in the words of AWS',
    given: { from: [{ ipBlock: { cidr: 'FD00:0:0::1/64' } }], ports: [port(80)] },
    expected: [tcp(80, 80, { cidrIpv6: 'fd00::/64' })]
  },
  {
    name: 'a security group counts before a range',
    given: { from: [{ ...from[0], ipBlock: { cidr: '10.0.0.0/8' } }], ports: [port(80)] },
    expected: [tcp(80)]
  }
]

describe('what a binding opens', () => {
  test.each(cases)('$name', ({ given, expected }) => {
    expect(permissionsFor([given], pods)).toEqual({ permissions: expected, unopened: [] })
  })

  test.each([
    { name: 'a name that a container does not have', endpoints: pods, given: port('grpc') },
    { name: 'a name on a machine', endpoints: [atNode('a', 30080)], given: port('http') }
  ])('cannot be said of $name', ({ endpoints, given }) => {
    const { unopened } = permissionsFor([{ from, ports: [given] }], endpoints)
    expect(unopened).toEqual([{ unknownPort: given.port }])
  })

  test.each([{}, { ipBlock: { cidr: '10.0.0.0' } }, { ipBlock: { cidr: 'everybody' } }])(
    'cannot be said of a source such as %j',
    (bad) => {
      expect(permissionsFor([{ from: [bad], ports: [port(80)] }], pods).unopened).toHaveLength(1)
    }
  )
})
