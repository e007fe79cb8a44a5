import type { Spec } from '@alb-ingress/core'
import {
  CreateLoadBalancerCommand,
  type CreateLoadBalancerInput,
  DeleteLoadBalancerCommand,
  ModifyCapacityReservationCommand,
  ModifyIpPoolsCommand,
  ModifyLoadBalancerAttributesCommand,
  SetIpAddressTypeCommand,
  SetSecurityGroupsCommand,
  SetSubnetsCommand
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { literal } from '../shapes/literal.js'
import { reported } from '../shapes/reported.js'
import { sentSubnetMappings } from '../shapes/subnet-mappings.js'
import { sentPairs, somePairs } from '../shapes/text-map.js'
import { given } from '../shapes/understood.js'
import { firstOf, type Handlers, through } from './through.js'

const elbv2 = through((clients) => clients.elbv2())

const some = <A>(list: ReadonlyArray<A> | undefined): ReadonlyArray<A> | undefined =>
  list?.length === 0 ? undefined : list

const creation = (spec: Partial<Spec<'LoadBalancer'>>): CreateLoadBalancerInput => ({
  Name: spec.name,
  Type: spec.type,
  Scheme: spec.scheme,
  IpAddressType: spec.ipAddressType,
  SubnetMappings: sentSubnetMappings(spec.subnetMappings ?? []),
  // AWS takes no empty list: without one, it chooses.
  SecurityGroups: some(spec.securityGroups)?.map(literal),
  CustomerOwnedIpv4Pool: spec.customerOwnedIpv4Pool,
  IpamPools: spec.ipv4IpamPool === undefined ? undefined : { Ipv4IpamPoolId: spec.ipv4IpamPool },
  Tags: somePairs(spec.tags)
})

/** What changes load balancers, but for their tags. */
export const handlers: Handlers = {
  // The answer comes while the load balancer is being provisioned; listeners may be made at once.
  CreateLoadBalancer: elbv2.create('LoadBalancer', async (client, spec) => {
    const { LoadBalancers: [made = {}] = [] } = await client.send(new CreateLoadBalancerCommand(creation(spec)))
    return given({ physicalId: made.LoadBalancerArn, reported: reported(made) })
  }),
  SetSubnets: elbv2.modify('LoadBalancer', (client, LoadBalancerArn, { subnetMappings = [] }) =>
    client.send(new SetSubnetsCommand({ LoadBalancerArn, SubnetMappings: sentSubnetMappings(subnetMappings) }))
  ),
  SetSecurityGroups: elbv2.modify('LoadBalancer', (client, LoadBalancerArn, { securityGroups = [] }) =>
    client.send(new SetSecurityGroupsCommand({ LoadBalancerArn, SecurityGroups: securityGroups.map(literal) }))
  ),
  SetIpAddressType: elbv2.modify('LoadBalancer', (client, LoadBalancerArn, { ipAddressType }) =>
    client.send(new SetIpAddressTypeCommand({ LoadBalancerArn, IpAddressType: ipAddressType }))
  ),
  ModifyLoadBalancerAttributes: elbv2.modify('LoadBalancer', (client, LoadBalancerArn, { attributes = {} }) =>
    client.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes: sentPairs(attributes) }))
  ),
  // No units are no reservation, for which AWS has a word of its own.
  ModifyCapacityReservation: elbv2.modify('LoadBalancer', (client, LoadBalancerArn, { minimumCapacity = 0 }) =>
    client.send(
      new ModifyCapacityReservationCommand(
        minimumCapacity === 0
          ? { LoadBalancerArn, ResetCapacityReservation: true }
          : { LoadBalancerArn, MinimumLoadBalancerCapacity: { CapacityUnits: minimumCapacity } }
      )
    )
  ),
  ModifyIpPools: firstOf(
    elbv2.modify('LoadBalancer', (client, LoadBalancerArn, { ipv4IpamPool }) =>
      client.send(new ModifyIpPoolsCommand({ LoadBalancerArn, IpamPools: { Ipv4IpamPoolId: ipv4IpamPool } }))
    ),
    elbv2.detach('ipv4IpamPool', (client, LoadBalancerArn) =>
      client.send(new ModifyIpPoolsCommand({ LoadBalancerArn, RemoveIpamPools: ['ipv4'] }))
    )
  ),
  DeleteLoadBalancer: elbv2.remove('LoadBalancer', (client, LoadBalancerArn) =>
    client.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }))
  )
}
