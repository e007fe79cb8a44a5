import type { Spec } from '@alb-ingress/core'
import { ipamPoolRefusal } from './address-pools.js'
import { addressesIn, addressesRefusal } from './addresses.js'
import { attributesRefusal } from './attributes.js'
import { texts } from './literal.js'
import { securityGroupsRefusal } from './load-balancers.js'
import type { LoadBalancer } from './records.js'
import { declined, done, type Refusal, refuse, unless, type Verdict } from './refusal.js'
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
    () => ({ subnets, addresses: addressesIn(subnetMappings) }),
    (balancer) =>
      subnetsRefusal(world, balancer.type, balancer.ipAddressType, subnets, balancer.subnets) ??
      addressesRefusal(world, balancer, addressesIn(subnetMappings), arn)
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
    (balancer) => {
      const ipAddressType = given.ipAddressType ?? balancer.ipAddressType
      const { type, subnets } = balancer
      return (
        subnetsRefusal(world, type, ipAddressType, subnets, subnets) ?? ipamPoolRefusal({ ...balancer, ipAddressType })
      )
    }
  )

/** ModifyIpPools with a pool: it takes the place of the one that is there. */
export const setIpamPool = (world: World, arn: string, { ipv4IpamPool }: Given): Verdict =>
  changing(
    world,
    arn,
    () => (ipv4IpamPool === undefined ? {} : { ipv4IpamPool }),
    (balancer) => ipamPoolRefusal({ ...balancer, ipv4IpamPool: ipv4IpamPool ?? '' })
  )

/** ModifyIpPools that takes the pool of IPv4 addresses away. */
export const removeIpamPool = (world: World, arn: string): Verdict => {
  const balancer = world.loadBalancers.get(arn)
  if (balancer === undefined) return declined(loadBalancerNotFound(arn))
  const { ipv4IpamPool: _, ...others } = balancer
  putLoadBalancer(world, others)
  return done()
}

/** ModifyLoadBalancerAttributes: keys that are not named keep their values. */
export const modifyLoadBalancerAttributes = (world: World, arn: string, { attributes = {} }: Given): Verdict =>
  changing(
    world,
    arn,
    (balancer) => ({ attributes: { ...balancer.attributes, ...attributes } }),
    (balancer) => attributesRefusal('LoadBalancer', balancer, attributes)
  )
