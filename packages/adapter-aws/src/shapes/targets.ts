import type { FoundTarget, LoadBalancerTarget, Target } from '@alb-ingress/core'
import type { TargetDescription, TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2'
import { literal } from './literal.js'
import { given } from './understood.js'

/** Targets as they are sent: load balancers by their ARN, instances by their id, pods by their address. */
export const sentTargets = (targets: ReadonlyArray<LoadBalancerTarget | Target>): Array<TargetDescription> =>
  targets.map((target) =>
    'loadBalancer' in target
      ? { Id: literal(target.loadBalancer), Port: target.port }
      : { Id: target.id, Port: target.port, AvailabilityZone: target.availabilityZone }
  )

/** Targets as DescribeTargetHealth shows them. */
export const shownTargets = (descriptions: ReadonlyArray<TargetHealthDescription> = []): ReadonlyArray<FoundTarget> =>
  descriptions.map(({ Target: target, TargetHealth: health }) => ({
    id: target?.Id ?? '',
    port: target?.Port ?? 0,
    state: health?.State ?? 'unavailable',
    ...given({
      availabilityZone: target?.AvailabilityZone,
      reason: health?.Reason,
      description: health?.Description
    })
  }))

/** Load balancers that are targets; one that drains is on its way out and counts for nothing. */
export const shownLoadBalancerTargets = (
  descriptions: ReadonlyArray<TargetHealthDescription> = []
): ReadonlyArray<LoadBalancerTarget> =>
  shownTargets(descriptions).flatMap(({ id, port, state }) =>
    state === 'draining' ? [] : [{ loadBalancer: id, port }]
  )
