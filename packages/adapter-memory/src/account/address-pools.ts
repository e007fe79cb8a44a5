import type { LoadBalancer } from './records.js'
import { type Refusal, when } from './refusal.js'
import type { World } from './world.js'

/** A pool of addresses that a customer brings must be one of the account's. */
export const customerOwnedPoolRefusal = (
  { file }: World,
  { customerOwnedIpv4Pool: pool }: Pick<LoadBalancer, 'customerOwnedIpv4Pool'>
): Refusal =>
  when(
    pool !== undefined && !(file.customerOwnedPools ?? []).includes(pool),
    'InvalidConfigurationRequest',
    `The customer-owned address pool '${pool}' does not exist`
  )

/** A pool is for public IPv4 addresses, so a load balancer without any has no use for one. */
export const ipamPoolRefusal = ({
  scheme,
  ipAddressType,
  ipv4IpamPool
}: Pick<LoadBalancer, 'scheme' | 'ipAddressType' | 'ipv4IpamPool'>): Refusal =>
  when(
    ipv4IpamPool !== undefined && (scheme === 'internal' || ipAddressType === 'dualstack-without-public-ipv4'),
    'InvalidConfigurationRequest',
    'IPAM pools are for load balancers with public IPv4 addresses'
  )
