import type { LoadBalancerTarget } from '@alb-ingress/core'
import { text } from './literal.js'
import { stateOf } from './load-balancers.js'
import type { LoadBalancer, TargetGroup } from './records.js'
import { declined, firstRefusal, type Refusal, unless, type Verdict, when } from './refusal.js'
import { listenersOf, putTargetGroup } from './store.js'
import { targetGroupNotFound } from './target-groups.js'
import type { World } from './world.js'

// Load balancers as targets of network load balancers; instances and addresses are in `registered.ts`.

type Target = NonNullable<TargetGroup['targets']>[number]

const targetsIn = (elements: ReadonlyArray<LoadBalancerTarget>): ReadonlyArray<Target> =>
  elements.map(({ loadBalancer, port }) => ({ loadBalancer: text(loadBalancer), port }))

const isSame = (a: Target, b: Target): boolean => a.loadBalancer === b.loadBalancer && a.port === b.port

/** RegisterTargets: AWS takes an Application Load Balancer that is active and listens on the port, and one of them at a time. */
export const registerBalancers = (
  world: World,
  arn: string,
  elements: ReadonlyArray<LoadBalancerTarget>,
  now: number
): Verdict => {
  const group = world.targetGroups.get(arn)
  if (group === undefined) return declined(targetGroupNotFound(arn))
  const given = targetsIn(elements)
  const others = (group.targets ?? []).filter((target) => !given.some((each) => isSame(each, target)))
  const refusal =
    when(
      group.targetType !== 'alb',
      'InvalidTarget',
      `'${arn}' is of target type '${group.targetType}' and takes no load balancers`
    ) ??
    firstRefusal(given, (target) => targetRefusal(world, group, target, now)) ??
    when(others.length + given.length > 1, 'TooManyTargets', `'${arn}' takes one load balancer at a time`)
  return unless(refusal, () => {
    putTargetGroup(world, { ...group, targets: [...others, ...given] })
    return undefined
  })
}

const targetRefusal = (world: World, group: TargetGroup, { loadBalancer, port }: Target, now: number): Refusal => {
  const balancer = world.loadBalancers.get(loadBalancer)
  const problem = balancer === undefined ? 'does not exist' : problemOf(world, group, balancer, port, now)
  return when(problem !== undefined, 'InvalidTarget', `The load balancer '${loadBalancer}' ${problem}`)
}

const problemOf = (
  world: World,
  group: TargetGroup,
  balancer: LoadBalancer,
  port: number,
  now: number
): string | undefined => {
  if (balancer.type !== 'application') return 'is not of type application'
  if (balancer.vpcId !== group.vpcId) return 'is in another VPC'
  if (stateOf(world, balancer, now) !== 'active') return 'is not active'
  return listenersOf(world, balancer.arn).some((listener) => listener.port === port)
    ? undefined
    : `has no listener on port ${port}`
}

/** DeregisterTargets: what is not registered counts as deregistered. */
export const deregisterBalancers = (
  world: World,
  arn: string,
  elements: ReadonlyArray<LoadBalancerTarget>
): Verdict => {
  const group = world.targetGroups.get(arn)
  if (group === undefined) return declined(targetGroupNotFound(arn))
  const gone = targetsIn(elements)
  const targets = (group.targets ?? []).filter((target) => !gone.some((each) => isSame(each, target)))
  return unless(undefined, () => {
    putTargetGroup(world, { ...group, targets })
    return undefined
  })
}
