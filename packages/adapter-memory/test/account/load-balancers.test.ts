import { awsCalls as calls } from '@alb-ingress/core/testing'
import { type Rule, rules } from './rule-table.js'

const mappings = (...ids: ReadonlyArray<string>) => ({ subnetMappings: ids.map((subnetId) => ({ subnetId })) })
const named =
  (name: string): Rule['given'] =>
  (story) =>
    story.newLoadBalancer(name)

rules('load balancers', [
  { name: 'a name of 32 letters, digits and hyphens is good', given: named(`k8s-${'a'.repeat(28)}`), expected: 'done' },
  { name: 'a name of 33 characters is too long', given: named('a'.repeat(33)), expected: 'ValidationError' },
  { name: 'a name may not hold underscores', given: named('a_b'), expected: 'ValidationError' },
  { name: 'a name may not end with a hyphen', given: named('ab-'), expected: 'ValidationError' },
  { name: 'a name may not begin with internal-', given: named('internal-ab'), expected: 'ValidationError' },
  { name: 'a name may not be empty', given: named(''), expected: 'ValidationError' },
  {
    name: 'one subnet is too few',
    given: (story) => story.newLoadBalancer('a', mappings('subnet-public-a')),
    expected: 'ValidationError'
  },
  {
    name: 'one subnet in a local zone is enough',
    given: (story) => story.newLoadBalancer('a', mappings('subnet-edge')),
    expected: 'done'
  },
  {
    name: 'two subnets of one zone are refused',
    given: (story) => story.newLoadBalancer('a', mappings('subnet-public-a', 'subnet-private-a', 'subnet-public-b')),
    expected: 'InvalidConfigurationRequest'
  },
  {
    name: 'a subnet that is not there is not found',
    given: (story) => story.newLoadBalancer('a', mappings('subnet-public-a', 'subnet-none')),
    expected: 'SubnetNotFound'
  },
  {
    name: 'a subnet of another VPC is refused',
    given: (story) => story.newLoadBalancer('a', mappings('subnet-public-a', 'subnet-elsewhere')),
    expected: 'InvalidConfigurationRequest'
  },
  {
    name: 'a subnet with seven free addresses is full',
    given: (story) => story.newLoadBalancer('a', mappings('subnet-full', 'subnet-public-b')),
    expected: 'InvalidSubnet'
  },
  {
    name: 'a dual-stack load balancer needs subnets with IPv6',
    given: (story) =>
      story.newLoadBalancer('a', { ipAddressType: 'dualstack', ...mappings('subnet-private-a', 'subnet-private-b') }),
    expected: 'InvalidSubnet'
  },
  {
    name: 'a security group that is not there is refused',
    given: (story) => story.newLoadBalancer('a', { securityGroups: ['sg-00000000000000000'] }),
    expected: 'InvalidSecurityGroup'
  },
  {
    name: 'the same name with another scheme is a duplicate',
    given: async (story) => {
      await story.loadBalancer('a')
      return story.newLoadBalancer('a', { scheme: 'internet-facing' })
    },
    expected: 'DuplicateLoadBalancerName'
  },
  {
    name: 'the same name with other tags is a duplicate',
    given: async (story) => {
      await story.loadBalancer('a')
      return story.newLoadBalancer('a', { tags: { other: 'tags' } })
    },
    expected: 'DuplicateLoadBalancerName'
  },
  {
    name: 'the same subnets in another order are the same settings',
    given: async (story) => {
      await story.loadBalancer('a')
      return story.newLoadBalancer('a', mappings('subnet-public-b', 'subnet-public-a'))
    },
    expected: 'done'
  },
  {
    name: 'an account has so many',
    given: async (story) => {
      await story.loadBalancer('a')
      return story.newLoadBalancer('b')
    },
    limits: { loadBalancers: 1 },
    expected: 'TooManyLoadBalancers'
  },
  {
    name: 'subnets without IPv6 cannot be set on a dual-stack load balancer',
    given: async (story) => {
      const arn = await story.loadBalancer('a', { ipAddressType: 'dualstack' })
      return calls.modify('LoadBalancer', arn, 'SetSubnets', mappings('subnet-private-a', 'subnet-private-b'))
    },
    expected: 'InvalidSubnet'
  },
  {
    name: 'one that is protected is not deleted',
    given: async (story) => {
      const arn = await story.loadBalancer('a')
      const attributes = { 'deletion_protection.enabled': 'true' }
      await story.done(calls.modify('LoadBalancer', arn, 'ModifyLoadBalancerAttributes', { attributes }))
      return calls.remove('LoadBalancer', arn)
    },
    expected: 'OperationNotPermitted'
  },
  {
    name: 'a creating call carries no attributes',
    given: (story) => story.newLoadBalancer('a', { attributes: { 'routing.http2.enabled': 'false' } }),
    expected: 'InvalidAction'
  }
])
