import type { AccountFile } from '../account-file/codec.js'
import type { GivenLoadBalancer, GivenSecurityGroup, GivenTargetGroup } from '../account-file/given.js'
import { type Place, placeOf } from '../account-file/place.js'
import { defaultHealthCheck } from './health-checks.js'
import { dnsName, givenSuffix, loadBalancerArn, targetGroupArn } from './ids.js'
import type { LoadBalancer, SecurityGroup, TargetGroup } from './records.js'

/** The resources that the user's own members of an account file name, with AWS's defaults for what they leave out. */
export interface Originals {
  readonly loadBalancers: ReadonlyArray<LoadBalancer>
  readonly targetGroups: ReadonlyArray<TargetGroup>
  readonly securityGroups: ReadonlyArray<SecurityGroup>
}

/** Reads them from the members of the file, each time alike. */
export const originals = (file: AccountFile): Originals => {
  const place = placeOf(file)
  return {
    loadBalancers: (file.loadBalancers ?? []).map((given, i) => loadBalancerFrom(place, given, i)),
    targetGroups: (file.targetGroups ?? []).map((given) => targetGroupFrom(place, given)),
    securityGroups: (file.securityGroups ?? []).map((given) => securityGroupFrom(place, given))
  }
}

const oneOf = <W extends string>(words: readonly [W, ...ReadonlyArray<W>], given: string | undefined): W =>
  words.find((word) => word === given) ?? words[0]

const loadBalancerFrom = (place: Place, given: GivenLoadBalancer, position: number): LoadBalancer => {
  const type = oneOf(['application', 'network'], given.type)
  // AWS makes a load balancer internet-facing unless told otherwise.
  const scheme = oneOf(['internet-facing', 'internal'], given.scheme)
  return {
    arn: given.arn ?? loadBalancerArn(place, type, given.name, givenSuffix),
    name: given.name,
    type,
    scheme,
    vpcId: given.vpcId ?? place.vpcId,
    // Numbers below those of what the account makes itself.
    dnsName: dnsName(place, given.name, scheme, type, position - 1_000_000),
    ipAddressType: oneOf(['ipv4', 'dualstack', 'dualstack-without-public-ipv4'], given.ipAddressType),
    subnets: given.subnets ?? [],
    securityGroups: given.securityGroups ?? [],
    attributes: {},
    tags: given.tags ?? {}
  }
}

const targetGroupFrom = (place: Place, given: GivenTargetGroup): TargetGroup => {
  const protocol = oneOf(['HTTP', 'HTTPS', 'TCP'], given.protocol)
  return {
    arn: given.arn ?? targetGroupArn(place, given.name, givenSuffix),
    name: given.name,
    targetType: oneOf(['instance', 'ip', 'alb'], given.targetType),
    protocol,
    ...(protocol === 'TCP' ? {} : { protocolVersion: 'HTTP1' }),
    port: given.port ?? 80,
    vpcId: given.vpcId ?? place.vpcId,
    ipAddressType: 'ipv4',
    healthCheck: defaultHealthCheck(protocol, 'HTTP1'),
    attributes: {},
    tags: given.tags ?? {}
  }
}

const securityGroupFrom = (place: Place, given: GivenSecurityGroup): SecurityGroup => ({
  id: given.id,
  name: given.name ?? given.id,
  description: given.description ?? given.name ?? given.id,
  vpcId: given.vpcId ?? place.vpcId,
  ingress: [],
  tags: given.tags ?? {}
})
