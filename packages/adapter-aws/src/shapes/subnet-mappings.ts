import type { SubnetMapping } from '@alb-ingress/core'
import type { AvailabilityZone, SubnetMapping as SdkSubnetMapping } from '@aws-sdk/client-elastic-load-balancing-v2'
import { given } from './understood.js'

/** The subnets of a load balancer as they are sent. */
export const sentSubnetMappings = (mappings: ReadonlyArray<SubnetMapping>): Array<SdkSubnetMapping> =>
  mappings.map(({ subnetId, allocationId }) => ({ SubnetId: subnetId, AllocationId: allocationId }))

/** The same as AWS shows them: by zone, and an elastic IP address among the addresses of the zone. */
export const shownSubnetMappings = (zones: ReadonlyArray<AvailabilityZone> = []): ReadonlyArray<SubnetMapping> =>
  zones.map(({ SubnetId = '', LoadBalancerAddresses = [] }) => ({
    subnetId: SubnetId,
    ...given({ allocationId: LoadBalancerAddresses.find(({ AllocationId }) => AllocationId)?.AllocationId })
  }))
