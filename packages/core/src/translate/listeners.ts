import type { Family } from '../annotations/annotation.js'
import { annotations, families } from '../annotations/registry.js'
import { settleFamily } from '../annotations/settle.js'
import { all, andThen, type Checked, map, noting, ok, refuse } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { ConfiguredListener, ConfiguredMember } from '../groups/configure.js'
import { refToObject } from '../kubernetes/object.js'
import { O, pipe } from '../prelude.js'
import type { Action } from '../resources/action.js'
import type { MutualAuthentication } from '../resources/mutual-authentication.js'
import type { Arn } from '../resources/ref.js'
import type { Resource } from '../resources/stack.js'
import { backendActions } from './actions.js'
import { type MemberCertificates, mergeCertificates } from './certificates.js'
import type { Context } from './context.js'
import { refToLoadBalancer } from './load-balancer.js'
import { type MemberAuthentication, mutualAuthenticationOf } from './mutual-authentication.js'
import { translateRules } from './rules.js'
import { userTags } from './tags.js'
import type { TargetGroups } from './target-groups.js'

const notFound: ReadonlyArray<Action> = [{ type: 'fixed-response', statusCode: '404', contentType: 'text/plain' }]

const redirectTo = (port: number): ReadonlyArray<Action> => [
  { type: 'redirect', port: String(port), protocol: 'HTTPS', statusCode: 'HTTP_301' }
]

const severalDefaults = (listener: ConfiguredListener, members: ReadonlyArray<ConfiguredMember>): Checked<never> => {
  const places = members.map(({ ingress }) => ({
    object: refToObject('Ingress', ingress),
    path: ['spec', 'defaultBackend']
  }))
  const [first, second] = places
  const at = second ?? first ?? { object: { kind: 'Ingress', name: '' }, path: [] }
  return refuse(
    diagnostic(
      'group/default-backends',
      at,
      `${places.map(({ object }) => nameOf(object)).join(' and ')} each have a default backend on port ${listener.port}; a listener has one default action.`,
      'Keep spec.defaultBackend in one member of the group, or let the members listen on different ports.',
      places.filter((place) => place !== at).map((place) => ({ at: place, message: 'another default backend' }))
    )
  )
}

/** What happens to requests that no rule answers: the default backend of the one member that has one, else 404. */
const defaultActions = (
  context: Context,
  targetGroups: TargetGroups,
  listener: ConfiguredListener
): Checked<ReadonlyArray<Action>> => {
  const withDefault = listener.members.filter(({ ingress }) => ingress.defaultBackend !== undefined)
  if (withDefault.length > 1) return severalDefaults(listener, withDefault)
  const [member] = withDefault
  const backend = member?.ingress.defaultBackend
  if (member === undefined || backend === undefined) return ok(notFound)
  const at = { object: refToObject('Ingress', member.ingress), path: ['spec', 'defaultBackend'] }
  // Conditions and transforms of a default backend are read, so that a mistake in them is told, and cannot apply.
  const unused = <A>(declared: Family<'Rule', A>) =>
    'service' in backend ? settleFamily(declared, member.ingress, backend.service.name) : ok(O.none)
  const place = { listener, member, backend, at, requests: 'requests that no rule takes' }
  return pipe(
    all({
      answer: backendActions(context, targetGroups, place),
      conditions: unused(families.conditions),
      transforms: unused(families.transforms)
    }),
    andThen(({ answer }) => noting(answer.open, answer.actions))
  )
}

/** AWS refuses an HTTPS listener without a certificate, after the load balancer is made: so we do, before. */
const certificateProblems = (
  context: Context,
  listener: ConfiguredListener,
  certificates: ReadonlyArray<Arn>
): ReadonlyArray<Diagnostic> => {
  const [member] = listener.members
  if (listener.protocol !== 'HTTPS' || certificates.length > 0 || member === undefined || !context.isComplete) return []
  const object = refToObject('Ingress', member.ingress)
  return [
    diagnostic(
      'certificates/none',
      { object, path: ['spec'] },
      `${nameOf(object)}: the HTTPS listener on port ${listener.port} has no certificate: no member names one, and there is no host to look one up for.`,
      `Name a certificate with annotation ${annotations.certificateArn.key}, or give the Ingress a host in its rules or in spec.tls.`
    )
  ]
}

/** What members bring to their HTTPS listeners; `undefined` where it cannot be said. */
export interface MembersTls {
  readonly certificates: MemberCertificates | undefined
  readonly authentication: MemberAuthentication | undefined
}

/** Attributes of the listener, where anybody names one; the others keep their value. */
const attributesOf = ({ attributes }: ConfiguredListener): Pick<Resource<'Listener'>['spec'], 'attributes'> =>
  O.isSome(attributes) && Object.keys(attributes.value.value).length > 0 ? { attributes: attributes.value.value } : {}

interface ListenerParts {
  readonly actions: ReadonlyArray<Action>
  readonly tags: Readonly<Record<string, string>>
  readonly certificates: ReadonlyArray<Arn>
  readonly authentication: O.Option<MutualAuthentication>
}

const build =
  (context: Context, listener: ConfiguredListener) =>
  ({ actions, tags, certificates, authentication }: ListenerParts): Resource<'Listener'> => {
    const [defaultCertificate] = certificates
    return {
      stack: context.group.id,
      kind: 'Listener',
      id: String(listener.port),
      spec: {
        loadBalancer: refToLoadBalancer(context),
        port: listener.port,
        protocol: listener.protocol,
        defaultActions: actions,
        ...(O.isSome(listener.sslPolicy) ? { sslPolicy: listener.sslPolicy.value.value } : {}),
        ...(listener.protocol === 'HTTPS' && defaultCertificate !== undefined
          ? { defaultCertificate, certificates }
          : {}),
        ...attributesOf(listener),
        ...(O.isSome(authentication) ? { mutualAuthentication: authentication.value } : {}),
        tags
      }
    }
  }

/** A listener and its rules. An HTTP listener that redirects to HTTPS has no rules, and asks for no target groups. */
export const translateListener = (
  context: Context,
  targetGroups: TargetGroups,
  tls: MembersTls,
  redirectPort: O.Option<number>,
  listener: ConfiguredListener
): Checked<ReadonlyArray<Resource>> => {
  const redirects = listener.protocol === 'HTTP' && O.isSome(redirectPort)
  const certificates = tls.certificates === undefined ? [] : mergeCertificates(listener, tls.certificates)
  const lacking = tls.certificates === undefined ? [] : certificateProblems(context, listener, certificates)
  const { authentication } = tls
  return pipe(
    all({
      listener: pipe(
        all({
          actions: redirects ? ok(redirectTo(redirectPort.value)) : defaultActions(context, targetGroups, listener),
          tags: userTags(context.install, listener.settings.tags),
          certificates: noting(lacking, certificates),
          authentication:
            authentication === undefined ? ok(O.none) : mutualAuthenticationOf(context, authentication, listener)
        }),
        map(build(context, listener))
      ),
      rules: redirects ? ok([]) : translateRules(context, targetGroups, listener)
    }),
    map((parts) => [parts.listener, ...parts.rules])
  )
}
