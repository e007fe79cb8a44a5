import { equal, type Spec } from '@alb-ingress/core'
import { customerOwnedPoolRefusal, ipamPoolRefusal } from './address-pools.js'
import { addressesRefusal, someAddresses } from './addresses.js'
import { arnSuffix, dnsName, loadBalancerArn, nextNumber } from './ids.js'
import { texts } from './literal.js'
import { nameRefusal, reservedNameRefusal } from './names.js'
import type { LoadBalancer } from './records.js'
import { declined, done, firstRefusal, type Refusal, refuse, unless, type Verdict, when } from './refusal.js'
import { dropLoadBalancer, loadBalancerNamed, putLoadBalancer } from './store.js'
import { subnetsRefusal } from './subnets.js'
import { tagsRefusal } from './tags.js'
import type { World } from './world.js'

type Given = Partial<Spec<'LoadBalancer'>>
type Asked = Omit<LoadBalancer, 'arn' | 'dnsName' | 'state'>

/** How long things take that AWS answers before they are done, in milliseconds. */
export interface Delays {
  /** From the creation of a load balancer until it is active. */
  readonly provisioning: number
  /** From the deletion of a load balancer until its network interfaces let go of its security groups. */
  readonly interfaces: number
  /** From the registration of a target until its health checks have passed. */
  readonly health: number
}

/**
 * CreateLoadBalancer. The answer comes while the load balancer is being provisioned. The same name with the same settings gives
 * the load balancer that is there; with others it is a duplicate.
 */
export const createLoadBalancer = (world: World, given: Given, now: number, delays: Delays): Verdict => {
  const asked = withDefaults(world, given)
  const refusal = askedRefusal(world, asked)
  if (refusal !== undefined) return declined(refusal)
  const existing = loadBalancerNamed(world, asked.name)
  if (existing !== undefined) return again(world, existing, asked, now)
  if (world.loadBalancers.size >= world.limits.loadBalancers) {
    return declined(
      refuse('TooManyLoadBalancers', `the account has ${world.loadBalancers.size} load balancers already`)
    )
  }
  const number = nextNumber(world)
  const arn = loadBalancerArn(world.place, asked.type, asked.name, arnSuffix(number))
  const host = dnsName(world.place, asked.name, asked.scheme, asked.type, number)
  putLoadBalancer(world, { arn, dnsName: host, ...asked })
  world.activeFrom.set(arn, now + delays.provisioning)
  return done({ physicalId: arn, reported: { dnsName: host, state: 'provisioning' } })
}

const withDefaults = (world: World, given: Given): Asked => ({
  name: given.name ?? '',
  type: given.type ?? 'application',
  scheme: given.scheme ?? 'internet-facing',
  vpcId: world.place.vpcId,
  ipAddressType: given.ipAddressType ?? 'ipv4',
  subnets: (given.subnetMappings ?? []).map(({ subnetId }) => subnetId),
  securityGroups: texts(given.securityGroups),
  attributes: {},
  tags: given.tags ?? {},
  ...someAddresses(given.subnetMappings ?? []),
  ...(given.customerOwnedIpv4Pool === undefined ? {} : { customerOwnedIpv4Pool: given.customerOwnedIpv4Pool }),
  ...(given.ipv4IpamPool === undefined ? {} : { ipv4IpamPool: given.ipv4IpamPool })
})

const askedRefusal = (world: World, asked: Asked): Refusal =>
  nameRefusal('Load balancer', asked.name) ??
  reservedNameRefusal(asked.name) ??
  subnetsRefusal(world, asked.type, asked.ipAddressType, asked.subnets) ??
  securityGroupsRefusal(world, asked.securityGroups) ??
  customerOwnedPoolRefusal(world, asked) ??
  ipamPoolRefusal(asked) ??
  addressesRefusal(world, asked, asked.addresses ?? {}) ??
  tagsRefusal(world, asked.tags)

/** Security groups of a load balancer exist, are of its VPC, and are not too many. */
export const securityGroupsRefusal = (world: World, ids: ReadonlyArray<string>): Refusal =>
  firstRefusal(ids, (id) => {
    const group = world.securityGroups.get(id)
    return when(
      group === undefined || group.vpcId !== world.place.vpcId,
      'InvalidSecurityGroup',
      `The security group '${id}' does not exist in the VPC`
    )
  }) ??
  when(
    ids.length > world.limits.securityGroupsPerLoadBalancer,
    'InvalidConfigurationRequest',
    `A load balancer has at most ${world.limits.securityGroupsPerLoadBalancer} security groups`
  )

// Subnets and groups are sets to AWS. Attributes change later, and are no part of what was asked for.
const settingsOf = (asked: Asked): unknown => {
  const { name, type, scheme, vpcId, ipAddressType, subnets, securityGroups, tags } = asked
  const { customerOwnedIpv4Pool, ipv4IpamPool } = asked
  return {
    ...{ name, type, scheme, vpcId, ipAddressType, customerOwnedIpv4Pool, ipv4IpamPool, tags },
    addresses: asked.addresses ?? {},
    subnets: [...subnets].sort(),
    securityGroups: [...securityGroups].sort()
  }
}

const again = (world: World, existing: LoadBalancer, asked: Asked, now: number): Verdict =>
  equal(settingsOf(existing), settingsOf(asked))
    ? done({ physicalId: existing.arn, reported: { dnsName: existing.dnsName, state: stateOf(world, existing, now) } })
    : declined(
        refuse(
          'DuplicateLoadBalancerName',
          `A load balancer with the same name '${asked.name}' exists, but with different settings`
        )
      )

/** Whether a load balancer is still being made; nothing fails unless the account file says so. */
export const stateOf = (
  world: World,
  { arn, state }: LoadBalancer,
  now: number
): 'provisioning' | 'active' | 'failed' => {
  if (state !== undefined) return state
  return now < (world.activeFrom.get(arn) ?? now) ? 'provisioning' : 'active'
}

/**
 * DeleteLoadBalancer: takes listeners and rules along, and releases target groups; refused while it is a target itself. One that is not
 * there counts as deleted.
 */
export const deleteLoadBalancer = (world: World, arn: string, now: number, delays: Delays): Verdict => {
  const balancer = world.loadBalancers.get(arn)
  if (balancer === undefined) return done()
  const isProtected = balancer.attributes['deletion_protection.enabled'] === 'true'
  const refusal =
    when(
      isProtected,
      'OperationNotPermitted',
      `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`
    ) ??
    when(
      world.indexes.targetOf.has(arn),
      'ResourceInUse',
      `Load balancer '${arn}' cannot be deleted because it is registered as a target`
    )
  return unless(refusal, () => {
    dropLoadBalancer(world, arn)
    const until = now + delays.interfaces
    if (until > now) world.interfaces.push({ securityGroups: balancer.securityGroups, until })
    return undefined
  })
}
