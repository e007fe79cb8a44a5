import { type Certificate, type Fault, pipe, TE } from '@alb-ingress/core'
import { type CertificateSummary, paginateListCertificates } from '@aws-sdk/client-acm'
import { together } from '../asking/asking.js'
import { allPages } from '../asking/pages.js'
import { describeCertificate, everyKeyType, tagsOfCertificate } from '../observe/certificates.js'
import { alone, type Place } from './place.js'

type Names = Pick<Certificate, 'names' | 'certificateAuthorityArn'>

const list = ({ clients, ask }: Place): TE.TaskEither<Fault, ReadonlyArray<CertificateSummary>> =>
  ask('ListCertificates', async () =>
    allPages(
      paginateListCertificates(
        { client: await clients.acm() },
        { CertificateStatuses: ['ISSUED'], Includes: everyKeyType }
      ),
      (page) => page.CertificateSummaryList
    )
  )

const distinct = (names: ReadonlyArray<string | undefined>): ReadonlyArray<string> => [
  ...new Set(names.flatMap((name) => name ?? []))
]

/** The list has the names of most certificates. It never says who issued a private one. */
const saysAll = (listed: CertificateSummary): boolean =>
  listed.Type !== 'PRIVATE' &&
  listed.SubjectAlternativeNameSummaries !== undefined &&
  listed.HasAdditionalSubjectAlternativeNames !== true

const namesOf = ({ clients, ask }: Place, listed: CertificateSummary): TE.TaskEither<Fault, Names | undefined> => {
  const { CertificateArn = '', DomainName, SubjectAlternativeNameSummaries = [] } = listed
  if (saysAll(listed))
    return TE.right({
      names: distinct([...SubjectAlternativeNameSummaries, DomainName]),
      certificateAuthorityArn: undefined
    })
  return pipe(
    describeCertificate(clients, ask, CertificateArn),
    TE.map(
      (detail) =>
        detail && {
          names: distinct([...(detail.SubjectAlternativeNames ?? []), detail.DomainName]),
          certificateAuthorityArn: detail.CertificateAuthorityArn
        }
    )
  )
}

const factOf = (
  place: Place,
  listed: CertificateSummary,
  withTags: boolean
): TE.TaskEither<Fault, ReadonlyArray<Certificate>> => {
  const arn = listed.CertificateArn ?? ''
  return pipe(
    TE.Do,
    TE.apS('names', namesOf(place, listed)),
    TE.apS('tags', withTags ? tagsOfCertificate(place.clients, place.ask, arn) : TE.right({})),
    TE.map(({ names, tags }) => (names === undefined ? [] : [{ arn, ...names, tags }]))
  )
}

/** Certificates that are issued, whoever imported or requested them. */
export const certificates = alone<'certificates'>((place, { about }) =>
  pipe(
    list(place),
    TE.chain((listed) => together(listed.map((each) => factOf(place, each, about === 'tags')))),
    TE.map((facts) => facts.flat())
  )
)
