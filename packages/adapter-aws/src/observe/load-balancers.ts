import type { Fault, FoundResource, TE } from '@alb-ingress/core'
import { type LoadBalancer, paginateDescribeLoadBalancers } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Ask } from '../asking/asking.js'
import { allPages } from '../asking/pages.js'
import type { Clients } from '../clients.js'
import { reported } from '../shapes/reported.js'
import { shownSubnetMappings } from '../shapes/subnet-mappings.js'
import { shownSpec } from './spec.js'

/** As many as AWS puts on a page. */
export const pageSize = 400

/** All load balancers of the region, as AWS shows them: it has no filter for tags. */
export const listLoadBalancers = (clients: Clients, ask: Ask): TE.TaskEither<Fault, ReadonlyArray<LoadBalancer>> =>
  ask('DescribeLoadBalancers', async () =>
    allPages(
      paginateDescribeLoadBalancers({ client: await clients.elbv2(), pageSize }, {}),
      ({ LoadBalancers }) => LoadBalancers
    )
  )

type Found = Omit<Extract<FoundResource, { kind: 'LoadBalancer' }>, 'tags'>

/** A load balancer as the core knows it, without tags. */
export const shownLoadBalancer = (balancer: LoadBalancer): Found => ({
  kind: 'LoadBalancer',
  physicalId: balancer.LoadBalancerArn ?? '',
  reported: reported(balancer),
  spec: shownSpec('LoadBalancer', {
    name: balancer.LoadBalancerName,
    type: balancer.Type,
    scheme: balancer.Scheme,
    ipAddressType: balancer.IpAddressType,
    securityGroups: balancer.SecurityGroups ?? [],
    subnetMappings: shownSubnetMappings(balancer.AvailabilityZones),
    customerOwnedIpv4Pool: balancer.CustomerOwnedIpv4Pool,
    ipv4IpamPool: balancer.IpamPools?.Ipv4IpamPoolId
  })
})
