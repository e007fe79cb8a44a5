import type { Answers, QuestionKind } from '../facts/facts.js'
import type { Installation } from '../install.js'
import type { AssumedCode } from './assumptions.js'
import { assumedSubnet } from './subnets.js'

/** The ARN of a thing that is made up, in the account and region of the installation. */
export const arn = ({ region, accountId }: Installation, service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`

/** Questions about one thing by its name or id. */
type ByName =
  | 'subnet'
  | 'securityGroup'
  | 'securityGroupsNamed'
  | 'targetGroupNamed'
  | 'trustStoreNamed'
  | 'webAclNamed'
/** Questions about the account itself. */
type OfAccount = 'wafClassic' | 'shieldSubscription'

/** What is taken to be there, how to call it, and the answer that has it. */
export const made: {
  readonly [K in ByName | OfAccount]: readonly [
    AssumedCode,
    string,
    (install: Installation, about: string) => Answers[K]
  ]
} = {
  subnet: [
    'assumed/subnet',
    'Subnet',
    (install, id) => assumedSubnet(install, id, { tags: {}, isPublic: true, isFound: true })
  ],
  securityGroup: ['assumed/security-group', 'Security group', ({ vpcId }, id) => ({ id, vpcId, tags: {} })],
  securityGroupsNamed: [
    'assumed/security-group',
    'A security group named',
    ({ vpcId }, Name) => [{ id: `sg-assumed-${Name}`, vpcId, tags: { Name } }]
  ],
  targetGroupNamed: [
    'assumed/target-group',
    'Target group',
    (install, name) => arn(install, 'elasticloadbalancing', `targetgroup/${name}/assumed`)
  ],
  trustStoreNamed: [
    'assumed/trust-store',
    'Trust store',
    (install, name) => arn(install, 'elasticloadbalancing', `truststore/${name}/assumed`)
  ],
  webAclNamed: [
    'assumed/web-acl',
    'Web ACL',
    (install, name) => arn(install, 'wafv2', `regional/webacl/${name}/assumed`)
  ],
  wafClassic: ['assumed/web-acl', 'WAF Classic', () => true],
  shieldSubscription: ['assumed/shield', 'A subscription to Shield Advanced', () => true]
}

export const isMade = (kind: QuestionKind): kind is ByName | OfAccount => Object.hasOwn(made, kind)
