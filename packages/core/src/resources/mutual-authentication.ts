import { t } from '../prelude.js'
import { equal } from '../support/canonical.js'
import { word } from './fields.js'

const Unverified = t.readonly(t.type({ mode: word('off', 'passthrough') }))

const Verified = t.readonly(
  t.intersection([
    t.type({ mode: word('verify'), trustStore: t.string, ignoreClientCertificateExpiry: t.boolean }),
    t.partial({ advertiseTrustStoreCaNames: word('on', 'off') })
  ])
)
export type VerifiedClients = t.TypeOf<typeof Verified>

/**
 * What an HTTPS listener does with the certificates of clients: nothing, hand them to the targets, or check them against a trust store
 * (an ARN). The names in the trust store are advertised to clients only where that is `on`.
 */
export const MutualAuthentication: t.Type<MutualAuthentication, unknown> = t.union([Unverified, Verified])
export type MutualAuthentication = t.TypeOf<typeof Unverified> | VerifiedClients

// Only in mode verify do the other members mean anything, and advertising is off unless somebody says otherwise.
const comparable = (given: MutualAuthentication): unknown =>
  given.mode === 'verify'
    ? { ...given, advertiseTrustStoreCaNames: given.advertiseTrustStoreCaNames ?? 'off' }
    : { mode: given.mode }

/** Whether two say the same to AWS, which keeps an empty trust store where there is none. */
export const sameMutualAuthentication = (one: MutualAuthentication, other: MutualAuthentication): boolean =>
  equal(comparable(one), comparable(other))
