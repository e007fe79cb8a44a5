import { type Fault, type FoundResource, isTaggedAs, pipe, type Scope, TE, tagSets } from '@alb-ingress/core'
import {
  type CertificateDetail,
  DescribeCertificateCommand,
  KeyAlgorithm,
  ListTagsForCertificateCommand,
  paginateListCertificates
} from '@aws-sdk/client-acm'
import { type Ask, orWhereMissing, together } from '../asking/asking.js'
import { allPages } from '../asking/pages.js'
import type { Clients } from '../clients.js'
import { shownPairs } from '../shapes/text-map.js'
import { shownSpec } from './spec.js'

type Certificate = Extract<FoundResource, { kind: 'Certificate' }>
type Tags = Certificate['tags']

/** The tags of a certificate; none of one that is gone. */
export const tagsOfCertificate = (clients: Clients, ask: Ask, arn: string): TE.TaskEither<Fault, Tags> =>
  pipe(
    ask('ListTagsForCertificate', async () =>
      (await clients.acm()).send(new ListTagsForCertificateCommand({ CertificateArn: arn }))
    ),
    TE.map((answer): Tags => shownPairs(answer.Tags)),
    orWhereMissing<Tags>({})
  )

/** All that ACM says of a certificate; nothing of one that is gone. */
export const describeCertificate = (
  clients: Clients,
  ask: Ask,
  arn: string
): TE.TaskEither<Fault, CertificateDetail | undefined> =>
  pipe(
    ask('DescribeCertificate', async () =>
      (await clients.acm()).send(new DescribeCertificateCommand({ CertificateArn: arn }))
    ),
    TE.map(({ Certificate: detail }) => detail),
    orWhereMissing<CertificateDetail | undefined>(undefined)
  )

const states: Readonly<Record<string, 'provisioning' | 'active'>> = {
  PENDING_VALIDATION: 'provisioning',
  ISSUED: 'active'
}

const shown = (arn: string, tags: Tags, detail: CertificateDetail): Certificate => ({
  kind: 'Certificate',
  physicalId: arn,
  tags,
  reported: { state: states[detail.Status ?? ''] ?? 'failed' },
  spec: shownSpec('Certificate', {
    type: detail.Type === 'PRIVATE' ? 'PRIVATE' : 'AMAZON_ISSUED',
    domainName: detail.DomainName,
    subjectAlternativeNames: detail.SubjectAlternativeNames ?? [],
    certificateAuthorityArn: detail.CertificateAuthorityArn
  })
})

/** ACM leaves out keys of other kinds than RSA 1024 and 2048 unless they are named. */
export const everyKeyType = { keyTypes: Object.values(KeyAlgorithm) }

/** Certificates that were requested for the cluster, whatever became of them. ACM has no filter for tags: each has its own call. */
export const certificatesIn = (
  clients: Clients,
  ask: Ask,
  { clusterName }: Scope
): TE.TaskEither<Fault, ReadonlyArray<FoundResource>> => {
  const sets = tagSets(clusterName)
  const found = (arn: string): TE.TaskEither<Fault, ReadonlyArray<FoundResource>> =>
    pipe(
      tagsOfCertificate(clients, ask, arn),
      TE.chain((tags) => {
        if (!isTaggedAs(tags, sets)) return TE.right<Fault, ReadonlyArray<FoundResource>>([])
        return pipe(
          describeCertificate(clients, ask, arn),
          TE.map((detail) => (detail === undefined ? [] : [shown(arn, tags, detail)]))
        )
      })
    )
  return pipe(
    ask('ListCertificates', async () =>
      allPages(
        paginateListCertificates({ client: await clients.acm() }, { Includes: everyKeyType }),
        (page) => page.CertificateSummaryList
      )
    ),
    TE.map((list) => list.filter(({ Type }) => Type !== 'IMPORTED')),
    TE.chain((list) => together(list.map(({ CertificateArn = '' }) => found(CertificateArn)))),
    TE.map((certificates) => certificates.flat())
  )
}
