import { annotations } from '../annotations/registry.js'
import { settle } from '../annotations/settle.js'
import { andThen, type Checked, each, map, ok, refuse } from '../checked/checked.js'
import { diagnostic, nameOf } from '../checked/diagnostic.js'
import type { CertificateRequest } from '../groups/certificate-request.js'
import type { ConfiguredMember } from '../groups/configure.js'
import type { Installation } from '../install.js'
import { keyOfObject } from '../kubernetes/object.js'
import { O, pipe } from '../prelude.js'
import type { Resource } from '../resources/stack.js'
import type { Context } from './context.js'
import { hostsOf } from './hosts.js'
import { certificateId } from './names.js'
import { userTags } from './tags.js'

const withoutHosts = ({ at }: CertificateRequest): Checked<never> =>
  refuse(
    diagnostic(
      'certificates/no-host',
      at,
      `${nameOf(at.object)}: ${annotations.createAcmCert.key} asks for a certificate, and there is no host to make it for.`,
      `Give a rule a host, or name hosts under spec.tls. Or remove ${annotations.createAcmCert.key}.`
    )
  )

// Whatever the gate EnableDefaultTagsLowPriority says, default tags outrank others on a certificate, as with the reference.
const tagsOf = (install: Installation, member: ConfiguredMember): Checked<Readonly<Record<string, string>>> => {
  const withoutGate = { ...install, gates: { ...install.gates, EnableDefaultTagsLowPriority: false } }
  return pipe(
    settle(annotations.tags, [member], install),
    andThen((tags) => userTags(withoutGate, tags))
  )
}

/** The certificate that is made for a member, if it asks for one: for all its hosts, named after the first. */
export const createdCertificate = (
  { install, group }: Pick<Context, 'install' | 'group'>,
  member: ConfiguredMember
): Checked<ReadonlyArray<Resource<'Certificate'>>> => {
  if (O.isNone(member.certificateRequest)) return ok([])
  const request = member.certificateRequest.value
  const hosts = hostsOf(member.ingress).map(([host]) => host)
  const [domainName] = hosts
  if (domainName === undefined) return withoutHosts(request)
  const authority = O.toUndefined(request.authority)
  const type = authority === undefined ? 'AMAZON_ISSUED' : 'PRIVATE'
  return pipe(
    tagsOf(install, member),
    map((tags) => [
      {
        stack: group.id,
        kind: 'Certificate',
        id: certificateId(type, domainName, keyOfObject(member.ingress)),
        spec: {
          ...{ domainName, subjectAlternativeNames: hosts, type, tags },
          ...(authority === undefined ? {} : { certificateAuthorityArn: authority })
        }
      }
    ])
  )
}

/** The certificates that are made for the members of a group, also where a class names others and they serve nobody. */
export const createdCertificates = (
  context: Pick<Context, 'install' | 'group'>,
  members: ReadonlyArray<ConfiguredMember>
): Checked<ReadonlyArray<Resource<'Certificate'>>> =>
  pipe(
    each(members, (member) => createdCertificate(context, member)),
    map((certificates) => certificates.flat())
  )
