import { type Asked, annotationAt, readAnnotations } from '../annotations/read.js'
import { annotations } from '../annotations/registry.js'
import { settle } from '../annotations/settle.js'
import { all, type Checked, map, ok } from '../checked/checked.js'
import type { At } from '../checked/diagnostic.js'
import type { Installation } from '../install.js'
import { refToObject } from '../kubernetes/object.js'
import { E, O, pipe } from '../prelude.js'

/** A member asks for a certificate of its own. */
export interface CertificateRequest {
  /** The private authority that issues it; without one, Amazon does. */
  readonly authority: O.Option<string>
  readonly at: At
}

/** Whether the member's own annotation names certificates. Class parameters that do so do not spare the request, as with the reference. */
const namesCertificates = (asked: Asked): boolean => {
  const read = readAnnotations(annotations.certificateArn, asked)
  return E.isRight(read) && O.isSome(read.right) && read.right.value.value.length > 0
}

/** What a member says of a certificate that is to be made for it. Without the gate its annotations are not even read. */
export const certificateRequest = (install: Installation, asked: Asked): Checked<O.Option<CertificateRequest>> => {
  if (!install.gates.EnableCertificateManagement) return ok(O.none)
  const { createAcmCert, acmPcaArn } = annotations
  return pipe(
    all({ create: settle(createAcmCert, [asked], install), authority: settle(acmPcaArn, [asked], install) }),
    map(({ create, authority }) => {
      if (!create.value || namesCertificates(asked)) return O.none
      return O.some({
        authority: O.isSome(authority) ? O.some(authority.value.value) : O.fromNullable(install.defaultPcaArn),
        at: annotationAt(refToObject('Ingress', asked.ingress), createAcmCert.fullKey)
      })
    })
  )
}
