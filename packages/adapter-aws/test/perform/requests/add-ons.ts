import { awsCalls } from '@alb-ingress/core/testing'
import type { Case } from './case.js'

const { modify, detach } = awsCalls

/** What WAF and Shield keep for load balancers. */
export const addOns: ReadonlyArray<Case> = [
  {
    name: 'a web ACL of WAFv2 goes by its ARN',
    call: modify('LoadBalancer', 'arn', 'AssociateWebACL', { webAcl: 'arn:acl' }),
    host: 'wafv2.eu-west-1.amazonaws.com',
    parameters: { ResourceArn: 'arn', WebACLArn: 'arn:acl' }
  },
  {
    name: 'and is taken off without it',
    call: detach('LoadBalancer', 'arn', 'DisassociateWebACL', 'webAcl', 'arn:acl'),
    host: 'wafv2.eu-west-1.amazonaws.com',
    parameters: { ResourceArn: 'arn' }
  },
  {
    name: 'a web ACL of WAF Classic goes by its id, to another service',
    call: modify('LoadBalancer', 'arn', 'AssociateWebACL', { classicWebAcl: 'acl-7' }),
    host: 'waf-regional.eu-west-1.amazonaws.com',
    parameters: { ResourceArn: 'arn', WebACLId: 'acl-7' }
  },
  {
    name: 'and is taken off there',
    call: detach('LoadBalancer', 'arn', 'DisassociateWebACL', 'classicWebAcl', 'acl-7'),
    host: 'waf-regional.eu-west-1.amazonaws.com',
    parameters: { ResourceArn: 'arn' }
  },
  {
    name: 'a protection has a name, by which either of two controllers knows it',
    call: modify('LoadBalancer', 'arn', 'CreateProtection', { shieldProtection: { name: 'managed by us' } }),
    host: 'shield.us-east-1.amazonaws.com',
    parameters: { ResourceArn: 'arn', Name: 'managed by us' }
  },
  {
    name: 'and is deleted by its id',
    call: detach('LoadBalancer', 'arn', 'DeleteProtection', 'shieldProtection', { name: 'x', id: 'protection-8' }),
    host: 'shield.us-east-1.amazonaws.com',
    parameters: { ProtectionId: 'protection-8' }
  }
]
