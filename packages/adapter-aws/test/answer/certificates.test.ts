import { question } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import type { Canned, Recorded } from '../support/recorded.js'
import { some, told } from '../support/told.js'

type Shown = Readonly<Record<string, unknown>>

const listed = (CertificateArn: string, more: Shown = {}): Shown => ({
  ...{ CertificateArn, Type: 'AMAZON_ISSUED', DomainName: 'a.example.com' },
  ...{
    SubjectAlternativeNameSummaries: ['a.example.com', 'b.example.com'],
    HasAdditionalSubjectAlternativeNames: false
  },
  ...more
})

const acm =
  (list: ReadonlyArray<Shown>, described: Readonly<Record<string, Shown>> = {}) =>
  ({ action, parameters }: Recorded): Canned => {
    const said: Readonly<Record<string, () => Shown | undefined>> = {
      ListCertificates: () => ({ CertificateSummaryList: list }),
      DescribeCertificate: () => {
        const Certificate = described[String(parameters.CertificateArn)]
        return Certificate && { Certificate }
      },
      ListTagsForCertificate: () => ({ Tags: [{ Key: 'of', Value: parameters.CertificateArn }] })
    }
    const body = said[action]?.()
    return body === undefined
      ? { status: 400, body: JSON.stringify({ __type: 'ResourceNotFoundException' }) }
      : { body: JSON.stringify(body) }
  }

const ask = [question('certificates')]

describe('certificates', () => {
  test('are told from the list alone where it has all their names', async () => {
    const { answers, sent } = await told(ask, acm([listed('arn:1'), listed('arn:2', { DomainName: 'c.example.com' })]))
    const names = ['a.example.com', 'b.example.com']
    expect(answers).toEqual([
      some<'certificates'>([
        { arn: 'arn:1', names, certificateAuthorityArn: undefined, tags: {} },
        { arn: 'arn:2', names: [...names, 'c.example.com'], certificateAuthorityArn: undefined, tags: {} }
      ])
    ])
    expect(sent).toMatchObject([{ action: 'ListCertificates', parameters: { CertificateStatuses: ['ISSUED'] } }])
  })

  test('have keys of every type: ACM would leave out all but two', async () => {
    const { sent } = await told(ask, acm([]))
    expect(sent[0]?.parameters.Includes).toMatchObject({
      keyTypes: expect.arrayContaining(['RSA_2048', 'EC_prime256v1'])
    })
  })

  test.each([
    { name: 'have more names than the list shows', more: { HasAdditionalSubjectAlternativeNames: true } },
    { name: 'are of a private authority, which the list does not name', more: { Type: 'PRIVATE' } }
  ])('are described where they $name', async ({ more }) => {
    const described = {
      'arn:1': {
        DomainName: 'a.example.com',
        SubjectAlternativeNames: ['z.example.com'],
        CertificateAuthorityArn: 'arn:ca'
      }
    }
    const { answers, actions } = await told(ask, acm([listed('arn:1', more)], described))
    const names = ['z.example.com', 'a.example.com']
    expect(answers).toEqual([
      some<'certificates'>([{ arn: 'arn:1', names, certificateAuthorityArn: 'arn:ca', tags: {} }])
    ])
    expect(actions).toEqual(['ListCertificates', 'DescribeCertificate'])
  })

  test('that are gone before they are described are left out', async () => {
    const { answers } = await told(ask, acm([listed('arn:gone', { Type: 'PRIVATE' }), listed('arn:1')]))
    expect(answers).toEqual([some<'certificates'>([expect.objectContaining({ arn: 'arn:1' })])])
  })

  test('are told with their tags where somebody reads them', async () => {
    const { answers } = await told([question('certificates', 'tags')], acm([listed('arn:1')]))
    expect(answers).toEqual([some<'certificates'>([expect.objectContaining({ tags: { of: 'arn:1' } })])])
  })
})
