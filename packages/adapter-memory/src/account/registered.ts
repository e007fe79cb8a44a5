import type { FoundTarget, Target } from '@alb-ingress/core'
import { familyOf } from './cidr.js'
import type { Delays } from './load-balancers.js'
import { instancesOf, isInVpc } from './network.js'
import type { Registered, TargetGroup } from './records.js'
import { declined, firstRefusal, type Refusal, unless, type Verdict, when } from './refusal.js'
import { loadBalancersUsing, putTargetGroup } from './store.js'
import { targetGroupNotFound } from './target-groups.js'
import type { World } from './world.js'

// Instances and addresses as targets; load balancers are in `balancer-targets.ts`.

const isSame = (a: Target, b: Target): boolean => a.id === b.id && a.port === b.port

/** RegisterTargets: all of the call, or none. One that drains comes back, and one that is there stays as it is. */
export const registerTargets = (world: World, arn: string, given: ReadonlyArray<Target>, now: number): Verdict => {
  const group = world.targetGroups.get(arn)
  if (group === undefined) return declined(targetGroupNotFound(arn))
  const kept = stillThere(group, now)
  const serving = kept.filter(({ until }) => until === undefined)
  const added = given.filter((target, i) => given.findIndex((each) => isSame(each, target)) === i)
  const fresh = added.filter((target) => !serving.some((each) => isSame(each, target)))
  const draining = kept.filter((each) => each.until !== undefined && !fresh.some((target) => isSame(target, each)))
  const refusal =
    firstRefusal(given, (target) => targetRefusal(world, group, target)) ??
    when(
      serving.length + fresh.length > world.limits.targetsPerTargetGroup,
      'TooManyTargets',
      `The maximum number of targets of '${arn}' is ${world.limits.targetsPerTargetGroup}`
    )
  return unless(refusal, () => {
    const registered = [...serving, ...draining, ...fresh.map((target): Registered => ({ ...target, since: now }))]
    putTargetGroup(world, { ...group, registered })
    return undefined
  })
}

/** DeregisterTargets: what is not registered counts as deregistered. A target in use drains before it is gone. */
export const deregisterTargets = (world: World, arn: string, given: ReadonlyArray<Target>, now: number): Verdict => {
  const group = world.targetGroups.get(arn)
  if (group === undefined) return declined(targetGroupNotFound(arn))
  const isGoing = (each: Registered): boolean => given.some((target) => isSame(target, each))
  const until = now + 1000 * Number(group.attributes['deregistration_delay.timeout_seconds'] ?? 300)
  const drains = isInUse(world, group) && until > now
  const registered = stillThere(group, now).flatMap((each): ReadonlyArray<Registered> => {
    if (!isGoing(each) || each.until !== undefined) return [each]
    return drains ? [{ ...each, until }] : []
  })
  return unless(undefined, () => {
    putTargetGroup(world, { ...group, registered })
    return undefined
  })
}

const stillThere = ({ registered = [] }: TargetGroup, now: number): ReadonlyArray<Registered> =>
  registered.filter(({ until }) => until === undefined || now < until)

const isInUse = (world: World, { arn }: TargetGroup): boolean => loadBalancersUsing(world, arn).size > 0

const targetRefusal = (world: World, group: TargetGroup, target: Target): Refusal =>
  when(
    target.port < 1 || target.port > 65535,
    'ValidationError',
    `The port '${target.port}' must be between 1 and 65535`
  ) ?? (group.targetType === 'instance' ? instanceRefusal(world, group, target) : addressRefusal(world, group, target))

const instanceRefusal = ({ file, place }: World, group: TargetGroup, { id, availabilityZone }: Target): Refusal => {
  const instances = instancesOf(file, place)
  const isThere = file.instances === undefined ? /^i-/.test(id) : instances.some((each) => each.id === id)
  const vpcId = instances.find((each) => each.id === id)?.vpcId ?? group.vpcId
  return (
    when(!isThere, 'InvalidTarget', `The following targets are not valid instances: '${id}'`) ??
    when(vpcId !== group.vpcId, 'InvalidTarget', `The instance '${id}' is not in the VPC of the target group`) ??
    when(availabilityZone !== undefined, 'ValidationError', `An instance such as '${id}' is given no Availability Zone`)
  )
}

const addressRefusal = (world: World, group: TargetGroup, { id, availabilityZone }: Target): Refusal => {
  const family = group.ipAddressType === 'ipv6' ? 6 : 4
  return (
    when(familyOf(id) !== family, 'ValidationError', `The IP address '${id}' is not a valid IPv${family} address`) ??
    when(
      availabilityZone === undefined && !isInVpc(world, id),
      'ValidationError',
      `The IP address '${id}' is outside the VPC: you must specify an Availability Zone`
    )
  )
}

/** DescribeTargetHealth: AWS asks only targets that a load balancer uses, and calls those healthy some time after they came. */
export const foundTargets = (
  world: World,
  arn: string,
  now: number,
  { health }: Delays
): ReadonlyArray<FoundTarget> | undefined => {
  const group = world.targetGroups.get(arn)
  if (group === undefined) return undefined
  const inUse = isInUse(world, group)
  return stillThere(group, now).map((each) => foundTarget(each, inUse, now < each.since + health))
}

const foundTarget = (
  { id, port, availabilityZone, until }: Registered,
  inUse: boolean,
  isNew: boolean
): FoundTarget => {
  const target = { id, port, ...(availabilityZone === undefined ? {} : { availabilityZone }) }
  if (until !== undefined) {
    const description = 'Target deregistration is in progress'
    return { ...target, state: 'draining', reason: 'Target.DeregistrationInProgress', description }
  }
  if (!inUse) {
    const description = 'Target group is not configured to receive traffic from the load balancer'
    return { ...target, state: 'unused', reason: 'Target.NotInUse', description }
  }
  if (!isNew) return { ...target, state: 'healthy' }
  const description = 'Initial health checks in progress'
  return { ...target, state: 'initial', reason: 'Elb.InitialHealthChecking', description }
}
