import { MutualAuthentication } from '@alb-ingress/core'
import type { MutualAuthenticationAttributes } from '@aws-sdk/client-elastic-load-balancing-v2'
import { literal } from './literal.js'
import { given, understood } from './understood.js'

/** What a listener does with certificates of clients, as it is sent. */
export const sentMutualAuthentication = (authentication: MutualAuthentication): MutualAuthenticationAttributes =>
  authentication.mode === 'verify'
    ? {
        Mode: authentication.mode,
        TrustStoreArn: literal(authentication.trustStore),
        IgnoreClientCertificateExpiry: authentication.ignoreClientCertificateExpiry,
        AdvertiseTrustStoreCaNames: authentication.advertiseTrustStoreCaNames
      }
    : { Mode: authentication.mode }

/** The same as AWS shows it; `undefined` of a listener that shows none. What belongs to the mode `verify` says nothing in others. */
export const shownMutualAuthentication = (
  attributes: MutualAuthenticationAttributes | undefined
): MutualAuthentication | undefined => {
  if (attributes?.Mode !== 'verify') return understood(MutualAuthentication, { mode: attributes?.Mode })
  return understood(MutualAuthentication, {
    mode: attributes.Mode,
    trustStore: attributes.TrustStoreArn,
    ignoreClientCertificateExpiry: attributes.IgnoreClientCertificateExpiry ?? false,
    ...given({ advertiseTrustStoreCaNames: attributes.AdvertiseTrustStoreCaNames })
  })
}
