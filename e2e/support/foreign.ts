import { CreateSecurityGroupCommand, CreateTagsCommand, EC2Client } from '@aws-sdk/client-ec2'
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2'
import { clientSettings, type Seed } from '../../testbed/network.mjs'
import type { Inventory } from './inventory.js'

/** Tags that say whose a resource is, or that only look so, for a stack that our cluster has as well. */
export const owners = [
  { name: 'nobody', tags: {} },
  { name: 'other-cluster', tags: { 'elbv2.k8s.aws/cluster': 'other', 'ingress.k8s.aws/stack': 'app/web' } },
  { name: 'no-stack', tags: { 'elbv2.k8s.aws/cluster': 't1' } },
  { name: 'no-cluster', tags: { 'ingress.k8s.aws/stack': 'app/web', 'ingress.k8s.aws/resource': 'LoadBalancer' } },
  { name: 'of-services', tags: { 'elbv2.k8s.aws/cluster': 't1', 'service.k8s.aws/stack': 'app/web' } }
] as const

const tagList = (tags: Readonly<Record<string, string>>) => {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
  return Tags.length === 0 ? {} : { Tags }
}

/** A load balancer with a listener, a rule, a target group and a security group that somebody else made. */
export const makeForeign = async (url: string, seed: Seed, { name, tags }: (typeof owners)[number]): Promise<void> => {
  const client = new elbv2.ElasticLoadBalancingV2Client(clientSettings(url))
  const ec2 = new EC2Client(clientSettings(url))
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: name, Description: name, VpcId: seed.vpc })
  )
  if (Object.keys(tags).length > 0)
    await ec2.send(new CreateTagsCommand({ Resources: [GroupId], Tags: tagList(tags).Tags }))
  const { LoadBalancers = [] } = await client.send(
    new elbv2.CreateLoadBalancerCommand({
      ...{ Name: name, Subnets: [...seed.public], SecurityGroups: [GroupId] },
      ...tagList(tags)
    })
  )
  const { TargetGroups = [] } = await client.send(
    new elbv2.CreateTargetGroupCommand({
      ...{ Name: name, Port: 80, Protocol: 'HTTP', VpcId: seed.vpc, TargetType: 'ip' },
      ...tagList(tags)
    })
  )
  const nothing: Array<elbv2.Action> = [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }]
  const { Listeners = [] } = await client.send(
    new elbv2.CreateListenerCommand({
      ...{ LoadBalancerArn: LoadBalancers[0]?.LoadBalancerArn, Port: 80, Protocol: 'HTTP', DefaultActions: nothing },
      ...tagList(tags)
    })
  )
  await client.send(
    new elbv2.CreateRuleCommand({
      ...{ ListenerArn: Listeners[0]?.ListenerArn, Priority: 1, ...tagList(tags) },
      Conditions: [{ Field: 'path-pattern', Values: ['/foreign'] }],
      Actions: [{ Type: 'forward', TargetGroupArn: TargetGroups[0]?.TargetGroupArn }]
    })
  )
  client.destroy()
  ec2.destroy()
}

const names: ReadonlySet<string | undefined> = new Set(owners.map(({ name }) => name))

/** All that others made, with their tags. */
export const foreignIn = ({ loadBalancers, listeners, rules, targetGroups, securityGroups, tags }: Inventory) => {
  const balancers = loadBalancers.filter(({ LoadBalancerName }) => names.has(LoadBalancerName))
  const arns = new Set(balancers.map(({ LoadBalancerArn }) => LoadBalancerArn))
  const theirs = listeners.filter(({ LoadBalancerArn }) => arns.has(LoadBalancerArn))
  const listenerPart = new Set(
    theirs.map(({ ListenerArn = '' }) => ListenerArn.replace(':listener/', ':listener-rule/'))
  )
  const theirRules = rules.filter(({ RuleArn = '' }) => listenerPart.has(RuleArn.slice(0, RuleArn.lastIndexOf('/'))))
  const groups = targetGroups.filter(({ TargetGroupName }) => names.has(TargetGroupName))
  const all = [
    ...balancers.map(({ LoadBalancerArn }) => LoadBalancerArn),
    ...theirs.map(({ ListenerArn }) => ListenerArn),
    ...theirRules.map(({ RuleArn }) => RuleArn),
    ...groups.map(({ TargetGroupArn }) => TargetGroupArn)
  ]
  return {
    ...{ balancers, listeners: theirs, rules: theirRules, groups, tags: all.map((arn) => tags[arn ?? '']) },
    securityGroups: securityGroups.filter(({ GroupName }) => names.has(GroupName))
  }
}
