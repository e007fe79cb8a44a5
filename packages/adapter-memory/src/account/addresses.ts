import type { SubnetMapping } from '@alb-ingress/core'
import type { LoadBalancer } from './records.js'
import { firstRefusal, type Refusal, when } from './refusal.js'
import type { World } from './world.js'

/** Elastic IP addresses of a load balancer: allocation ids by subnet. */
export type Addresses = Readonly<Record<string, string>>

/** The addresses that subnets are asked for with. */
export const addressesIn = (mappings: ReadonlyArray<SubnetMapping>): Addresses =>
  Object.fromEntries(
    mappings.flatMap(({ subnetId, allocationId }) => (allocationId === undefined ? [] : [[subnetId, allocationId]]))
  )

/** What a record says of addresses: nothing where there are none. */
export const someAddresses = (mappings: ReadonlyArray<SubnetMapping>): Pick<LoadBalancer, 'addresses'> => {
  const addresses = addressesIn(mappings)
  return Object.keys(addresses).length === 0 ? {} : { addresses }
}

/** The mappings of a load balancer as AWS shows them. */
export const mappingsOf = ({ subnets, addresses = {} }: LoadBalancer): ReadonlyArray<SubnetMapping> =>
  subnets.map((subnetId) => {
    const allocationId = addresses[subnetId]
    return allocationId === undefined ? { subnetId } : { subnetId, allocationId }
  })

/** Only internet-facing network load balancers have such addresses, and each address is of one load balancer. */
export const addressesRefusal = (
  world: World,
  { type, scheme }: Pick<LoadBalancer, 'type' | 'scheme'>,
  addresses: Addresses,
  arn?: string
): Refusal => {
  const ids = Object.values(addresses)
  if (ids.length === 0) return undefined
  const taken = new Set(
    [...world.loadBalancers.values()].flatMap((each) => (each.arn === arn ? [] : Object.values(each.addresses ?? {})))
  )
  return (
    when(
      type !== 'network' || scheme !== 'internet-facing',
      'InvalidConfigurationRequest',
      'Elastic IP addresses are only for internet-facing load balancers of type network'
    ) ??
    firstRefusal(ids, (id) =>
      when(!id.startsWith('eipalloc-'), 'AllocationIdNotFound', `The allocation ID '${id}' is not found`)
    ) ??
    firstRefusal(ids, (id) =>
      when(
        taken.has(id) || ids.filter((each) => each === id).length > 1,
        'ResourceInUse',
        `The allocation ID '${id}' is in use`
      )
    )
  )
}
