import { awsCalls } from '@alb-ingress/core/testing'
import { type Case, elbv2 } from './case.js'

const { create, modify, detach, remove } = awsCalls

/** Load balancers, but for what other services keep for them. */
export const loadBalancers: ReadonlyArray<Case> = [
  {
    name: 'a load balancer is created with its subnets as mappings',
    call: create('LoadBalancer', 'CreateLoadBalancer', {
      ...{ name: 'shop', type: 'application', scheme: 'internal', ipAddressType: 'dualstack' },
      securityGroups: ['sg-1', 'sg-2'],
      subnetMappings: [{ subnetId: 'subnet-1', allocationId: 'eipalloc-1' }, { subnetId: 'subnet-2' }],
      customerOwnedIpv4Pool: 'coip-1',
      ipv4IpamPool: 'ipam-pool-9',
      tags: { team: 'shop', owner: '' }
    }),
    host: elbv2,
    parameters: {
      Name: 'shop',
      Type: 'application',
      Scheme: 'internal',
      IpAddressType: 'dualstack',
      'SecurityGroups.member.1': 'sg-1',
      'SecurityGroups.member.2': 'sg-2',
      'SubnetMappings.member.1.SubnetId': 'subnet-1',
      'SubnetMappings.member.1.AllocationId': 'eipalloc-1',
      'SubnetMappings.member.2.SubnetId': 'subnet-2',
      CustomerOwnedIpv4Pool: 'coip-1',
      'IpamPools.Ipv4IpamPoolId': 'ipam-pool-9',
      'Tags.member.1.Key': 'owner',
      'Tags.member.1.Value': '',
      'Tags.member.2.Key': 'team',
      'Tags.member.2.Value': 'shop'
    }
  },
  {
    name: 'one without security groups says nothing of them',
    call: create('LoadBalancer', 'CreateLoadBalancer', {
      ...{ name: 'front', type: 'network', securityGroups: [], subnetMappings: [{ subnetId: 'subnet-1' }] }
    }),
    host: elbv2,
    parameters: { Name: 'front', Type: 'network', 'SubnetMappings.member.1.SubnetId': 'subnet-1' }
  },
  {
    name: 'new subnets are all that it shall have',
    call: modify('LoadBalancer', 'arn', 'SetSubnets', { subnetMappings: [{ subnetId: 'subnet-1' }] }),
    host: elbv2,
    parameters: { LoadBalancerArn: 'arn', 'SubnetMappings.member.1.SubnetId': 'subnet-1' }
  },
  {
    name: 'and so are new security groups',
    call: modify('LoadBalancer', 'arn', 'SetSecurityGroups', { securityGroups: ['sg-1'] }),
    host: elbv2,
    parameters: { LoadBalancerArn: 'arn', 'SecurityGroups.member.1': 'sg-1' }
  },
  {
    name: 'a type of addresses',
    call: modify('LoadBalancer', 'arn', 'SetIpAddressType', { ipAddressType: 'ipv4' }),
    host: elbv2,
    parameters: { LoadBalancerArn: 'arn', IpAddressType: 'ipv4' }
  },
  {
    name: 'attributes are sorted',
    call: modify('LoadBalancer', 'arn', 'ModifyLoadBalancerAttributes', {
      attributes: { 'routing.http2.enabled': 'true', 'idle_timeout.timeout_seconds': '120' }
    }),
    host: elbv2,
    parameters: {
      LoadBalancerArn: 'arn',
      'Attributes.member.1.Key': 'idle_timeout.timeout_seconds',
      'Attributes.member.1.Value': '120',
      'Attributes.member.2.Key': 'routing.http2.enabled',
      'Attributes.member.2.Value': 'true'
    }
  },
  {
    name: 'capacity is reserved in units',
    call: modify('LoadBalancer', 'arn', 'ModifyCapacityReservation', { minimumCapacity: 100 }),
    host: elbv2,
    parameters: { LoadBalancerArn: 'arn', 'MinimumLoadBalancerCapacity.CapacityUnits': '100' }
  },
  {
    name: 'and none is AWS’s word for taking the reservation back',
    call: modify('LoadBalancer', 'arn', 'ModifyCapacityReservation', { minimumCapacity: 0 }),
    host: elbv2,
    parameters: { LoadBalancerArn: 'arn', ResetCapacityReservation: 'true' }
  },
  {
    name: 'a pool of addresses',
    call: modify('LoadBalancer', 'arn', 'ModifyIpPools', { ipv4IpamPool: 'ipam-pool-9' }),
    host: elbv2,
    parameters: { LoadBalancerArn: 'arn', 'IpamPools.Ipv4IpamPoolId': 'ipam-pool-9' }
  },
  {
    name: 'is taken off by the same action',
    call: detach('LoadBalancer', 'arn', 'ModifyIpPools', 'ipv4IpamPool', 'ipam-pool-9'),
    host: elbv2,
    parameters: { LoadBalancerArn: 'arn', 'RemoveIpamPools.member.1': 'ipv4' }
  },
  {
    name: 'a load balancer is deleted',
    call: remove('LoadBalancer', 'arn'),
    host: elbv2,
    parameters: { LoadBalancerArn: 'arn' }
  }
]
