import { randomUUID } from 'node:crypto'
import { DeleteCertificateCommand, RequestCertificateCommand } from '@aws-sdk/client-acm'
import { somePairs } from '../shapes/text-map.js'
import { given } from '../shapes/understood.js'
import { type Handlers, through } from './through.js'

const acm = through((clients) => clients.acm())

/** What requests and deletes certificates. */
export const handlers: Handlers = {
  RequestCertificate: acm.create('Certificate', async (client, spec) => {
    const { CertificateArn } = await client.send(
      new RequestCertificateCommand({
        DomainName: spec.domainName,
        SubjectAlternativeNames: spec.subjectAlternativeNames && [...spec.subjectAlternativeNames],
        // A private authority validates nothing.
        ValidationMethod: spec.type === 'PRIVATE' ? undefined : 'DNS',
        CertificateAuthorityArn: spec.certificateAuthorityArn,
        Tags: somePairs(spec.tags),
        // The SDK tries again with the same token, for which ACM gives the same certificate.
        IdempotencyToken: randomUUID().replaceAll('-', '')
      })
    )
    return given({ physicalId: CertificateArn })
  }),
  DeleteCertificate: acm.remove('Certificate', (client, CertificateArn) =>
    client.send(new DeleteCertificateCommand({ CertificateArn }))
  )
}
