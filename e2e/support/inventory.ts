import { DescribeSecurityGroupsCommand, EC2Client, type SecurityGroup } from '@aws-sdk/client-ec2'
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
  type LoadBalancer,
  type Rule,
  type TargetGroup
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { clientSettings } from '../../testbed/network.mjs'

/** Everything that a controller of load balancers could have made in an account, whoever made it. Read by the SDK alone. */
export interface Inventory {
  readonly loadBalancers: ReadonlyArray<LoadBalancer>
  readonly listeners: ReadonlyArray<Listener>
  /** Default rules are part of their listeners, and not among these. */
  readonly rules: ReadonlyArray<Rule>
  readonly targetGroups: ReadonlyArray<TargetGroup>
  readonly securityGroups: ReadonlyArray<SecurityGroup>
  /** By ARN. */
  readonly tags: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const pagesOf = async <A>(
  page: (
    marker: string | undefined
  ) => Promise<{ readonly items: ReadonlyArray<A> | undefined; readonly next?: string | undefined }>
): Promise<ReadonlyArray<A>> => {
  const all: Array<A> = []
  let marker: string | undefined
  do {
    const { items = [], next } = await page(marker)
    all.push(...items)
    marker = next
  } while (marker !== undefined)
  return all
}

const tagsOf = async (elbv2: ElasticLoadBalancingV2Client, arns: ReadonlyArray<string>) => {
  const tags: Record<string, Record<string, string>> = {}
  for (let i = 0; i < arns.length; i += 20) {
    const { TagDescriptions = [] } = await elbv2.send(new DescribeTagsCommand({ ResourceArns: arns.slice(i, i + 20) }))
    for (const { ResourceArn = '', Tags = [] } of TagDescriptions)
      tags[ResourceArn] = Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]))
  }
  return tags
}

/** Lists all of it; `url` is that of the server itself, so that these calls are not counted. */
export const inventoryOf = async (url: string): Promise<Inventory> => {
  const elbv2 = new ElasticLoadBalancingV2Client(clientSettings(url))
  const ec2 = new EC2Client(clientSettings(url))
  const loadBalancers = await pagesOf(async (Marker) => {
    const { LoadBalancers, NextMarker } = await elbv2.send(new DescribeLoadBalancersCommand({ Marker }))
    return { items: LoadBalancers, next: NextMarker }
  })
  const targetGroups = await pagesOf(async (Marker) => {
    const { TargetGroups, NextMarker } = await elbv2.send(new DescribeTargetGroupsCommand({ Marker }))
    return { items: TargetGroups, next: NextMarker }
  })
  const listeners: Array<Listener> = []
  for (const { LoadBalancerArn } of loadBalancers)
    listeners.push(...((await elbv2.send(new DescribeListenersCommand({ LoadBalancerArn }))).Listeners ?? []))
  const rules: Array<Rule> = []
  for (const { ListenerArn } of listeners)
    rules.push(...((await elbv2.send(new DescribeRulesCommand({ ListenerArn }))).Rules ?? []))
  const ownRules = rules.filter(({ IsDefault }) => !IsDefault)
  const { SecurityGroups: securityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}))
  const arns = [
    ...loadBalancers.map(({ LoadBalancerArn }) => LoadBalancerArn),
    ...targetGroups.map(({ TargetGroupArn }) => TargetGroupArn),
    ...listeners.map(({ ListenerArn }) => ListenerArn),
    ...ownRules.map(({ RuleArn }) => RuleArn)
  ].filter((arn) => arn !== undefined)
  const tags = await tagsOf(elbv2, arns)
  elbv2.destroy()
  ec2.destroy()
  return { loadBalancers, listeners, rules: ownRules, targetGroups, securityGroups, tags }
}
