import { annotation } from '../annotation.js'
import { networkAttributes, portMappings } from '../codecs/frontend-nlb.js'
import { bool, list, oneOf, textMap } from '../codecs/text.js'
import { isEmpty, sorted } from '../same.js'
import { sameSubnets, subnetChoice } from './subnet-choice.js'

export const enableFrontendNlb = annotation({
  key: 'enable-frontend-nlb',
  on: ['Ingress'],
  configures: 'FrontendSwitch',
  codec: bool,
  fallback: () => false,
  sets: ['LoadBalancer.type'],
  summary: 'Whether a network load balancer stands in front of the load balancer of the group.',
  valid: ['true', 'false'],
  invalid: ['true ', 'yes', '']
})

export const frontendNlbScheme = annotation({
  key: 'frontend-nlb-scheme',
  on: ['Ingress'],
  configures: 'Frontend',
  codec: oneOf('internal', 'internet-facing'),
  fallback: (install) => install.defaultScheme,
  flag: '--default-load-balancer-scheme',
  sets: ['LoadBalancer.scheme'],
  summary: 'Whether the network load balancer has public addresses. By default not as the load balancer behind it has.',
  valid: ['internal', 'internet-facing'],
  invalid: ['public', '']
})

export const frontendNlbSubnets = annotation({
  key: 'frontend-nlb-subnets',
  on: ['Ingress'],
  configures: 'Frontend',
  codec: subnetChoice,
  same: sameSubnets,
  sets: ['LoadBalancer.subnetMappings'],
  summary: 'The subnets of the network load balancer, by id or by their Name tag, at most one in a zone.',
  valid: ['subnet-0123456789abcdef0,public-b'],
  invalid: []
})

export const frontendNlbSecurityGroups = annotation({
  key: 'frontend-nlb-security-groups',
  on: ['Ingress'],
  configures: 'Frontend',
  codec: list,
  same: (a, b) => sorted(a) === sorted(b),
  sets: ['LoadBalancer.securityGroups'],
  summary: 'Security groups for the network load balancer, by id or by their Name tag. Default: those behind it.',
  valid: ['sg-0123456789abcdef0,office'],
  invalid: []
})

export const frontendNlbEipAllocations = annotation({
  key: 'frontend-nlb-eip-allocations',
  on: ['Ingress'],
  configures: 'Frontend',
  codec: list,
  same: (a, b) => sorted(a) === sorted(b),
  sets: ['LoadBalancer.subnetMappings'],
  summary: 'Elastic IP addresses for an internet-facing network load balancer, by allocation id: one for each subnet.',
  valid: ['eipalloc-0123456789abcdef0,eipalloc-0fedcba9876543210'],
  invalid: []
})

export const frontendNlbAttributes = annotation({
  key: 'frontend-nlb-attributes',
  on: ['Ingress'],
  configures: 'Frontend',
  codec: networkAttributes,
  absentWhen: (attributes) => Object.keys(attributes).length === 0,
  sets: ['LoadBalancer.attributes'],
  summary: 'Attributes of the network load balancer. Those that nobody names keep their value.',
  valid: ['load_balancing.cross_zone.enabled=true,dns_record.client_routing_policy=availability_zone_affinity', ''],
  invalid: ['load_balancing.cross_zone.enabled', 'dns_record.client_routing_policy=nearest']
})

export const frontendNlbTags = annotation({
  key: 'frontend-nlb-tags',
  on: ['Ingress'],
  configures: 'Frontend',
  codec: textMap,
  sets: ['LoadBalancer.tags', 'Listener.tags', 'TargetGroup.tags'],
  summary:
    'All tags of the network load balancer, its listeners and target groups, default tags left out. Default: those of the load balancer behind it.',
  valid: ['layer=nlb', ''],
  invalid: ['layer', '=nlb']
})

export const frontendNlbListenerPortMapping = annotation({
  key: 'frontend-nlb-listener-port-mapping',
  on: ['Ingress'],
  configures: 'FrontendPorts',
  codec: portMappings,
  absentWhen: isEmpty,
  sets: ['Listener.port', 'TargetGroup.port'],
  summary:
    'Which port of the network load balancer leads to which port of the load balancer behind it. Default: the same numbers.',
  valid: ['80=443,8080=80', '+80=0443', ''],
  invalid: ['80', '80=https', 'http=80', '80=443,', '80.0=80']
})
