import { equal, type Spec } from '@alb-ingress/core'
import { actionsRefusal } from './actions.js'
import { attributesRefusal } from './attributes.js'
import { certificateRefusal } from './certificates.js'
import { arnSuffix, listenerArn, nextNumber } from './ids.js'
import { text } from './literal.js'
import { loadBalancerNotFound } from './load-balancer-changes.js'
import { secretsRefusal } from './log-in-rules.js'
import type { Listener, LoadBalancer } from './records.js'
import { declined, done, type Refusal, refuse, unless, type Verdict, when } from './refusal.js'
import { asShown } from './shown-actions.js'
import { dropListener, listenersOf, putListener } from './store.js'
import { tagsRefusal } from './tags.js'
import { mutualAuthenticationRefusal } from './trust-stores.js'
import type { World } from './world.js'

type Given = Partial<Spec<'Listener'>>
type Asked = Omit<Listener, 'arn'>

/** What a listener speaks TLS with where nobody chose a policy. */
const defaultPolicy = 'ELBSecurityPolicy-2016-08'

/** CreateListener. The same port with the same settings gives the listener that is there; with others it is a duplicate. */
export const createListener = (world: World, given: Given): Verdict => {
  const balancer = world.loadBalancers.get(text(given.loadBalancer ?? ''))
  if (balancer === undefined) return declined(loadBalancerNotFound(text(given.loadBalancer ?? '')))
  const asked = tlsOf({
    loadBalancer: balancer.arn,
    port: given.port ?? 0,
    protocol: given.protocol ?? 'HTTP',
    defaultActions: asShown(given.defaultActions ?? []),
    certificates: [],
    attributes: {},
    tags: given.tags ?? {},
    ...tlsSettings(given)
  })
  const refusal =
    portRefusal(asked.port) ??
    clientsRefusal(world, asked, given) ??
    secretsRefusal(given.defaultActions) ??
    settingsRefusal(world, balancer, asked) ??
    tagsRefusal(world, asked.tags)
  if (refusal !== undefined) return declined(refusal)
  const existing = listenersOf(world, balancer.arn)
  const holder = existing.find(({ port }) => port === asked.port)
  if (holder !== undefined) return again(holder, asked)
  if (existing.length >= world.limits.listenersPerLoadBalancer) {
    return declined(refuse('TooManyListeners', `the load balancer has ${existing.length} listeners already`))
  }
  const arn = listenerArn(balancer.arn, arnSuffix(nextNumber(world)))
  putListener(world, { arn, ...asked })
  return done({ physicalId: arn })
}

type Tls = Pick<Listener, 'sslPolicy' | 'defaultCertificate' | 'mutualAuthentication'>

const tlsSettings = ({ sslPolicy, defaultCertificate, mutualAuthentication }: Given): Tls => ({
  ...(sslPolicy === undefined ? {} : { sslPolicy }),
  ...(defaultCertificate === undefined ? {} : { defaultCertificate: text(defaultCertificate) }),
  ...(mutualAuthentication === undefined ? {} : { mutualAuthentication })
})

// A listener that speaks no TLS loses what belongs to it; one that does has a policy, and asks no client for a certificate unless told to.
const tlsOf = <L extends Asked>(listener: L): L => {
  const { sslPolicy = defaultPolicy, mutualAuthentication = { mode: 'off' } } = listener
  if (listener.protocol === 'HTTPS') return { ...listener, sslPolicy, mutualAuthentication }
  const {
    sslPolicy: _policy,
    defaultCertificate: _certificate,
    mutualAuthentication: _authentication,
    ...plain
  } = listener
  // Only optional members were taken off.
  return { ...plain, certificates: [] } as unknown as L
}

const portRefusal = (port: number): Refusal =>
  when(
    !Number.isInteger(port) || port < 1 || port > 65535,
    'ValidationError',
    `Port '${port}' must be between 1 and 65535`
  )

// Of what the call asks, not of what is left of it where a listener speaks no TLS.
const clientsRefusal = (world: World, { protocol }: Asked, { mutualAuthentication }: Given): Refusal =>
  mutualAuthenticationRefusal(world, protocol, mutualAuthentication)

const settingsRefusal = (world: World, balancer: LoadBalancer, asked: Asked, arn?: string): Refusal =>
  protocolRefusal(balancer, asked) ??
  tlsRefusal(world, asked) ??
  actionsRefusal(
    world,
    { balancer, protocol: asked.protocol, ...(arn === undefined ? {} : { instead: arn }) },
    asked.defaultActions
  )

const protocolRefusal = ({ type }: LoadBalancer, { protocol }: Asked): Refusal =>
  when(
    (protocol === 'TCP') !== (type === 'network'),
    'UnsupportedProtocol',
    `A load balancer of type '${type}' has no listeners of protocol '${protocol}'`
  )

const tlsRefusal = (world: World, { protocol, sslPolicy = '', defaultCertificate }: Asked): Refusal => {
  if (protocol !== 'HTTPS') return undefined
  if (defaultCertificate === undefined) {
    return refuse('ValidationError', 'A certificate must be specified for HTTPS listeners')
  }
  return (
    when(!/^ELBSecurityPolicy-[\w-]+$/.test(sslPolicy), 'SSLPolicyNotFound', `SSL policy '${sslPolicy}' not found`) ??
    certificateRefusal(world, defaultCertificate)
  )
}

// Certificates by server name and attributes come after the creation and are no part of it.
const again = (holder: Listener, asked: Asked): Verdict => {
  const { arn, ...settings } = holder
  return equal({ ...settings, certificates: [], attributes: {} }, asked)
    ? done({ physicalId: arn })
    : declined(refuse('DuplicateListener', `A listener already exists on port ${asked.port} for this load balancer`))
}

export const listenerNotFound = (arn: string): NonNullable<Refusal> =>
  refuse('ListenerNotFound', `Listener '${arn}' not found`)

/** ModifyListener: what is not named stays as it is. */
export const modifyListener = (world: World, arn: string, given: Given): Verdict => {
  const listener = world.listeners.get(arn)
  const balancer = world.loadBalancers.get(listener?.loadBalancer ?? '')
  if (listener === undefined || balancer === undefined) return declined(listenerNotFound(arn))
  const changed = tlsOf<Listener>({
    ...listener,
    protocol: given.protocol ?? listener.protocol,
    defaultActions: given.defaultActions === undefined ? listener.defaultActions : asShown(given.defaultActions),
    ...tlsSettings(given)
  })
  const refusal =
    clientsRefusal(world, changed, given) ??
    secretsRefusal(given.defaultActions) ??
    settingsRefusal(world, balancer, changed, arn)
  return unless(refusal, () => {
    putListener(world, changed)
    return undefined
  })
}

/** ModifyListenerAttributes: keys that are not named keep their values. */
export const modifyListenerAttributes = (world: World, arn: string, { attributes = {} }: Given): Verdict => {
  const listener = world.listeners.get(arn)
  if (listener === undefined) return declined(listenerNotFound(arn))
  return unless(attributesRefusal('Listener', listener, attributes), () => {
    putListener(world, { ...listener, attributes: { ...listener.attributes, ...attributes } })
    return undefined
  })
}

/** DeleteListener takes the rules along. */
export const deleteListener = (world: World, arn: string): Verdict => {
  if (!world.listeners.has(arn)) return declined(listenerNotFound(arn))
  dropListener(world, arn)
  return done()
}
