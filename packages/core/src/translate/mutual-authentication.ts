import type { MutualAuthentication as Entry } from '../annotations/codecs/mutual-authentication.js'
import { annotationAt } from '../annotations/read.js'
import { annotations } from '../annotations/registry.js'
import { andThen, type Checked, each, map, noting, ok, refuse } from '../checked/checked.js'
import { type At, type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { type FactsNeeded, question } from '../facts/facts.js'
import type { ConfiguredListener, ConfiguredMember } from '../groups/configure.js'
import { refToObject } from '../kubernetes/object.js'
import { O, pipe } from '../prelude.js'
import { type MutualAuthentication, sameMutualAuthentication } from '../resources/mutual-authentication.js'
import { currentOf } from '../resources/stack.js'
import { quoted } from '../support/wording.js'
import { ask, type Context } from './context.js'

/** What each member says of each port, its trust stores by ARN. */
export type MemberAuthentication = ReadonlyMap<ConfiguredMember, ReadonlyMap<number, MutualAuthentication>>

const { key, fullKey } = annotations.mutualAuthentication

const placeIn = ({ ingress }: ConfiguredMember): At => annotationAt(refToObject('Ingress', ingress), fullKey)

const entriesOf = ({ mutualAuthentication }: ConfiguredMember): ReadonlyArray<Entry> =>
  O.isSome(mutualAuthentication) ? mutualAuthentication.value.value : []

const isArn = (trustStore: string): boolean => trustStore.startsWith('arn:')

/** Trust stores that members call by name; those given by ARN need no look-up. */
export const trustStoreQuestions = (members: ReadonlyArray<ConfiguredMember>): FactsNeeded =>
  members
    .flatMap(entriesOf)
    .flatMap((entry) =>
      entry.mode === 'verify' && !isArn(entry.trustStore) ? [question('trustStoreNamed', entry.trustStore)] : []
    )

const trustStoreArn = (context: Context, name: string, at: At): Checked<string> => {
  if (isArn(name)) return ok(name)
  const unknown = diagnostic(
    'trust-store/unknown',
    at,
    `${nameOf(at.object)}: the account has no trust store ${quoted(name)} in ${context.install.region}.`,
    'Check the name, or give the ARN of the trust store.'
  )
  return pipe(
    ask(context, question('trustStoreNamed', name), at),
    andThen((arn): Checked<string> => (O.isSome(arn) ? ok(arn.value) : refuse(unknown)))
  )
}

const resolved = (context: Context, entry: Entry, at: At): Checked<readonly [number, MutualAuthentication]> => {
  const { port, ...given } = entry
  return given.mode === 'verify'
    ? pipe(
        trustStoreArn(context, given.trustStore, at),
        map((trustStore) => [port, { ...given, trustStore }] as const)
      )
    : ok([port, given])
}

/** Entries for ports that the member does not serve with HTTPS have no effect, and somebody may rely on them. */
const idleEntries = (member: ConfiguredMember, at: At): ReadonlyArray<Diagnostic> => {
  const https = new Set(member.ports.filter(({ protocol }) => protocol === 'HTTPS').map(({ port }) => port))
  return entriesOf(member)
    .filter(({ mode, port }) => mode !== 'off' && !https.has(port))
    .map(({ mode, port }) =>
      diagnostic(
        'mutual-authentication/idle',
        at,
        `${nameOf(at.object)}: ${key} asks for mode ${mode} on port ${port}, which this Ingress does not serve with HTTPS: the entry has no effect.`,
        `Its HTTPS ports: ${[...https].join(', ') || 'none'}. Change the port of the entry, or remove it.`
      )
    )
}

/** The entries of every member, each trust store looked up once. A name that the account does not know is an error on any port. */
export const authenticationOfMembers = (
  context: Context,
  members: ReadonlyArray<ConfiguredMember>
): Checked<MemberAuthentication> => {
  const speaking = members.filter((member) => entriesOf(member).length > 0)
  return pipe(
    each(speaking, (member) => {
      const at = placeIn(member)
      return pipe(
        each(entriesOf(member), (entry) => resolved(context, entry, at)),
        andThen((entries) => noting(idleEntries(member, at), [member, new Map(entries)] as const))
      )
    }),
    map((entries) => new Map(entries))
  )
}

const words = (given: MutualAuthentication): string => {
  if (given.mode !== 'verify') return `mode ${given.mode}`
  const { trustStore, ignoreClientCertificateExpiry, advertiseTrustStoreCaNames = 'off' } = given
  return `mode verify with trust store ${trustStore}, ignoreClientCertificateExpiry ${ignoreClientCertificateExpiry} and advertiseTrustStoreCaNames ${advertiseTrustStoreCaNames}`
}

interface Voice {
  readonly at: At
  readonly given: MutualAuthentication
}

const disagreement = (port: number, one: Voice, other: Voice): Diagnostic =>
  diagnostic(
    'group/disagree',
    other.at,
    `${nameOf(other.at.object)} asks for ${words(other.given)} on port ${port}, but ${nameOf(one.at.object)} in the same group asks for ${words(one.given)}.`,
    `Say the same of port ${port} in every ${key} of the group, or say it in one Ingress only.`,
    [{ at: one.at, message: 'the other value' }]
  )

/** The first one's words. Whether names are advertised is left open unless somebody says it, though leaving it open means off. */
const joined = (first: MutualAuthentication, voices: ReadonlyArray<Voice>): MutualAuthentication => {
  if (first.mode !== 'verify') return first
  for (const { given } of voices)
    if (given.mode === 'verify' && given.advertiseTrustStoreCaNames !== undefined)
      return { ...first, advertiseTrustStoreCaNames: given.advertiseTrustStoreCaNames }
  return first
}

/** Behind a gate, a listener of which nobody says anything any more stops asking clients for certificates. */
const switchedOff = ({ install, current }: Context, port: number): O.Option<MutualAuthentication> => {
  if (!install.gates.EnhancedDefaultBehavior || O.isNone(current)) return O.none
  const there = currentOf(current.value, 'Listener', String(port))
  const mode = there?.spec.mutualAuthentication?.mode ?? 'off'
  return mode === 'off' ? O.none : O.some({ mode: 'off' })
}

/**
 * What an HTTPS listener does with the certificates of clients, as all members that speak of its port say. `none`: nobody does, and
 * the listener keeps what it has.
 */
export const mutualAuthenticationOf = (
  context: Context,
  authentication: MemberAuthentication,
  { port, protocol, members }: ConfiguredListener
): Checked<O.Option<MutualAuthentication>> => {
  if (protocol !== 'HTTPS') return ok(O.none)
  const voices = members.flatMap((member): ReadonlyArray<Voice> => {
    const given = authentication.get(member)?.get(port)
    return given === undefined ? [] : [{ at: placeIn(member), given }]
  })
  const [first, ...others] = voices
  if (first === undefined) return ok(switchedOff(context, port))
  const problems = others
    .filter(({ given }) => !sameMutualAuthentication(first.given, given))
    .map((other) => disagreement(port, first, other))
  return noting(problems, O.some(joined(first.given, voices)))
}
