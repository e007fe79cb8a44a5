import type { Action } from '@alb-ingress/core'
import type { Listener, LoadBalancer, Rule, SecurityGroup, TargetGroup } from './records.js'
import type { World } from './world.js'

/** ARNs of the target groups that actions forward to, each once. A call that still holds references must not come this far. */
export const targetGroupsIn = (actions: ReadonlyArray<Action>): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const action of actions) {
    if (action.type !== 'forward') continue
    for (const { targetGroup } of action.targetGroups) if (typeof targetGroup === 'string') found.add(targetGroup)
  }
  return found
}

const join = (index: Map<string, Set<string>>, key: string, member: string): void => {
  const members = index.get(key)
  if (members === undefined) index.set(key, new Set([member]))
  else members.add(member)
}

const leave = (index: Map<string, Set<string>>, key: string, member: string): void => {
  const members = index.get(key)
  members?.delete(member)
  if (members?.size === 0) index.delete(key)
}

export const securityGroupNameKey = (vpcId: string, name: string): string => `${vpcId} ${name}`

export const indexLoadBalancer = ({ indexes }: World, { name, arn }: LoadBalancer): void => {
  indexes.loadBalancerNamed.set(name, arn)
}

export const forgetLoadBalancer = ({ indexes }: World, { name }: LoadBalancer): void => {
  indexes.loadBalancerNamed.delete(name)
}

export const indexTargetGroup = ({ indexes }: World, { name, arn, targets = [] }: TargetGroup): void => {
  indexes.targetGroupNamed.set(name, arn)
  for (const { loadBalancer } of targets) join(indexes.targetOf, loadBalancer, arn)
}

export const forgetTargetGroup = ({ indexes }: World, { name, arn, targets = [] }: TargetGroup): void => {
  indexes.targetGroupNamed.delete(name)
  for (const { loadBalancer } of targets) leave(indexes.targetOf, loadBalancer, arn)
}

export const indexSecurityGroup = ({ indexes }: World, { vpcId, name, id }: SecurityGroup): void => {
  indexes.securityGroupNamed.set(securityGroupNameKey(vpcId, name), id)
}

export const forgetSecurityGroup = ({ indexes }: World, { vpcId, name }: SecurityGroup): void => {
  indexes.securityGroupNamed.delete(securityGroupNameKey(vpcId, name))
}

export const indexListener = ({ indexes }: World, { arn, loadBalancer, defaultActions }: Listener): void => {
  join(indexes.listenersOf, loadBalancer, arn)
  for (const targetGroup of targetGroupsIn(defaultActions)) join(indexes.usersOf, targetGroup, arn)
}

export const forgetListener = ({ indexes }: World, { arn, loadBalancer, defaultActions }: Listener): void => {
  leave(indexes.listenersOf, loadBalancer, arn)
  for (const targetGroup of targetGroupsIn(defaultActions)) leave(indexes.usersOf, targetGroup, arn)
}

export const indexRule = ({ indexes }: World, { arn, listener, actions }: Rule): void => {
  join(indexes.rulesOf, listener, arn)
  for (const targetGroup of targetGroupsIn(actions)) join(indexes.usersOf, targetGroup, arn)
}

export const forgetRule = ({ indexes }: World, { arn, listener, actions }: Rule): void => {
  leave(indexes.rulesOf, listener, arn)
  for (const targetGroup of targetGroupsIn(actions)) leave(indexes.usersOf, targetGroup, arn)
}
