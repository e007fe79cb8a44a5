import { annotation } from '../annotation.js'
import { bool, verbatim } from '../codecs/text.js'

export const createAcmCert = annotation({
  key: 'create-acm-cert',
  on: ['Ingress'],
  configures: 'CreatedCertificate',
  sets: [
    ...(['Certificate.domainName', 'Certificate.subjectAlternativeNames'] as const),
    ...(['Listener.defaultCertificate', 'Listener.certificates'] as const)
  ],
  codec: bool,
  fallback: () => false,
  summary:
    'With the gate EnableCertificateManagement: whether a certificate for the hosts of the Ingress is made. Not where certificate-arn names one.',
  valid: ['true', 'false'],
  invalid: ['yes', '']
})

export const acmPcaArn = annotation({
  key: 'acm-pca-arn',
  on: ['Ingress'],
  configures: 'CreatedCertificate',
  sets: ['Certificate.type', 'Certificate.certificateAuthorityArn'],
  codec: verbatim,
  absentWhen: (text) => text === '',
  summary:
    'The private certificate authority that issues the certificate of create-acm-cert. Default: that of the installation, else Amazon.',
  valid: ['arn:aws:acm-pca:eu-central-1:123456789012:certificate-authority/00000000-0000-4000-8000-000000000000'],
  invalid: []
})
