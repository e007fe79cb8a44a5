import type { Spec } from '@alb-ingress/core'
import { attributesRefusal } from './attributes.js'
import { texts } from './literal.js'
import { securityGroupsRefusal } from './load-balancers.js'
import type { LoadBalancer } from './records.js'
import { declined, type Refusal, refuse, unless, type Verdict } from './refusal.js'
import { putLoadBalancer } from './store.js'
import { subnetsRefusal } from './subnets.js'
import type { World } from './world.js'

type Given = Partial<Spec<'LoadBalancer'>>

export const loadBalancerNotFound = (arn: string): NonNullable<Refusal> =>
  refuse('LoadBalancerNotFound', `Load balancer '${arn}' not found`)

const changing = (
  world: World,
  arn: string,
  changes: (balancer: LoadBalancer) => Partial<LoadBalancer>,
  check: (balancer: LoadBalancer) => Refusal
): Verdict => {
  const balancer = world.loadBalancers.get(arn)
  if (balancer === undefined) return declined(loadBalancerNotFound(arn))
  return unless(check(balancer), () => {
    putLoadBalancer(world, { ...balancer, ...changes(balancer) })
    return undefined
  })
}

/** SetSubnets names all subnets that the load balancer shall have. */
export const setSubnets = (world: World, arn: string, { subnetMappings = [] }: Given): Verdict => {
  const subnets = subnetMappings.map(({ subnetId }) => subnetId)
  return changing(
    world,
    arn,
    () => ({ subnets }),
    (balancer) => subnetsRefusal(world, balancer.type, balancer.ipAddressType, subnets, balancer.subnets)
  )
}

/** SetSecurityGroups names all security groups that the load balancer shall have. */
export const setSecurityGroups = (world: World, arn: string, given: Given): Verdict => {
  const securityGroups = texts(given.securityGroups)
  return changing(
    world,
    arn,
    () => ({ securityGroups }),
    () => securityGroupsRefusal(world, securityGroups)
  )
}

/** SetIpAddressType: the subnets must have what the new type needs before it is set. */
export const setIpAddressType = (world: World, arn: string, given: Given): Verdict =>
  changing(
    world,
    arn,
    (balancer) => ({ ipAddressType: given.ipAddressType ?? balancer.ipAddressType }),
    ({ type, subnets, ipAddressType }) =>
      subnetsRefusal(world, type, given.ipAddressType ?? ipAddressType, subnets, subnets)
  )

/** ModifyLoadBalancerAttributes: keys that are not named keep their values. */
export const modifyLoadBalancerAttributes = (world: World, arn: string, { attributes = {} }: Given): Verdict =>
  changing(
    world,
    arn,
    (balancer) => ({ attributes: { ...balancer.attributes, ...attributes } }),
    (balancer) => attributesRefusal('LoadBalancer', balancer, attributes)
  )
