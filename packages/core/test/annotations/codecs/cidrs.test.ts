import { expect, test } from 'vitest'
import { cidrs } from '../../../src/annotations/codecs/cidrs.js'
import { decoded, problemsIn } from './outcome.js'

test.each([
  {
    name: 'ranges keep the text they were written with',
    given: '10.0.0.0/8, 2001:DB8::/32',
    expected: ['10.0.0.0/8', '2001:DB8::/32']
  },
  { name: 'bits behind the prefix are tolerated', given: '10.0.0.5/8', expected: ['10.0.0.5/8'] },
  { name: 'everything is a range too', given: '0.0.0.0/0,::/0', expected: ['0.0.0.0/0', '::/0'] },
  {
    name: 'single addresses have the longest prefix',
    given: '192.0.2.1/32,::1/128',
    expected: ['192.0.2.1/32', '::1/128']
  },
  { name: 'an IPv4 address may end an IPv6 one', given: '::ffff:192.0.2.1/96', expected: ['::ffff:192.0.2.1/96'] },
  { name: 'an empty text is an empty list', given: ' , ', expected: [] }
])('$name', ({ given, expected }) => expect(decoded(cidrs, given)).toEqual(expected))

test.each([
  '10.0.0.1',
  '::1',
  '10.0.0.0/',
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/+8',
  '10.0.0.0/08',
  '10.0.0.0/8.0',
  '10.0.0.0/8/8',
  '::/129',
  '010.0.0.0/8',
  '10.0.0/8',
  '10/8',
  '0x0a.0.0.0/8',
  '256.0.0.0/8',
  '10.0.0.0.0/8',
  'fe80::1%eth0/64',
  '1::2::3/64',
  '12345::/16',
  ':::/0',
  '1:2:3:4:5:6:7:8:9/64',
  '1:2:3:4:5:6:7/64',
  '::ffff:010.0.0.1/96',
  'office/8',
  '/8',
  '10.0.0.0 /8',
  '::1 /64'
])('%j is refused', (text) => expect(problemsIn(cidrs, text)).toHaveLength(1))

test('every item that is no range is named', () => {
  expect(problemsIn(cidrs, '10.0.0.1,10.0.0.0/8,2001:db8::,office/8,10.0.0.0/33')).toEqual([
    '"10.0.0.1" needs a prefix length, such as /32.',
    '"2001:db8::" needs a prefix length, such as /128.',
    '"office/8" must begin with an IPv4 or IPv6 address without leading zeros.',
    '"10.0.0.0/33" must end in a prefix length from 0 to 32.'
  ])
})
