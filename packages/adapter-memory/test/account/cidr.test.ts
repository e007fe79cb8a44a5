import { expect, test } from 'vitest'
import { maskedCidr } from '../../src/account/cidr.js'

test.each([
  { name: 'host bits are cleared', given: '10.1.2.3/8', expected: '10.0.0.0/8' },
  { name: 'host bits inside a number are cleared', given: '10.1.255.3/20', expected: '10.1.240.0/20' },
  { name: 'one address stays', given: '192.168.1.7/32', expected: '192.168.1.7/32' },
  { name: 'everything stays everything', given: '0.0.0.0/0', expected: '0.0.0.0/0' },
  { name: 'IPv6 is cleared and shortened', given: '2600:1F14:0abc:0:0:0:0:1/48', expected: '2600:1f14:abc::/48' },
  { name: 'all of IPv6', given: '0:0:0:0:0:0:0:0/0', expected: '::/0' },
  { name: 'the longer run of zeros is left out', given: '1:0:0:2:0:0:0:3/128', expected: '1:0:0:2::3/128' },
  { name: 'a prefix that is too long is none', given: '10.0.0.0/33', expected: undefined },
  { name: 'a number that is too great is none', given: '10.0.0.256/8', expected: undefined },
  { name: 'an address alone is none', given: '10.0.0.1', expected: undefined },
  { name: 'two runs of zeros are none', given: '1::2::3/64', expected: undefined },
  { name: 'nine groups are none', given: '1:2:3:4:5:6:7:8:9/64', expected: undefined }
])('$name: $given', ({ given, expected }) => {
  expect(maskedCidr(given)).toBe(expected)
})
