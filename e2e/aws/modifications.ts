import type { Manifest } from '@alb-ingress/core/testing'
import type { Seed } from '../../testbed/network.mjs'
import { anIngress, type IngressSaid } from '../support/objects.js'

type Wanted = (seed: Seed) => ReadonlyArray<Manifest>

/** One change of what is wanted, and the calls that it makes. */
export interface Modification {
  /** What it changes, as `Kind.field`. */
  readonly fields: ReadonlyArray<string>
  readonly when: string
  readonly before: Wanted
  readonly after: Wanted
  /** Steps of the plan on AWS, in no order. */
  readonly calls: ReadonlyArray<string>
}

type Annotations = NonNullable<IngressSaid['annotations']>

const web =
  (annotations: Annotations, more: IngressSaid = {}): Wanted =>
  () => [anIngress('web', { ...more, annotations })]

const plain = web({})
const tagged = web({ tags: 'team=shop' })

const https =
  (more: (seed: Seed) => Annotations = () => ({})): Wanted =>
  (seed) => [
    anIngress('web', {
      annotations: { 'listen-ports': '[{"HTTPS": 443}]', 'certificate-arn': seed.cert, ...more(seed) }
    })
  ]

const twoCertificates = https(({ certs }) => ({ 'certificate-arn': certs.join(',') }))

const answering = (statusCode: string): Annotations => ({
  'actions.answer': JSON.stringify({ type: 'fixed-response', fixedResponseConfig: { statusCode } })
})

const behindNetwork = (port: number): Wanted =>
  web({
    ...{ 'enable-frontend-nlb': 'true', 'listen-ports': '[{"HTTP": 80}, {"HTTP": 81}]' },
    'frontend-nlb-listener-port-mapping': `80=${port}`
  })

const inOrder = (cart: string, search: string): Wanted => {
  const annotations = (order: string) => ({ 'group.name': 'shop', 'group.order': order })
  return () => [
    anIngress('cart', { annotations: annotations(cart), paths: [['/shop', 'cart']] }),
    anIngress('search', { annotations: annotations(search), paths: [['/shop/search', 'search']] })
  ]
}

const rewriting = JSON.stringify([
  { type: 'url-rewrite', urlRewriteConfig: { rewrites: [{ regex: '^/api', replace: '/' }] } }
])

const retagged = ['LoadBalancer.tags', 'Listener.tags', 'ListenerRule.tags', 'TargetGroup.tags', 'SecurityGroup.tags']

const otherTargetGroup = [
  'CreateTargetGroup app/web app/web-web:80',
  'ModifyRule app/web 80:1',
  'DeleteTargetGroup app/web app/web-web:80 superseded 1'
]

/** Every field that can change, in place or by replacement; of those that the server does not keep, testbed/gaps.md tells. */
export const modifications: ReadonlyArray<Modification> = [
  {
    ...{ fields: ['LoadBalancer.scheme'], when: 'another scheme is asked for' },
    ...{ before: plain, after: web({ scheme: 'internal' }) },
    calls: [
      'CreateLoadBalancer app/web LoadBalancer',
      'CreateListener app/web 80',
      'CreateRule app/web 80:1',
      'DeleteLoadBalancer app/web LoadBalancer superseded 1'
    ]
  },
  {
    ...{ fields: retagged, when: 'a tag is asked for', before: plain, after: tagged },
    calls: ['AddTags app/web LoadBalancer LoadBalancer', 'CreateTags app/web ManagedLBSecurityGroup SecurityGroup']
  },
  {
    ...{ fields: retagged, when: 'a tag is no longer asked for', before: tagged, after: plain },
    calls: ['RemoveTags app/web LoadBalancer LoadBalancer', 'DeleteTags app/web ManagedLBSecurityGroup SecurityGroup']
  },
  {
    ...{ fields: ['LoadBalancer.securityGroups'], when: 'security groups are named', before: plain },
    after: ({ nodeSG }) => [anIngress('web', { annotations: { 'security-groups': nodeSG } })],
    calls: [
      'SetSecurityGroups app/web LoadBalancer',
      'DeleteSecurityGroup *shared* backend-sg',
      'DeleteSecurityGroup app/web ManagedLBSecurityGroup'
    ]
  },
  {
    ...{ fields: ['LoadBalancer.subnetMappings'], when: 'subnets are named', before: plain },
    after: (seed) => [anIngress('web', { annotations: { subnets: seed.public.slice(1).join(',') } })],
    calls: ['SetSubnets app/web LoadBalancer']
  },
  {
    ...{ fields: ['LoadBalancer.ipAddressType'], when: 'another type of addresses is asked for' },
    ...{ before: plain, after: web({ 'ip-address-type': 'dualstack' }) },
    calls: [
      'AuthorizeSecurityGroupIngress app/web ManagedLBSecurityGroup ingress 1',
      'SetIpAddressType app/web LoadBalancer'
    ]
  },
  {
    ...{ fields: ['LoadBalancer.attributes'], when: 'an attribute of the load balancer is asked for' },
    ...{ before: plain, after: web({ 'load-balancer-attributes': 'idle_timeout.timeout_seconds=120' }) },
    calls: ['ModifyLoadBalancerAttributes app/web LoadBalancer']
  },
  {
    ...{ fields: ['Listener.protocol'], when: 'HTTP becomes HTTPS' },
    ...{ before: web({ 'listen-ports': '[{"HTTP": 443}]' }), after: https() },
    calls: ['ModifyListener app/web 443', 'AddListenerCertificates app/web 443 certificates 1']
  },
  {
    ...{ fields: ['Listener.defaultActions'], when: 'what no rule matches is answered otherwise' },
    before: web(answering('403'), { otherwise: 'answer' }),
    after: web(answering('410'), { otherwise: 'answer' }),
    calls: ['ModifyListener app/web 80']
  },
  {
    ...{ fields: ['Listener.sslPolicy'], when: 'another TLS policy is asked for', before: https() },
    after: https(() => ({ 'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06' })),
    calls: ['ModifyListener app/web 443']
  },
  {
    ...{ fields: ['Listener.mutualAuthentication'], when: 'clients shall show certificates', before: https() },
    after: https(() => ({ 'mutual-authentication': '[{"port": 443, "mode": "passthrough"}]' })),
    calls: ['ModifyListener app/web 443']
  },
  {
    ...{ fields: ['Listener.defaultCertificate'], when: 'another certificate is the default', before: https() },
    after: https(({ certs }) => ({ 'certificate-arn': certs[1] })),
    calls: [
      'ModifyListener app/web 443',
      'AddListenerCertificates app/web 443 certificates 1',
      'RemoveListenerCertificates app/web 443 certificates 1'
    ]
  },
  {
    ...{ fields: ['Listener.certificates'], when: 'a second certificate is offered' },
    ...{ before: https(), after: twoCertificates },
    calls: ['AddListenerCertificates app/web 443 certificates 1']
  },
  {
    ...{ fields: ['Listener.certificates'], when: 'a second certificate is no longer offered' },
    ...{ before: twoCertificates, after: https() },
    calls: ['RemoveListenerCertificates app/web 443 certificates 1']
  },
  {
    ...{ fields: ['Listener.attributes'], when: 'an attribute of a listener is asked for', before: plain },
    after: web({ 'listener-attributes.HTTP-80': 'routing.http.response.server.enabled=false' }),
    calls: ['ModifyListenerAttributes app/web 80']
  },
  {
    ...{ fields: ['ListenerRule.priority'], when: 'a member moves before another' },
    ...{ before: inOrder('1', '2'), after: inOrder('2', '1') },
    calls: ['SetRulePriorities shop 80', 'AddTags shop 80:1 ListenerRule']
  },
  {
    ...{ fields: ['ListenerRule.conditions'], when: 'a path changes' },
    before: web({}, { paths: [['/cart', 'cart']] }),
    after: web({}, { paths: [['/basket', 'cart']] }),
    calls: ['ModifyRule app/web 80:1']
  },
  {
    ...{ fields: ['ListenerRule.actions'], when: 'requests are answered otherwise' },
    before: web(answering('403'), { paths: [['/', 'answer']] }),
    after: web(answering('410'), { paths: [['/', 'answer']] }),
    calls: ['ModifyRule app/web 80:1']
  },
  {
    ...{ fields: ['ListenerRule.transforms'], when: 'paths are rewritten' },
    ...{ before: plain, after: web({ 'transforms.web': rewriting }) },
    calls: ['ModifyRule app/web 80:1']
  },
  {
    ...{ fields: ['ListenerRule.transforms'], when: 'paths are no longer rewritten' },
    ...{ before: web({ 'transforms.web': rewriting }), after: plain },
    calls: ['ModifyRule app/web 80:1']
  },
  {
    ...{ fields: ['TargetGroup.targetType'], when: 'nodes are targets instead of pods' },
    ...{ before: plain, after: web({ 'target-type': 'instance' }), calls: otherTargetGroup }
  },
  {
    ...{ fields: ['TargetGroup.protocol'], when: 'targets speak HTTPS' },
    ...{ before: plain, after: web({ 'backend-protocol': 'HTTPS' }), calls: otherTargetGroup }
  },
  {
    ...{ fields: ['TargetGroup.protocolVersion'], when: 'targets speak HTTP/2' },
    ...{ before: plain, after: web({ 'backend-protocol-version': 'HTTP2' }), calls: otherTargetGroup }
  },
  {
    ...{ fields: ['TargetGroup.targetControlPort'], when: 'targets tell how busy they are' },
    ...{ before: plain, after: web({ 'target-control-port.web.80': '3000' }), calls: otherTargetGroup }
  },
  {
    ...{ fields: ['TargetGroup.healthCheck'], when: 'another path is checked' },
    ...{ before: plain, after: web({ 'healthcheck-path': '/healthz' }) },
    calls: ['ModifyTargetGroup app/web app/web-web:80']
  },
  {
    ...{ fields: ['TargetGroup.attributes'], when: 'an attribute of a target group is asked for', before: plain },
    after: web({ 'target-group-attributes': 'deregistration_delay.timeout_seconds=30' }),
    calls: ['ModifyTargetGroupAttributes app/web app/web-web:80']
  },
  {
    ...{ fields: ['TargetGroup.targets'], when: 'the network load balancer leads to another port' },
    ...{ before: behindNetwork(80), after: behindNetwork(81) },
    calls: [
      'DeregisterTargets app/web FrontendNlb-tg-TCP-80 targets 1',
      'RegisterTargets app/web FrontendNlb-tg-TCP-80 targets 1'
    ]
  },
  {
    ...{ fields: ['SecurityGroup.ingress'], when: 'clients of other networks are let in', before: plain },
    after: web({ 'inbound-cidrs': '192.0.2.0/24,198.51.100.0/24' }),
    calls: [
      'AuthorizeSecurityGroupIngress app/web ManagedLBSecurityGroup ingress 1',
      'RevokeSecurityGroupIngress app/web ManagedLBSecurityGroup ingress 1'
    ]
  }
]

/** Fields that the server forgets or does not have: testbed/gaps.md says what covers them. */
export const notKept: ReadonlyArray<string> = [
  'LoadBalancer.type',
  'LoadBalancer.webAcl',
  'LoadBalancer.classicWebAcl',
  'LoadBalancer.shieldProtection',
  'LoadBalancer.ipv4IpamPool',
  'LoadBalancer.minimumCapacity',
  'Certificate.subjectAlternativeNames'
]
