import { annotations } from '../annotations/registry.js'
import { valueIn } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { CertificateRequest } from '../groups/certificate-request.js'
import type { ConfiguredGroup } from '../groups/configure.js'
import { settle } from '../plan/settle.js'
import { O } from '../prelude.js'
import { ownershipTags } from '../resources/ownership.js'
import { keyOf } from '../resources/ref.js'
import { byKey, type ObservedStack, observedOf, type Resource, resourcesOf, type Stack } from '../resources/stack.js'
import { createdCertificate } from '../translate/created-certificates.js'

type Certificate = Resource<'Certificate'>

/** By key: what each certificate that a member asks for lacks. */
const lacks = (stack: Stack, current: ObservedStack | undefined): ReadonlyMap<string, string> => {
  const wanted = resourcesOf(stack, 'Certificate')
  const { created, observed } = settle(wanted, observedOf(current, 'Certificate'))
  const holders = byKey(observed)
  const found = new Map<string, string>()
  for (const certificate of wanted) {
    const key = keyOf(certificate)
    if (created.has(key)) found.set(key, 'is not there yet')
    else if (holders.get(key)?.reported.state !== 'active') found.set(key, 'is not issued yet')
  }
  return found
}

const unissued = (
  { id, stack, spec }: Certificate,
  { at }: CertificateRequest,
  lack: string,
  clusterName: string
): Diagnostic => {
  const { domainName, subjectAlternativeNames, certificateAuthorityArn } = spec
  const authority = certificateAuthorityArn === undefined ? '' : ` from ${certificateAuthorityArn}`
  const tags = Object.entries(ownershipTags(clusterName, stack, id)).map((pair) => pair.join('='))
  return diagnostic(
    'certificates/unissued',
    at,
    `${nameOf(at.object)}: the certificate for ${domainName} ${lack}, and this version does not request certificates. The group stays as it is.`,
    `Request it for ${subjectAlternativeNames.join(', ')}${authority}, with the tags ${tags.join(', ')}, and wait until it is issued. Or name a certificate with ${annotations.certificateArn.key}.`
  )
}

/**
 * Certificates that members ask for and that nobody has issued. Listeners cannot have them, so nothing of the group can be carried out;
 * what is wanted can be said and shown all the same.
 */
export const unissuedCertificates = (
  { install, group, members }: ConfiguredGroup,
  stack: Stack,
  current: ObservedStack | undefined
): ReadonlyArray<Diagnostic> => {
  const lacking = lacks(stack, current)
  if (lacking.size === 0) return []
  return members.flatMap((checked) => {
    const member = valueIn(checked)
    if (member === undefined || O.isNone(member.certificateRequest)) return []
    const request = member.certificateRequest.value
    const certificates = valueIn(createdCertificate({ install, group }, member)) ?? []
    return certificates.flatMap((certificate) => {
      const lack = lacking.get(keyOf(certificate))
      return lack === undefined ? [] : [unissued(certificate, request, lack, install.clusterName)]
    })
  })
}
