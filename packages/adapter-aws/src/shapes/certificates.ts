import type { Arn } from '@alb-ingress/core'
import type { Certificate } from '@aws-sdk/client-elastic-load-balancing-v2'
import { literal } from './literal.js'

/** Certificates of a listener as they are sent. */
export const sentCertificates = (arns: ReadonlyArray<Arn>): Array<Certificate> =>
  arns.map((arn) => ({ CertificateArn: literal(arn) }))

/** The default certificate of a listener, which is the only one that it shows by itself. */
export const shownDefaultCertificate = (certificates: ReadonlyArray<Certificate> = []): string | undefined =>
  certificates[0]?.CertificateArn

/** The certificates that a listener offers by server name, as DescribeListenerCertificates shows them: the default one stands apart. */
export const shownCertificates = (certificates: ReadonlyArray<Certificate> = []): ReadonlyArray<string> =>
  certificates.flatMap(({ CertificateArn, IsDefault }) => (IsDefault === true ? [] : (CertificateArn ?? [])))
