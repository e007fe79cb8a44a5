import { expect, test } from 'vitest'
import { maskedCidr } from '../../src/support/cidr.js'

test.each([
  { given: '10.1.2.3/8', expected: '10.0.0.0/8' },
  { given: '10.0.0.0/8', expected: '10.0.0.0/8' },
  { given: '192.0.2.77/32', expected: '192.0.2.77/32' },
  { given: '0.0.0.0/0', expected: '0.0.0.0/0' },
  { given: '2001:DB8::7:1/64', expected: '2001:db8::/64' },
  { given: '::/0', expected: '::/0' },
  { given: 'pl-1', expected: 'pl-1' }
])('$given is kept by AWS as $expected', ({ given, expected }) => {
  expect(maskedCidr(given)).toBe(expected)
})
