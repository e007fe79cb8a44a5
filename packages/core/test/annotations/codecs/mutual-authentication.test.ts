import { expect, test } from 'vitest'
import { remarksOf } from '../../../src/annotations/codecs/codec.js'
import { mutualAuthentication } from '../../../src/annotations/codecs/mutual-authentication.js'
import { decoded, problemsIn } from './outcome.js'

const verify = { port: 443, mode: 'verify', trustStore: 'ts-1', ignoreClientCertificateExpiry: false }
const notVerify = 'must not be given, as the mode is passthrough and not verify.'

test.each([
  {
    name: 'verify needs a trust store, and refuses expired certificates',
    given: '[{"port":443,"mode":"verify","trustStore":"ts-1"}]',
    expected: [verify]
  },
  {
    name: 'unless told otherwise',
    given: '[{"port":443,"mode":"verify","trustStore":"ts-1","ignoreClientCertificateExpiry":true}]',
    expected: [{ ...verify, ignoreClientCertificateExpiry: true }]
  },
  {
    name: 'the names of authorities are advertised only if that is written',
    given: '[{"port":443,"mode":"verify","trustStore":"ts-1","advertiseTrustStoreCaNames":"on"}]',
    expected: [{ ...verify, advertiseTrustStoreCaNames: 'on' }]
  },
  {
    name: 'the other modes need only a port',
    given: '[{"port":443,"mode":"off"},{"port":80,"mode":"passthrough","trustStore":""}]',
    expected: [
      { port: 443, mode: 'off' },
      { port: 80, mode: 'passthrough' }
    ]
  },
  {
    name: 'a later entry for a port wins',
    given: '[{"port":443,"mode":"off"},{"port":1,"mode":"off"},{"port":443,"mode":"passthrough"}]',
    expected: [
      { port: 1, mode: 'off' },
      { port: 443, mode: 'passthrough' }
    ]
  }
])('$name', ({ given, expected }) => expect(decoded(mutualAuthentication, given)).toEqual(expected))

test.each([
  { name: 'no entry', given: '[]', expected: ['the value must have at least one entry.'] },
  { name: 'null', given: 'null', expected: ['the value must have at least one entry.'] },
  { name: 'an object', given: '{}', expected: ['the value must be an array, not an object.'] },
  {
    name: 'an entry without port and mode',
    given: '[{}]',
    expected: [
      '[0].port is missing: it must be a whole number between 1 and 65535.',
      '[0].mode is missing: it must be one of off, passthrough, verify.'
    ]
  },
  {
    name: 'a port in quotation marks',
    given: '[{"port":"443","mode":"off"}]',
    expected: ['[0].port must be a whole number between 1 and 65535, not "443".']
  },
  {
    name: 'a port beyond the last',
    given: '[{"port":65536,"mode":"off"}]',
    expected: ['[0].port must be a whole number between 1 and 65535, not 65536.']
  },
  {
    name: 'another mode',
    given: '[{"port":443,"mode":"Verify"}]',
    expected: ['[0].mode must be off, passthrough or verify, not "Verify" (did you mean verify?).']
  },
  {
    name: 'verify without trust store',
    given: '[{"port":443,"mode":"verify"}]',
    expected: ['[0].trustStore must be the name or the ARN of a trust store, as the mode is verify.']
  },
  {
    name: 'a trust store without verify',
    given: '[{"port":443,"mode":"passthrough","trustStore":"ts-1"}]',
    expected: [`[0].trustStore ${notVerify}`]
  },
  {
    name: 'settings of verify without verify, all told,',
    given:
      '[{"port":443,"mode":"passthrough","trustStore":"a","ignoreClientCertificateExpiry":false,"advertiseTrustStoreCaNames":"off"}]',
    expected: [
      `[0].trustStore ${notVerify}`,
      `[0].ignoreClientCertificateExpiry ${notVerify}`,
      `[0].advertiseTrustStoreCaNames ${notVerify}`
    ]
  },
  {
    name: 'something between on and off',
    given: '[{"port":443,"mode":"verify","trustStore":"a","advertiseTrustStoreCaNames":"true"}]',
    expected: ['[0].advertiseTrustStoreCaNames must be on or off, not "true".']
  }
])('$name is refused', ({ given, expected }) => expect(problemsIn(mutualAuthentication, given)).toEqual(expected))

test('lint remarks on a port given twice', () => {
  const given = '[{"port":443,"mode":"off"},{"port":443,"mode":"passthrough"}]'
  expect(remarksOf(mutualAuthentication, given).map(({ message }) => message)).toEqual([
    'port 443 is given twice; the later entry wins.'
  ])
})
