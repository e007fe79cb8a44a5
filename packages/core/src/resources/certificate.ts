import { t } from '../prelude.js'
import { field, optional, sameSet, TextMap, word } from './fields.js'
import { atCreation, kind, replaces } from './kind.js'

/**
 * A certificate that was requested for one Ingress. Only another set of names replaces it: its authority is sent once, and so are its tags,
 * as the reference has it. Its domain name is one of the names, and part of the logical id.
 */
export const certificate = kind({
  name: 'Certificate',
  type: 'AWS::ACM::Certificate',
  service: 'acm',
  replace: 'createFirst',
  identifiedBy: 'arn',
  create: 'RequestCertificate',
  remove: 'DeleteCertificate',
  fields: {
    domainName: field(t.string, atCreation),
    subjectAlternativeNames: field(t.readonlyArray(t.string), replaces, { same: sameSet }),
    type: field(word('AMAZON_ISSUED', 'PRIVATE'), atCreation),
    certificateAuthorityArn: optional(t.string, atCreation),
    tags: field(TextMap, atCreation)
  }
})
