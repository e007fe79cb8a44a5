import type { Action } from '../resources/action.js'
import { nothing } from '../resources/add-ons.js'
import { arnKey } from '../resources/fields.js'
import { type Arn, isRef, keyOf } from '../resources/ref.js'
import { type ObservedResource, type ObservedStack, observedOf, type Stack } from '../resources/stack.js'
import { printable } from '../support/wording.js'
import type { Style } from './style.js'
import { actionWords, arnWords, conditionsWords, transformWords, valueWords } from './words.js'

type Balancer = ObservedResource<'LoadBalancer'>
type Listener = ObservedResource<'Listener'>
type Rule = ObservedResource<'ListenerRule'>

/** What is read of a stack, wanted or there: of what is wanted, nothing has been reported yet. */
const observedShape = (stack: Stack | ObservedStack): ObservedStack => ({
  id: stack.id,
  resources: stack.resources.map(
    // Kind and spec stay those of one resource.
    (resource) => ({ physicalId: '', reported: {}, ...resource }) as ObservedResource
  )
})

/** A target group by what is behind it: a Service, as `shop/cart:80`, or a load balancer; by its own name where nothing tells. */
const targetWords = (stack: ObservedStack): ((arn: Arn) => string) => {
  const services = new Map<string, string>()
  for (const group of observedOf(stack, 'TargetGroup')) {
    const [target] = group.spec.targets ?? []
    if (target !== undefined) services.set(keyOf(group), valueWords(target))
  }
  for (const { spec } of observedOf(stack, 'TargetGroupBinding')) {
    if (spec.spec === undefined) continue
    const { targetGroup, serviceRef } = spec.spec
    services.set(arnKey(targetGroup), printable(`${spec.namespace ?? ''}/${serviceRef.name}:${serviceRef.port}`))
  }
  return (arn) => services.get(arnKey(arn)) ?? arnWords(arn)
}

const byOwner = <R extends { readonly superseded?: number }>(
  resources: ReadonlyArray<R>,
  owner: (resource: R) => Arn | undefined
): ReadonlyMap<string, ReadonlyArray<R>> => {
  const owned = new Map<string, Array<R>>()
  for (const resource of resources) {
    const arn = owner(resource)
    const key = arn === undefined ? '' : isRef(arn) ? keyOf(arn) : arn
    const others = owned.get(key) ?? []
    others.push(resource)
    owned.set(key, others)
  }
  return owned
}

/** Who guards the load balancer besides it, each on a line of its own. */
const guardLines = ({ webAcl, classicWebAcl, shieldProtection }: Balancer['spec']): ReadonlyArray<string> => {
  const isThere = (guard: unknown): boolean => guard !== undefined && guard !== nothing
  return [
    ...(isThere(webAcl) ? [`  web ACL ${printable(webAcl ?? '')}`] : []),
    ...(isThere(classicWebAcl) ? [`  web ACL ${printable(classicWebAcl ?? '')} of WAF Classic`] : []),
    ...(isThere(shieldProtection) ? ['  protected by Shield Advanced'] : [])
  ]
}

/** What is kept for the load balancer: units of capacity, and pools that its addresses are from. */
const reserveLines = (spec: Balancer['spec']): ReadonlyArray<string> => {
  const { minimumCapacity = 0, ipv4IpamPool = nothing, customerOwnedIpv4Pool } = spec
  return [
    ...(minimumCapacity > 0 ? [`  ${minimumCapacity} capacity units reserved`] : []),
    ...(ipv4IpamPool === nothing ? [] : [`  public addresses from ${printable(ipv4IpamPool)}`]),
    ...(customerOwnedIpv4Pool === undefined ? [] : [`  addresses from ${printable(customerOwnedIpv4Pool)}`])
  ]
}

const balancerLines = ({ id, spec, reported }: Balancer, { paint }: Style): ReadonlyArray<string> => {
  const facts = [spec.type === 'network' ? 'network' : undefined, spec.scheme, spec.ipAddressType, reported.state]
  const name = printable(spec.name ?? id)
  return [
    `${paint('heading', `load balancer ${name}`)} (${facts.filter((fact) => fact !== undefined).join(', ')})`,
    ...(reported.dnsName === undefined ? [] : [`  ${printable(reported.dnsName)}`]),
    ...reserveLines(spec),
    ...guardLines(spec)
  ]
}

// The default certificate may be among the others, or not.
const certificateWords = ({ defaultCertificate, certificates = [] }: Listener['spec']): string | undefined => {
  const all = defaultCertificate === undefined ? certificates : [defaultCertificate, ...certificates]
  const { size } = new Set(all.map(arnKey))
  if (size === 0) return undefined
  return size === 1 ? 'one certificate' : `${size} certificates`
}

// Nothing is said where clients need no certificate.
const clientWords = ({ mutualAuthentication: given }: Listener['spec']): string | undefined => {
  if (given?.mode === 'verify') return `clients need a certificate that ${printable(given.trustStore)} trusts`
  return given?.mode === 'passthrough' ? 'certificates of clients passed on' : undefined
}

const rewritten = ({ transforms = [] }: Rule['spec']): string =>
  transforms.map((each) => `, ${transformWords(each)}`).join('')

const listenerLines = (
  { id, spec }: Listener,
  rules: ReadonlyArray<Rule>,
  target: (arn: Arn) => string,
  { glyphs, paint }: Style
): ReadonlyArray<string> => {
  const port = String(spec.port ?? id)
  const answers = (actions: ReadonlyArray<Action> = []): string =>
    actions.map((action) => actionWords(action, target)).join(', then ')
  const line = (when: string, actions: ReadonlyArray<Action> | undefined): string =>
    `  ${port} ${when} ${glyphs.arrow} ${answers(actions)}`
  const ruleLine = ({ spec }: Rule): string =>
    line(conditionsWords(spec.conditions ?? []), spec.actions) + rewritten(spec)
  const sslPolicy = spec.sslPolicy === undefined ? undefined : printable(spec.sslPolicy)
  const facts = [spec.protocol, sslPolicy, certificateWords(spec), clientWords(spec)]
  const inOrder = [...rules].sort((a, b) => (a.spec.priority ?? 0) - (b.spec.priority ?? 0))
  return [
    paint('quiet', `  ${port} ${facts.filter((fact) => fact !== undefined).join(', ')}`),
    ...inOrder.map(ruleLine),
    line('otherwise', spec.defaultActions)
  ]
}

/**
 * The load balancer that came to be, or is wanted, for readers: its name and address, its listeners, and for each rule what it
 * answers and who gets the request. Rules are in the order in which they are tried. Ends without a line break.
 */
export const stackText = (given: Stack | ObservedStack, style: Style): string => {
  const stack = observedShape(given)
  const target = targetWords(stack)
  const rules = byOwner(observedOf(stack, 'ListenerRule'), ({ spec }) => spec.listener)
  const listeners = byOwner(observedOf(stack, 'Listener'), ({ spec }) => spec.loadBalancer)
  const lines = observedOf(stack, 'LoadBalancer').flatMap((balancer) => [
    ...balancerLines(balancer, style),
    ...[...(listeners.get(keyOf(balancer)) ?? [])]
      .sort((a, b) => (a.spec.port ?? 0) - (b.spec.port ?? 0))
      .flatMap((listener) => listenerLines(listener, rules.get(keyOf(listener)) ?? [], target, style))
  ])
  return lines.length === 0 ? `${printable(stack.id)} has no load balancer.` : lines.join('\n')
}
