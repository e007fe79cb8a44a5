import type { Action } from '../src/resources/action.js'
import { nothing, protectionName } from '../src/resources/add-ons.js'
import type { MutualAuthentication } from '../src/resources/mutual-authentication.js'
import { owned } from '../src/resources/ownership.js'
import { type Arn, refTo, type StackId } from '../src/resources/ref.js'
import type { Resource, Stack } from '../src/resources/stack.js'
import { type FrontendShape, inFrontOf } from './plan-frontend.js'

/** A target group in few words. Its name says no more than its Service, so that a replacement meets the name of what it replaces. */
export interface TargetGroupShape {
  readonly service: string
  readonly targetType: 'instance' | 'ip'
  readonly healthPath: string
  readonly stickiness: 'true' | 'false' | undefined
  /** Of pods only. */
  readonly controlPort?: number | undefined
}

export interface RuleShape {
  readonly host: string
  readonly path: string
  /** Names of services, or a redirect when there is none. */
  readonly services: ReadonlyArray<string>
  readonly weight: number
  /** What takes the place of the first segment of the path. */
  readonly rewrite?: string | undefined
}

export interface ListenerShape {
  readonly port: number
  /** The default one first; empty: HTTP. */
  readonly certificates: ReadonlyArray<Arn>
  readonly http2: 'true' | 'false' | undefined
  /** What is done with certificates of clients, where there is TLS. */
  readonly clients?: MutualAuthentication['mode'] | undefined
  readonly rules: ReadonlyArray<RuleShape>
}

/** A stack in few words: what a small group of Ingresses becomes. */
export interface StackShape {
  readonly id: StackId
  readonly scheme: 'internal' | 'internet-facing'
  readonly idleTimeout: string | undefined
  readonly team: string | undefined
  /** A web ACL, or `none`; absent: nobody asks. */
  readonly webAcl?: string | undefined
  readonly isProtected?: boolean | undefined
  /** Names for a certificate that is made for the stack; every HTTPS listener offers it. */
  readonly certificateFor?: ReadonlyArray<string> | undefined
  readonly addresses?: 'ipv4' | 'dualstack-without-public-ipv4' | undefined
  /** A pool for public IPv4 addresses, where there are any. */
  readonly pool?: string | undefined
  readonly capacity?: number | undefined
  /** Ranges that may connect; `undefined`: the user brings a security group. */
  readonly inbound: ReadonlyArray<string> | undefined
  readonly subnets: ReadonlyArray<string>
  readonly targetGroups: ReadonlyArray<TargetGroupShape>
  readonly listeners: ReadonlyArray<ListenerShape>
  readonly tagsListeners: boolean
  /** With a network load balancer in front: its ports. Those that lead to no listener are left out. */
  readonly frontend?: ReadonlyArray<FrontendShape> | undefined
}

export const clusterName = 'test'

const idOfTarget = (service: string): string => `shop/web-${service}:80`

const actionOf = (stack: StackId, { services, weight, path }: RuleShape): Action => {
  if (services.length === 0) return { type: 'redirect', statusCode: 'HTTP_301', path: `/moved${path}` }
  const targetGroups = services.map((service) => ({
    targetGroup: refTo({ stack, kind: 'TargetGroup', id: idOfTarget(service) }, 'arn'),
    weight
  }))
  return { type: 'forward', targetGroups }
}

const securityGroupOf = ({ id: stack, inbound = [], team }: StackShape): Resource<'SecurityGroup'> => ({
  stack,
  kind: 'SecurityGroup',
  id: 'ManagedLBSecurityGroup',
  spec: {
    groupName: `k8s-${stack.replace('/', '-')}-sg`,
    description: '[k8s] Managed SecurityGroup for LoadBalancer',
    vpcId: 'vpc-1',
    tags: team === undefined ? {} : { team },
    ingress: inbound.map((cidr) => ({ protocol: 'tcp', fromPort: 80, toPort: 80, source: { cidr } }))
  }
})

const loadBalancerOf = (shape: StackShape): Resource<'LoadBalancer'> => {
  const {
    id: stack,
    scheme,
    team,
    inbound,
    subnets,
    idleTimeout,
    webAcl,
    isProtected,
    addresses = 'ipv4',
    pool,
    capacity
  } = shape
  const managed = refTo({ stack, kind: 'SecurityGroup', id: 'ManagedLBSecurityGroup' }, 'groupId')
  return {
    stack,
    kind: 'LoadBalancer',
    id: 'LoadBalancer',
    spec: {
      name: `k8s-${stack.replace('/', '-')}`,
      type: 'application',
      scheme,
      tags: team === undefined ? {} : { team },
      securityGroups: inbound === undefined ? ['sg-user'] : [managed, 'sg-backend'],
      subnetMappings: subnets.map((subnetId) => ({ subnetId })),
      ipAddressType: addresses,
      ...(pool === undefined || addresses !== 'ipv4' ? {} : { ipv4IpamPool: pool }),
      ...(idleTimeout === undefined ? {} : { attributes: { 'idle_timeout.timeout_seconds': idleTimeout } }),
      ...(webAcl === undefined ? {} : { webAcl }),
      ...(capacity === undefined ? {} : { minimumCapacity: capacity }),
      ...(isProtected === undefined ? {} : { shieldProtection: isProtected ? { name: protectionName } : nothing })
    }
  }
}

const targetGroupOf = (stack: StackId, shape: TargetGroupShape, team: string | undefined): Resource<'TargetGroup'> => ({
  stack,
  kind: 'TargetGroup',
  id: idOfTarget(shape.service),
  spec: {
    name: `k8s-${stack.replace('/', '-')}-${shape.service}`,
    port: 80,
    vpcId: 'vpc-1',
    ipAddressType: 'ipv4',
    targetType: shape.targetType,
    protocol: 'HTTP',
    protocolVersion: 'HTTP1',
    ...(shape.targetType === 'instance' || shape.controlPort === undefined
      ? {}
      : { targetControlPort: shape.controlPort }),
    tags: team === undefined ? {} : { team },
    healthCheck: {
      port: 'traffic-port',
      protocol: 'HTTP',
      path: shape.healthPath,
      matcher: { httpCode: '200' },
      intervalSeconds: 15,
      timeoutSeconds: 5,
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 2
    },
    ...(shape.stickiness === undefined ? {} : { attributes: { 'stickiness.enabled': shape.stickiness } })
  }
})

const bindingOf = (stack: StackId, { service, targetType }: TargetGroupShape): Resource<'TargetGroupBinding'> => ({
  stack,
  kind: 'TargetGroupBinding',
  id: idOfTarget(service),
  spec: {
    namespace: 'shop',
    name: `k8s-${stack.replace('/', '-')}-${service}`,
    spec: {
      targetGroup: refTo({ stack, kind: 'TargetGroup', id: idOfTarget(service) }, 'arn'),
      targetType,
      targetGroupProtocol: 'HTTP',
      serviceRef: { name: service, port: 80 },
      ipAddressType: 'ipv4',
      vpcId: 'vpc-1',
      networking: [{ from: [{ securityGroup: 'sg-backend' }], ports: [{ protocol: 'TCP', port: 8080 }] }]
    }
  }
})

const authenticationOf = (mode: MutualAuthentication['mode']): MutualAuthentication =>
  mode === 'verify' ? { mode, trustStore: 'arn:trust', ignoreClientCertificateExpiry: false } : { mode }

const certificateName = (stack: StackId) => ({ stack, kind: 'Certificate', id: 'amazon_issued/made' }) as const

const certificateOf = (stack: StackId, names: ReadonlyArray<string>): Resource<'Certificate'> => ({
  ...certificateName(stack),
  spec: { domainName: 'a.example', subjectAlternativeNames: names, type: 'AMAZON_ISSUED', tags: {} }
})

/** One port has the certificate that is made by default, the others beside the named ones. */
const offering = ({ id, certificateFor }: StackShape, listener: ListenerShape): ListenerShape => {
  const { port, certificates } = listener
  if (certificateFor === undefined || certificates.length === 0) return listener
  const made = refTo(certificateName(id), 'arn')
  return { ...listener, certificates: port === 443 ? [made, ...certificates] : [...certificates, made] }
}

const listenerOf = (stack: StackId, { port, certificates, http2, clients }: ListenerShape): Resource<'Listener'> => {
  const [defaultCertificate] = certificates
  const tls = {
    ...({ protocol: 'HTTPS', sslPolicy: 'ELBSecurityPolicy-2016-08', certificates } as const),
    ...(clients === undefined ? {} : { mutualAuthentication: authenticationOf(clients) })
  }
  return {
    stack,
    kind: 'Listener',
    id: `${port}`,
    spec: {
      loadBalancer: refTo({ stack, kind: 'LoadBalancer', id: 'LoadBalancer' }, 'arn'),
      port,
      ...(defaultCertificate === undefined ? { protocol: 'HTTP' as const } : { ...tls, defaultCertificate }),
      defaultActions: [{ type: 'fixed-response', statusCode: '404', contentType: 'text/plain' }],
      ...(http2 === undefined ? {} : { attributes: { 'routing.http.response.server.enabled': http2 } })
    }
  }
}

const ruleOf = (
  stack: StackId,
  port: number,
  rule: RuleShape,
  at: number,
  team: string | undefined
): Resource<'ListenerRule'> => ({
  stack,
  kind: 'ListenerRule',
  id: `${port}:${at + 1}`,
  spec: {
    listener: refTo({ stack, kind: 'Listener', id: `${port}` }, 'arn'),
    priority: at + 1,
    conditions: [
      { field: 'host-header', values: [rule.host] },
      { field: 'path-pattern', values: [rule.path] }
    ],
    actions: [actionOf(stack, rule)],
    ...(rule.rewrite === undefined
      ? {}
      : { transforms: [{ type: 'url-rewrite', rewrites: [{ regex: '^/[^/]*', replace: rule.rewrite }] }] }),
    ...(team === undefined ? {} : { tags: { team } })
  }
})

const known = (shape: StackShape): ReadonlySet<string> => new Set(shape.targetGroups.map(({ service }) => service))

/** Rules name only services that the stack has; one that is left without any redirects. */
const serving = (rule: RuleShape, services: ReadonlySet<string>): RuleShape => ({
  ...rule,
  services: rule.services.filter((service) => services.has(service))
})

/** The stack that a shape stands for, with ownership tags and labels. */
export const stackOf = (shape: StackShape): Stack => {
  const { id, inbound, targetGroups, listeners, team, tagsListeners, certificateFor } = shape
  const services = known(shape)
  const balancer = loadBalancerOf(shape)
  const resources: ReadonlyArray<Resource> = [
    ...(inbound === undefined ? [] : [securityGroupOf(shape)]),
    ...(certificateFor === undefined ? [] : [certificateOf(id, certificateFor)]),
    balancer,
    ...targetGroups.map((each) => targetGroupOf(id, each, team)),
    ...listeners.map((each) => listenerOf(id, offering(shape, each))),
    ...listeners.flatMap(({ port, rules }) =>
      rules.map((rule, i) => ruleOf(id, port, serving(rule, services), i, team))
    ),
    ...targetGroups.map((each) => bindingOf(id, each)),
    ...inFrontOf(balancer, new Set(listeners.map(({ port }) => port)), shape.frontend)
  ]
  return owned({ id, resources }, { clusterName, gates: { ListenerRulesTagging: tagsListeners } })
}
