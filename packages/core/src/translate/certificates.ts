import { andThen, type Checked, each, map, ok } from '../checked/checked.js'
import type { FactsNeeded } from '../facts/facts.js'
import type { ConfiguredListener, ConfiguredMember } from '../groups/configure.js'
import type { Installation } from '../install.js'
import { refToObject } from '../kubernetes/object.js'
import { O, pipe } from '../prelude.js'
import { arnKey } from '../resources/fields.js'
import { type Arn, refTo } from '../resources/ref.js'
import { nameOfResource } from '../resources/stack.js'
import { certificatesQuestion, discover, noneUsable, type Usable, usableCertificates } from './certificate-lookup.js'
import { ask, type Context } from './context.js'
import { createdCertificate } from './created-certificates.js'

const listensOnHttps = ({ ports }: ConfiguredMember): boolean => ports.some(({ protocol }) => protocol === 'HTTPS')

/** Whether the certificates of a member are found by its hosts. */
export const looksUp = (member: ConfiguredMember): boolean =>
  listensOnHttps(member) && O.isNone(member.certificateArn) && O.isNone(member.certificateRequest)

/** The certificates of the account are asked for where somebody looks one up. */
export const certificateQuestions = (install: Installation, members: ReadonlyArray<ConfiguredMember>): FactsNeeded =>
  members.some(looksUp) ? [certificatesQuestion(install)] : []

/** The certificates that a member brings to its HTTPS listeners: those it names, else the one made for it, else all that cover its hosts. */
const certificatesOf = (context: Context, member: ConfiguredMember, usable: Usable): Checked<ReadonlyArray<Arn>> => {
  if (O.isSome(member.certificateArn)) return ok(member.certificateArn.value.value)
  if (O.isSome(member.certificateRequest))
    return pipe(
      createdCertificate(context, member),
      map((created) => created.map((certificate) => refTo(nameOfResource(certificate), 'arn')))
    )
  if (!looksUp(member)) return ok([])
  const at = { object: refToObject('Ingress', member.ingress), path: ['spec'] }
  return pipe(
    ask(context, certificatesQuestion(context.install), at),
    andThen(() => discover(member.ingress, usable))
  )
}

/** What each member brings to its HTTPS listeners. */
export type MemberCertificates = ReadonlyMap<ConfiguredMember, ReadonlyArray<Arn>>

/** The certificates of every member, found once for all its listeners. */
export const certificatesOfMembers = (
  context: Context,
  members: ReadonlyArray<ConfiguredMember>
): Checked<MemberCertificates> => {
  const usable = members.some(looksUp) ? usableCertificates(context) : noneUsable
  return pipe(
    each(members, (member) =>
      pipe(
        certificatesOf(context, member, usable),
        map((arns) => [member, arns] as const)
      )
    ),
    map((found) => new Map(found))
  )
}

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
