import { type Certificate, type FoundResource, isTaggedAs, type Reported, tagSets } from '@alb-ingress/core'
import type { GivenCertificate } from '../account-file/given.js'
import { declined, type Refusal, refuse, unless, type Verdict, when } from './refusal.js'
import type { World } from './world.js'

const isIssued = ({ status = 'ISSUED' }: GivenCertificate): boolean => status === 'ISSUED'

/** The domain name, and the alternative names, each once: ACM lists the domain name among them. */
const namesOf = ({ domainName, sans = [] }: GivenCertificate): ReadonlyArray<string> => [
  ...new Set([...(domainName === undefined ? [] : [domainName]), ...sans])
]

/** The certificates that can be found by name: those of status ISSUED, which a file takes for granted unless it says otherwise. */
export const issuedCertificates = ({ certificates }: World): ReadonlyArray<Certificate> =>
  [...certificates.values()].filter(isIssued).map((given) => ({
    arn: given.arn,
    names: namesOf(given),
    certificateAuthorityArn: given.caArn,
    tags: given.tags ?? {}
  }))

// ACM keeps a certificate in these while it is validated; from the others it never comes to be issued.
const onTheWay: ReadonlySet<string> = new Set(['PENDING_VALIDATION'])

const stateOf = ({ status = 'ISSUED' }: GivenCertificate): NonNullable<Reported['state']> => {
  if (status === 'ISSUED') return 'active'
  return onTheWay.has(status) ? 'provisioning' : 'failed'
}

const found = (given: GivenCertificate): FoundResource => ({
  kind: 'Certificate',
  physicalId: given.arn,
  tags: given.tags ?? {},
  spec: {
    domainName: given.domainName ?? '',
    subjectAlternativeNames: namesOf(given),
    ...(given.type === 'PRIVATE' || given.type === 'AMAZON_ISSUED' ? { type: given.type } : {}),
    ...(given.caArn === undefined ? {} : { certificateAuthorityArn: given.caArn })
  },
  reported: { state: stateOf(given) }
})

/** Certificates that carry the ownership tags of the cluster, issued or not. */
export const foundCertificates = ({ certificates }: World, clusterName: string): ReadonlyArray<FoundResource> => {
  const sets = tagSets(clusterName)
  return [...certificates.values()].filter(({ tags = {} }) => isTaggedAs(tags, sets)).map(found)
}

/** DeleteCertificate: not while a listener offers it. */
export const deleteCertificate = (world: World, arn: string): Verdict => {
  if (!world.certificates.has(arn))
    return declined(refuse('ResourceNotFoundException', `Could not find certificate ${arn}`))
  const isUsed = [...world.listeners.values()].some(
    ({ defaultCertificate, certificates }) => defaultCertificate === arn || certificates.includes(arn)
  )
  return unless(when(isUsed, 'ResourceInUseException', `Certificate ${arn} is in use`), () => {
    world.certificates.delete(arn)
    return undefined
  })
}

// The file has no member for certificates that were uploaded to IAM, so every ARN of that form is taken for one.
const isServerCertificate = (arn: string): boolean => /^arn:aws[\w-]*:iam::\d*:server-certificate\//.test(arn)

/** A certificate that a listener is given must exist and be issued. */
export const certificateRefusal = ({ certificates }: World, arn: string): Refusal => {
  if (isServerCertificate(arn)) return undefined
  const given = certificates.get(arn)
  if (given === undefined) return when(true, 'CertificateNotFound', `Certificate ARN '${arn}' is not valid`)
  return when(
    !isIssued(given),
    'UnsupportedCertificate',
    `The certificate '${arn}' must be ISSUED, and is ${given.status}`
  )
}
