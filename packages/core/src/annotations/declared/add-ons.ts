import { annotation } from '../annotation.js'
import { bool, verbatim } from '../codecs/text.js'

const isEmptyText = (text: string): boolean => text === ''

export const wafv2AclName = annotation({
  key: 'wafv2-acl-name',
  on: ['Ingress'],
  configures: 'WebAcl',
  codec: verbatim,
  absentWhen: isEmptyText,
  classParam: (params) => params.wafv2AclName,
  classField: 'wafv2AclName',
  sets: ['LoadBalancer.webAcl'],
  summary: 'The web ACL of WAFv2 that guards the load balancer, by name; none takes it off. A name outranks every ARN.',
  valid: ['shop-front', 'none'],
  invalid: []
})

export const wafv2AclArn = annotation({
  key: 'wafv2-acl-arn',
  on: ['Ingress'],
  configures: 'WebAcl',
  codec: verbatim,
  classParam: (params) => params.wafv2AclArn,
  classField: 'wafv2AclArn',
  sets: ['LoadBalancer.webAcl'],
  summary: 'The web ACL of WAFv2 that guards the load balancer, by ARN; none, and an empty text, take it off.',
  valid: [
    'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop-front/00000000-0000-4000-8000-000000000000',
    'none',
    ''
  ],
  invalid: []
})

export const wafAclId = annotation({
  key: 'waf-acl-id',
  formerKey: 'web-acl-id',
  on: ['Ingress'],
  configures: 'LoadBalancer',
  codec: verbatim,
  absentWhen: isEmptyText,
  sets: ['LoadBalancer.classicWebAcl'],
  summary: 'The web ACL of WAF Classic that guards the load balancer, by id; none takes it off.',
  valid: ['00000000-0000-4000-8000-000000000000', 'none'],
  invalid: []
})

export const shieldAdvancedProtection = annotation({
  key: 'shield-advanced-protection',
  on: ['Ingress'],
  configures: 'LoadBalancer',
  codec: bool,
  sets: ['LoadBalancer.shieldProtection'],
  summary: 'Whether Shield Advanced protects the load balancer. Without it, protection is left as it is.',
  valid: ['true', 'false'],
  invalid: ['yes', '']
})
