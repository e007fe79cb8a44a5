import type { Certificate } from '@alb-ingress/core'
import type { AccountFile } from '../account-file/codec.js'
import type { GivenCertificate } from '../account-file/given.js'
import { type Refusal, when } from './refusal.js'
import type { World } from './world.js'

const isIssued = ({ status = 'ISSUED' }: GivenCertificate): boolean => status === 'ISSUED'

/** The certificates that can be found by name: those of status ISSUED, which a file takes for granted unless it says otherwise. */
export const issuedCertificates = (file: AccountFile): ReadonlyArray<Certificate> =>
  (file.certificates ?? []).filter(isIssued).map((given) => ({
    arn: given.arn,
    names: [...new Set([...(given.domainName === undefined ? [] : [given.domainName]), ...(given.sans ?? [])])],
    certificateAuthorityArn: given.caArn,
    tags: given.tags ?? {}
  }))

// The file has no member for certificates that were uploaded to IAM, so every ARN of that form is taken for one.
const isServerCertificate = (arn: string): boolean => /^arn:aws[\w-]*:iam::\d*:server-certificate\//.test(arn)

/** A certificate that a listener is given must exist and be issued. */
export const certificateRefusal = ({ file }: World, arn: string): Refusal => {
  if (isServerCertificate(arn)) return undefined
  const given = file.certificates?.find((certificate) => certificate.arn === arn)
  if (given === undefined) return when(true, 'CertificateNotFound', `Certificate ARN '${arn}' is not valid`)
  return when(
    !isIssued(given),
    'UnsupportedCertificate',
    `The certificate '${arn}' must be ISSUED, and is ${given.status}`
  )
}
