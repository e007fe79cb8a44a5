import { expect, test } from 'vitest'
import { type MutualAuthentication, sameMutualAuthentication } from '../../src/resources/mutual-authentication.js'

const verify = { mode: 'verify', trustStore: 'arn:a', ignoreClientCertificateExpiry: false } as const

test.each<{ name: string; given: readonly [MutualAuthentication, MutualAuthentication]; expected: boolean }>([
  { name: 'the same mode is the same', given: [{ mode: 'passthrough' }, { mode: 'passthrough' }], expected: true },
  { name: 'another mode is another', given: [{ mode: 'passthrough' }, { mode: 'off' }], expected: false },
  {
    name: 'names that are not advertised are the same, said or not',
    given: [verify, { ...verify, advertiseTrustStoreCaNames: 'off' }],
    expected: true
  },
  {
    name: 'names that are advertised make a difference',
    given: [verify, { ...verify, advertiseTrustStoreCaNames: 'on' }],
    expected: false
  },
  { name: 'another trust store is another', given: [verify, { ...verify, trustStore: 'arn:b' }], expected: false },
  {
    name: 'taking expired certificates makes a difference',
    given: [verify, { ...verify, ignoreClientCertificateExpiry: true }],
    expected: false
  }
])('$name', ({ given: [one, other], expected }) => {
  expect(sameMutualAuthentication(one, other)).toBe(expected)
  expect(sameMutualAuthentication(other, one)).toBe(expected)
})
