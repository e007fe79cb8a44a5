import { expect, test } from 'vitest'
import { endpointOn } from '../../src/connect/metadata.js'

const ipv4 = { family: 'IPv4' as const, internal: false }
const ipv6 = { family: 'IPv6' as const, internal: false }
const loopback = { family: 'IPv4' as const, internal: true }

test.each([
  {
    name: 'over IPv6 where there is no other address',
    addresses: [ipv6],
    environment: {},
    endpoint: 'http://[fd00:ec2::254]'
  },
  { name: 'as usual where there is', addresses: [ipv6, ipv4], environment: {}, endpoint: undefined },
  {
    name: 'where the environment says',
    addresses: [ipv6],
    environment: { AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'IPv4' },
    endpoint: undefined
  }
])('the metadata of a machine is asked $name', ({ addresses, environment, endpoint }) => {
  expect(endpointOn({ lo: [loopback], eth0: addresses }, environment)).toBe(endpoint)
})
