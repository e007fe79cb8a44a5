import { andThen, type Checked, each, map, noting, ok } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { type Certificate, type FactsNeeded, question } from '../facts/facts.js'
import type { ConfiguredListener, ConfiguredMember } from '../groups/configure.js'
import type { Ingress } from '../kubernetes/ingress.js'
import { refToObject } from '../kubernetes/object.js'
import { O, pipe } from '../prelude.js'
import { arnKey } from '../resources/fields.js'
import { type Arn, refTo } from '../resources/ref.js'
import { nameOfResource } from '../resources/stack.js'
import { byText } from '../support/canonical.js'
import { ask, type Context } from './context.js'
import { createdCertificate } from './created-certificates.js'
import { hostsOf } from './hosts.js'

const listensOnHttps = ({ ports }: ConfiguredMember): boolean => ports.some(({ protocol }) => protocol === 'HTTPS')

/** Whether the certificates of a member are found by its hosts. */
export const looksUp = (member: ConfiguredMember): boolean =>
  listensOnHttps(member) && O.isNone(member.certificateArn) && O.isNone(member.certificateRequest)

export const certificateQuestions = (members: ReadonlyArray<ConfiguredMember>): FactsNeeded =>
  members.some(looksUp) ? [question('certificates')] : []

const afterFirstLabel = (name: string): string => name.slice(name.indexOf('.') + 1)

// A wildcard stands for exactly one label, so *.example.com covers a.example.com, and neither example.com nor a.b.example.com.
export const covers = (name: string, host: string): boolean =>
  name === host || (name.startsWith('*.') && host.includes('.') && afterFirstLabel(name) === afterFirstLabel(host))

/** Whether the installation lets a certificate be found for others than those it was made for. */
export const mayBeUsed =
  ({ install }: Pick<Context, 'install'>) =>
  ({ certificateAuthorityArn, tags }: Certificate): boolean => {
    const allowed = install.allowedCertificateAuthorityArns
    if (allowed.size > 0 && (certificateAuthorityArn === undefined || !allowed.has(certificateAuthorityArn)))
      return false
    // Certificates that a controller made for an Ingress of its own are nobody else's.
    return !(
      install.gates.EnableCertificateManagement &&
      tags['elbv2.k8s.aws/cluster'] !== undefined &&
      tags['ingress.k8s.aws/stack'] !== undefined
    )
  }

const uncovered = (
  ingress: Ingress,
  host: string,
  path: ReadonlyArray<string | number>,
  usable: number
): Diagnostic => {
  const object = refToObject('Ingress', ingress)
  return diagnostic(
    'certificates/none-for-host',
    { object, path },
    `${nameOf(object)}: none of ${usable} issued certificates covers host ${host}.`,
    `Request or import a certificate for ${host} in this region, or name one with annotation certificate-arn.`
  )
}

/** Every certificate that covers a host of the member, by ARN. A host that none covers is an error. */
const discover = (
  context: Context,
  ingress: Ingress,
  certificates: ReadonlyArray<Certificate>
): Checked<ReadonlyArray<string>> => {
  const usable = certificates.filter(mayBeUsed(context))
  const found = new Set<string>()
  const problems: Array<Diagnostic> = []
  for (const [host, path] of hostsOf(ingress)) {
    const covering = usable.filter(({ names }) => names.some((name) => covers(name, host)))
    for (const { arn } of covering) found.add(arn)
    if (covering.length === 0) problems.push(uncovered(ingress, host, path, usable.length))
  }
  return noting(problems, [...found].sort(byText))
}

/** The certificates that a member brings to its HTTPS listeners: those it names, else the one made for it, else all that cover its hosts. */
const certificatesOf = (context: Context, member: ConfiguredMember): Checked<ReadonlyArray<Arn>> => {
  if (O.isSome(member.certificateArn)) return ok(member.certificateArn.value.value)
  if (O.isSome(member.certificateRequest))
    return pipe(
      createdCertificate(context, member),
      map((created) => created.map((certificate) => refTo(nameOfResource(certificate), 'arn')))
    )
  if (!looksUp(member)) return ok([])
  const at = { object: refToObject('Ingress', member.ingress), path: ['spec'] }
  return pipe(
    ask(context, question('certificates'), at),
    andThen((certificates) => discover(context, member.ingress, O.toUndefined(certificates) ?? []))
  )
}

export type MemberCertificates = ReadonlyMap<ConfiguredMember, ReadonlyArray<Arn>>

/** The certificates of every member, found once for all its listeners. */
export const certificatesOfMembers = (
  context: Context,
  members: ReadonlyArray<ConfiguredMember>
): Checked<MemberCertificates> =>
  pipe(
    each(members, (member) => certificatesOf(context, member)),
    map((lists) => new Map(members.map((member, i) => [member, lists[i] ?? []])))
  )

/**
 * The certificates of a listener, the default one first: the first of the first member that brings any. The others follow once each in
 * the order of members; the default is listed again where it occurs again, as the reference does.
 */
export const mergeCertificates = (
  listener: ConfiguredListener,
  certificates: MemberCertificates
): ReadonlyArray<Arn> => {
  const lists = listener.members.map((member) => certificates.get(member) ?? [])
  const leader = lists.findIndex((list) => list.length > 0)
  const byDefault = lists[leader]?.[0]
  if (byDefault === undefined) return []
  const others = new Map<string, Arn>()
  lists.forEach((list, i) => {
    for (const arn of i === leader ? list.slice(1) : list) others.set(arnKey(arn), arn)
  })
  return [byDefault, ...others.values()]
}
