import type { Place } from '../account-file/place.js'
import type { LoadBalancer } from './records.js'
import type { World } from './world.js'

/** The next number of the account: ids are made of it and not of chance, so that equal stories give equal ids. */
export const nextNumber = (world: World): number => {
  world.sequence += 1
  return world.sequence
}

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0')

/** The last part of the ARN of what the account file gives only a name for. */
export const givenSuffix = '0123456789abcdef'

/** The last part of an ARN, made of a number. */
export const arnSuffix = (number: number): string => hex(number, 16)

/** The id of the security group that is made as the so-manieth thing. */
export const securityGroupId = (number: number): string => `sg-${hex(number, 17)}`

const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

const elb = ({ region, accountId }: Place, resource: string): string =>
  `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${accountId}:${resource}`

const shortType = (type: LoadBalancer['type']): string => (type === 'application' ? 'app' : 'net')

/** The ARN of a load balancer. */
export const loadBalancerArn = (place: Place, type: LoadBalancer['type'], name: string, suffix: string): string =>
  elb(place, `loadbalancer/${shortType(type)}/${name}/${suffix}`)

/** The ARN of a target group. */
export const targetGroupArn = (place: Place, name: string, suffix: string): string =>
  elb(place, `targetgroup/${name}/${suffix}`)

/** The ARN of a trust store. */
export const trustStoreArn = (place: Place, name: string, suffix: string): string =>
  elb(place, `truststore/${name}/${suffix}`)

/** The ARN of a regional web ACL of WAFv2. */
export const webAclArn = ({ region, accountId }: Place, name: string, id: string): string =>
  `arn:${partitionOf(region)}:wafv2:${region}:${accountId}:regional/webacl/${name}/${id}`

// An ARN of a listener names its load balancer, and an ARN of a rule both.
const child = (kind: string, parentKind: string, parent: string, suffix: string): string =>
  `${parent.replace(`:${parentKind}/`, `:${kind}/`)}/${suffix}`

/** The ARN of a listener, from that of its load balancer. */
export const listenerArn = (loadBalancer: string, suffix: string): string =>
  child('listener', 'loadbalancer', loadBalancer, suffix)

/** The ARN of a rule, from that of its listener. */
export const ruleArn = (listener: string, suffix: string): string =>
  child('listener-rule', 'listener', listener, suffix)

/** The name under which a load balancer is reached, in the shape that AWS gives it. */
export const dnsName = (
  { region }: Place,
  name: string,
  scheme: LoadBalancer['scheme'],
  type: LoadBalancer['type'],
  number: number
): string => {
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  if (type === 'network') return `${name}-${arnSuffix(Math.abs(number))}.elb.${region}.${domain}`
  const prefix = scheme === 'internal' ? 'internal-' : ''
  return `${prefix}${name}-${1_000_000_000 + number}.${region}.elb.${domain}`
}
