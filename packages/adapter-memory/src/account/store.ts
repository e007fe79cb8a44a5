import {
  forgetListener,
  forgetLoadBalancer,
  forgetRule,
  forgetSecurityGroup,
  forgetTargetGroup,
  indexListener,
  indexLoadBalancer,
  indexRule,
  indexSecurityGroup,
  indexTargetGroup,
  securityGroupNameKey
} from './index-records.js'
import type { Listener, LoadBalancer, Rule, SecurityGroup, TargetGroup } from './records.js'
import type { World } from './world.js'

type Table<R> = (world: World) => Map<string, R>
type Note<R> = (world: World, record: R) => void

const writing =
  <R>(table: Table<R>, idOf: (record: R) => string, forget: Note<R>, index: Note<R>): Note<R> =>
  (world, record) => {
    const before = table(world).get(idOf(record))
    if (before !== undefined) forget(world, before)
    table(world).set(idOf(record), record)
    index(world, record)
  }

const dropping =
  <R>(table: Table<R>, forget: Note<R>) =>
  (world: World, id: string): void => {
    const before = table(world).get(id)
    if (before === undefined) return
    forget(world, before)
    table(world).delete(id)
  }

const arnOf = ({ arn }: { readonly arn: string }): string => arn

/** Writes a record, new or changed; every write goes through here, so that the indexes are right. */
export const putLoadBalancer = writing<LoadBalancer>(
  (w) => w.loadBalancers,
  arnOf,
  forgetLoadBalancer,
  indexLoadBalancer
)
/** The same for a listener. */
export const putListener = writing<Listener>((w) => w.listeners, arnOf, forgetListener, indexListener)
/** The same for a rule. */
export const putRule = writing<Rule>((w) => w.rules, arnOf, forgetRule, indexRule)
/** The same for a target group. */
export const putTargetGroup = writing<TargetGroup>((w) => w.targetGroups, arnOf, forgetTargetGroup, indexTargetGroup)
/** The same for a security group. */
export const putSecurityGroup = writing<SecurityGroup>(
  (w) => w.securityGroups,
  ({ id }) => id,
  forgetSecurityGroup,
  indexSecurityGroup
)

/** Takes a record away, and what the indexes say of it. */
export const dropTargetGroup = dropping<TargetGroup>((w) => w.targetGroups, forgetTargetGroup)
/** The same for a security group. */
export const dropSecurityGroup = dropping<SecurityGroup>((w) => w.securityGroups, forgetSecurityGroup)
/** The same for a rule. */
export const dropRule = dropping<Rule>((w) => w.rules, forgetRule)
const dropListenerAlone = dropping<Listener>((w) => w.listeners, forgetListener)
const dropLoadBalancerAlone = dropping<LoadBalancer>((w) => w.loadBalancers, forgetLoadBalancer)

/** A listener takes its rules along. */
export const dropListener = (world: World, arn: string): void => {
  for (const rule of rulesOf(world, arn)) dropRule(world, rule.arn)
  dropListenerAlone(world, arn)
}

/** A load balancer takes its listeners along, and so their rules. */
export const dropLoadBalancer = (world: World, arn: string): void => {
  for (const listener of listenersOf(world, arn)) dropListener(world, listener.arn)
  dropLoadBalancerAlone(world, arn)
  world.activeFrom.delete(arn)
}

const those = <R>(table: Map<string, R>, ids: Iterable<string> | undefined): ReadonlyArray<R> => {
  const found: Array<R> = []
  for (const id of ids ?? []) {
    const record = table.get(id)
    if (record !== undefined) found.push(record)
  }
  return found
}

/** The listeners of a load balancer, in the order in which they were made. */
export const listenersOf = (world: World, loadBalancer: string): ReadonlyArray<Listener> =>
  those(world.listeners, world.indexes.listenersOf.get(loadBalancer))

/** The rules of a listener, the default one not among them. */
export const rulesOf = (world: World, listener: string): ReadonlyArray<Rule> =>
  those(world.rules, world.indexes.rulesOf.get(listener))

/** All rules of a load balancer, default rules not among them. */
export const rulesOfLoadBalancer = (world: World, loadBalancer: string): ReadonlyArray<Rule> =>
  listenersOf(world, loadBalancer).flatMap(({ arn }) => rulesOf(world, arn))

/** The load balancers whose listeners or rules name a target group: by AWS's rules at most one. */
export const loadBalancersUsing = (world: World, targetGroup: string): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const user of world.indexes.usersOf.get(targetGroup) ?? []) {
    const listener = world.listeners.get(user) ?? world.listeners.get(world.rules.get(user)?.listener ?? '')
    if (listener !== undefined) found.add(listener.loadBalancer)
  }
  return found
}

/** A load balancer by its name, of which AWS has one at most. */
export const loadBalancerNamed = (world: World, name: string): LoadBalancer | undefined =>
  world.loadBalancers.get(world.indexes.loadBalancerNamed.get(name) ?? '')

/** A target group by its name, of which AWS has one at most. */
export const targetGroupNamed = (world: World, name: string): TargetGroup | undefined =>
  world.targetGroups.get(world.indexes.targetGroupNamed.get(name) ?? '')

/** A security group by its name, of which a VPC has one at most. */
export const securityGroupNamed = (world: World, vpcId: string, name: string): SecurityGroup | undefined =>
  world.securityGroups.get(world.indexes.securityGroupNamed.get(securityGroupNameKey(vpcId, name)) ?? '')
