import type { Spec } from '@alb-ingress/core'
import { loadBalancerNotFound } from './load-balancer-changes.js'
import { stateOf } from './load-balancers.js'
import { declined, unless, type Verdict, when } from './refusal.js'
import { putLoadBalancer } from './store.js'
import type { World } from './world.js'

/** ModifyCapacityReservation: so many units are reserved, or with 0 none any more. A load balancer that is being made must wait. */
export const modifyCapacityReservation = (
  world: World,
  arn: string,
  { minimumCapacity = 0 }: Partial<Spec<'LoadBalancer'>>,
  now: number
): Verdict => {
  const balancer = world.loadBalancers.get(arn)
  if (balancer === undefined) return declined(loadBalancerNotFound(arn))
  const refusal =
    when(
      stateOf(world, balancer, now) === 'provisioning',
      'InvalidConfigurationRequest',
      `Capacity of load balancer '${arn}' cannot be reserved while it is being provisioned`
    ) ??
    when(
      !Number.isInteger(minimumCapacity) || minimumCapacity < 0,
      'ValidationError',
      `Capacity units '${minimumCapacity}' must be a whole number that is not negative`
    )
  return unless(refusal, () => {
    putLoadBalancer(world, { ...balancer, minimumCapacity })
    return undefined
  })
}
