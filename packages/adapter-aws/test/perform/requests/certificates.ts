import { awsCalls } from '@alb-ingress/core/testing'
import { expect } from 'vitest'
import type { Case } from './case.js'

const { create, remove } = awsCalls

/** Certificates. */
export const certificates: ReadonlyArray<Case> = [
  {
    name: 'a certificate of Amazon is validated by DNS',
    call: create('Certificate', 'RequestCertificate', {
      ...{
        domainName: 'a.example',
        subjectAlternativeNames: ['a.example'],
        type: 'AMAZON_ISSUED',
        tags: { team: 'shop' }
      }
    }),
    host: 'acm.eu-west-1.amazonaws.com',
    parameters: {
      DomainName: 'a.example',
      SubjectAlternativeNames: ['a.example'],
      ValidationMethod: 'DNS',
      Tags: [{ Key: 'team', Value: 'shop' }],
      IdempotencyToken: expect.stringMatching(/^\w{32}$/)
    }
  },
  {
    name: 'one of a private authority is not',
    call: create('Certificate', 'RequestCertificate', {
      ...{ domainName: 'a.example', type: 'PRIVATE', certificateAuthorityArn: 'arn:ca' }
    }),
    host: 'acm.eu-west-1.amazonaws.com',
    parameters: {
      DomainName: 'a.example',
      CertificateAuthorityArn: 'arn:ca',
      IdempotencyToken: expect.stringMatching(/^\w{32}$/)
    }
  },
  {
    name: 'a certificate is deleted',
    call: remove('Certificate', 'arn:cert'),
    host: 'acm.eu-west-1.amazonaws.com',
    parameters: { CertificateArn: 'arn:cert' }
  }
]
