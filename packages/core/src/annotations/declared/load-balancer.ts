import { annotation } from '../annotation.js'
import { bool, int32, list, oneOf, textMap, verbatim } from '../codecs/text.js'
import { sorted } from '../same.js'
import { sameSubnets, subnetChoice } from './subnet-choice.js'

export const scheme = annotation({
  key: 'scheme',
  on: ['Ingress'],
  configures: 'LoadBalancer',
  codec: oneOf('internal', 'internet-facing'),
  classParam: (params) => params.scheme,
  fallback: (install) => install.defaultScheme,
  flag: '--default-load-balancer-scheme',
  sets: ['LoadBalancer.scheme'],
  summary: 'Whether the load balancer has public addresses. Another scheme is another load balancer.',
  valid: ['internal', 'internet-facing'],
  invalid: ['public', 'Internal', '']
})

export const ipAddressType = annotation({
  key: 'ip-address-type',
  on: ['Ingress'],
  configures: 'LoadBalancer',
  codec: oneOf('ipv4', 'dualstack', 'dualstack-without-public-ipv4'),
  classParam: (params) => params.ipAddressType,
  fallback: () => 'ipv4' as const,
  sets: ['LoadBalancer.ipAddressType'],
  summary: 'The address families that clients can reach the load balancer by.',
  valid: ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'],
  invalid: ['ipv6', 'Dualstack', '']
})

export const loadBalancerName = annotation({
  key: 'load-balancer-name',
  on: ['Ingress'],
  configures: 'LoadBalancer',
  codec: verbatim,
  classParam: (params) => params.loadBalancerName,
  sets: ['LoadBalancer.name'],
  summary: 'The name of the load balancer, at most 32 characters. It counts only when the load balancer is made.',
  valid: ['shop-front'],
  invalid: []
})

export const subnets = annotation({
  key: 'subnets',
  on: ['Ingress'],
  configures: 'LoadBalancer',
  codec: subnetChoice,
  same: sameSubnets,
  classParam: (params) => params.subnets,
  sets: ['LoadBalancer.subnetMappings'],
  summary: 'The subnets of the load balancer, by id or by their Name tag, at most one in a zone.',
  valid: ['subnet-0123456789abcdef0,public-b'],
  invalid: []
})

export const securityGroups = annotation({
  key: 'security-groups',
  on: ['Ingress'],
  configures: 'LoadBalancer',
  codec: list,
  same: (a, b) => sorted(a) === sorted(b),
  sets: ['LoadBalancer.securityGroups'],
  summary:
    'Security groups for the load balancer, by id or by their Name tag, in place of the one that is made for it.',
  valid: ['sg-0123456789abcdef0,office'],
  invalid: []
})

export const manageBackendSecurityGroupRules = annotation({
  key: 'manage-backend-security-group-rules',
  on: ['Ingress'],
  configures: 'BackendRules',
  codec: bool,
  fallback: (install) => install.manageBackendSecurityGroupRules,
  flag: '--enable-manage-backend-security-group-rules',
  sets: ['LoadBalancer.securityGroups', 'TargetGroupBinding.spec'],
  summary: 'With security-groups given: whether nodes and pods are opened for the load balancer.',
  valid: ['true', 'false'],
  invalid: ['yes', '']
})

export const loadBalancerAttributes = annotation({
  key: 'load-balancer-attributes',
  formerKey: 'attributes',
  on: ['Ingress'],
  configures: 'LoadBalancer',
  codec: textMap,
  merge: 'perKey',
  classParam: (params) => params.loadBalancerAttributes,
  classCounts: 'first',
  sets: ['LoadBalancer.attributes'],
  summary: 'Attributes of the load balancer. Those that nobody names keep their value.',
  valid: ['idle_timeout.timeout_seconds=120,routing.http2.enabled=true'],
  invalid: ['idle_timeout.timeout_seconds', 'a=b,c']
})

export const tags = annotation({
  key: 'tags',
  on: ['Ingress', 'Service'],
  configures: ['LoadBalancer', 'Listener', 'Rule', 'TargetGroup'],
  codec: textMap,
  merge: 'perKey',
  lookup: 'servicePerKey',
  classParam: (params) => params.tags,
  sets: ['LoadBalancer.tags', 'SecurityGroup.tags', 'Listener.tags', 'ListenerRule.tags', 'TargetGroup.tags'],
  summary: 'Tags for the AWS resources of the Ingress; those of a Service reach its target groups.',
  valid: ['team=shop,env=prod', ''],
  invalid: ['team', '=prod']
})

export const sslRedirect = annotation({
  key: 'ssl-redirect',
  on: ['Ingress'],
  configures: 'LoadBalancer',
  codec: int32,
  classParam: (params) =>
    /^[+-]?\d+$/.test(params.sslRedirectPort ?? '') ? Number(params.sslRedirectPort) : undefined,
  classField: 'sslRedirectPort',
  sets: ['Listener.defaultActions'],
  summary: 'The HTTPS port to which every HTTP listener of the group redirects.',
  valid: ['443'],
  invalid: ['true', '']
})
