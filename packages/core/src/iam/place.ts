/** Whose policy it is. What is `*` is not known: the policy is then for all of them. */
export interface PolicyPlace {
  readonly partition: string
  readonly region: string
  readonly accountId: string
  readonly vpcId: string
  readonly clusterName: string
  /** ARNs of roles by which target groups of other accounts are filled. */
  readonly roles?: ReadonlyArray<string>
}

type Arns = ReadonlyArray<string>

/** The ARNs of what there can be in a place. */
export interface ArnsOfPlace {
  readonly loadBalancers: Arns
  readonly targetGroups: Arns
  readonly listeners: Arns
  readonly rules: Arns
  readonly securityGroups: Arns
  readonly vpcs: Arns
  readonly certificates: Arns
}

export const arnsIn = ({ partition, region, accountId, vpcId }: PolicyPlace): ArnsOfPlace => {
  const of = (service: string, rest: string, account = accountId): string =>
    `arn:${partition}:${service}:${region}:${account}:${rest}`
  const elb = (rest: string): string => of('elasticloadbalancing', rest)
  return {
    loadBalancers: ['app', 'net'].map((sort) => elb(`loadbalancer/${sort}/*/*`)),
    targetGroups: [elb('targetgroup/*/*')],
    listeners: [elb('listener/*')],
    rules: [elb('listener-rule/*')],
    securityGroups: [of('ec2', 'security-group/*')],
    // A VPC that is shared belongs to another account.
    vpcs: [of('ec2', `vpc/${vpcId}`, '*')],
    certificates: [of('acm', 'certificate/*')]
  }
}
