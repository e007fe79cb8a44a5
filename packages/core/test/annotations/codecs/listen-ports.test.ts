import { expect, test } from 'vitest'
import { remarksOf } from '../../../src/annotations/codecs/codec.js'
import { listenPorts } from '../../../src/annotations/codecs/listen-ports.js'
import { decoded, problemsIn } from './outcome.js'

const http = (port: number) => ({ protocol: 'HTTP', port })
const https = (port: number) => ({ protocol: 'HTTPS', port })

test.each([
  { name: 'each entry is a port', given: '[{"HTTP":80},{"HTTPS":443}]', expected: [http(80), https(443)] },
  { name: 'one object may have both protocols', given: '[{"HTTP":80,"HTTPS":443}]', expected: [http(80), https(443)] },
  {
    name: 'a later entry for a port wins, whatever its protocol',
    given: '[{"HTTP":80},{"HTTP":81},{"HTTPS":80}]',
    expected: [http(81), https(80)]
  },
  { name: 'of equal members the later wins', given: '[{"HTTP":80,"HTTP":81}]', expected: [http(81)] },
  {
    name: 'white space around the array is fine',
    given: ' [{"HTTP":1},{"HTTP":65535}]\n',
    expected: [http(1), http(65535)]
  },
  { name: 'an empty entry is served on no port', given: '[{}]', expected: [] },
  { name: 'so is an entry that is null', given: '[null]', expected: [] }
])('$name', ({ given, expected }) => expect(decoded(listenPorts, given)).toEqual(expected))

test.each([
  { name: 'an empty array', given: '[]', expected: ['the value must have at least one entry, such as {"HTTP":80}.'] },
  { name: 'null', given: 'null', expected: ['the value must have at least one entry, such as {"HTTP":80}.'] },
  { name: 'an object', given: '{"HTTP":80}', expected: ['the value must be an array, not an object.'] },
  { name: 'an entry that is no object', given: '[80]', expected: ['[0] must be an object, not 80.'] },
  {
    name: 'a protocol in other letters',
    given: '[{"http":80}]',
    expected: ['[0]: the protocol must be HTTP or HTTPS, not "http" (did you mean HTTP?).']
  },
  {
    name: 'another protocol',
    given: '[{"TCP":80}]',
    expected: ['[0]: the protocol must be HTTP or HTTPS, not "TCP".']
  },
  {
    name: 'a port in quotation marks',
    given: '[{"HTTP":"80"}]',
    expected: ['[0].HTTP must be a whole number between 1 and 65535, not "80".']
  },
  {
    name: 'a port with a fraction',
    given: '[{"HTTP":80.0}]',
    expected: ['[0].HTTP must be a whole number between 1 and 65535, not 80.0.']
  },
  {
    name: 'a port with an exponent',
    given: '[{"HTTP":8e1}]',
    expected: ['[0].HTTP must be a whole number between 1 and 65535, not 8e1.']
  },
  { name: 'port 0', given: '[{"HTTP":0}]', expected: ['[0].HTTP must be a whole number between 1 and 65535, not 0.'] },
  {
    name: 'a port that is null',
    given: '[{"HTTP":null}]',
    expected: ['[0].HTTP must be a whole number between 1 and 65535, not null.']
  },
  {
    name: 'a port above the last',
    given: '[{"HTTP":65536}]',
    expected: ['[0].HTTP must be a whole number between 1 and 65535, not 65536.']
  },
  {
    name: 'both protocols on one port in one object',
    given: '[{"HTTP":80,"HTTPS":80}]',
    expected: ['[0] must not serve HTTP and HTTPS on port 80: members have no order.']
  },
  {
    name: 'several mistakes, all told',
    given: '[{"HTTP":0},{"HTTPS":"443"},{"ftp":21}]',
    expected: [
      '[0].HTTP must be a whole number between 1 and 65535, not 0.',
      '[1].HTTPS must be a whole number between 1 and 65535, not "443".',
      '[2]: the protocol must be HTTP or HTTPS, not "ftp".'
    ]
  }
])('$name is refused', ({ given, expected }) => expect(problemsIn(listenPorts, given)).toEqual(expected))

test.each([
  {
    name: 'a port given twice',
    given: '[{"HTTP":80},{"HTTPS":80}]',
    expected: ['port 80 is given twice; the later entry, HTTPS, wins.']
  },
  {
    name: 'a repeated member',
    given: '[{"HTTP":80,"HTTP":81}]',
    expected: ['[0].HTTP is given twice; the later wins.']
  },
  {
    name: 'an array of empty entries',
    given: '[{}]',
    expected: ['the entries are empty, so the Ingress is served on no port.']
  },
  { name: 'nothing odd', given: '[{"HTTP":80}]', expected: [] }
])('$name: what lint says', ({ given, expected }) => {
  expect(remarksOf(listenPorts, given).map(({ message }) => message)).toEqual(expected)
})

test('the canonical text keeps the order of the ports', () => {
  expect(
    listenPorts.encode([
      { protocol: 'HTTPS', port: 443 },
      { protocol: 'HTTP', port: 80 }
    ])
  ).toBe('[{"HTTPS":443},{"HTTP":80}]')
})
