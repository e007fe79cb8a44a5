import type { AccountFile } from '../src/index.js'

/** A small account: three zones, a subnet of each kind in each, two certificates that can be used and one that cannot. */
export const exampleAccount = {
  region: 'us-west-2',
  accountId: '123456789012',
  clusterName: 'demo',
  vpcId: 'vpc-0123456789abcdef0',
  availabilityZones: ['a', 'b', 'c'].map((zone) => ({ name: `us-west-2${zone}`, type: 'availability-zone' })),
  subnets: [
    ...['a', 'b', 'c'].map((zone) => ({
      id: `subnet-public-${zone}`,
      az: `us-west-2${zone}`,
      ipv6Cidr: '2600:1f14::/64',
      availableIps: 4000,
      public: true,
      tags: { 'kubernetes.io/role/elb': '1' }
    })),
    ...['a', 'b', 'c'].map((zone) => ({ id: `subnet-private-${zone}`, az: `us-west-2${zone}`, cidr: '10.0.0.0/24' })),
    { id: 'subnet-full', az: 'us-west-2a', availableIps: 7 },
    { id: 'subnet-edge', az: 'us-west-2-lax-1a', type: 'local-zone' },
    { id: 'subnet-elsewhere', az: 'us-west-2b', vpcId: 'vpc-0fedcba9876543210' }
  ],
  securityGroups: [
    { id: 'sg-0aaa0000000000001', name: 'office', tags: { Name: 'office' } },
    { id: 'sg-0aaa0000000000002', name: 'office-too', tags: { Name: 'office' } }
  ],
  certificates: [
    { arn: certificate(1), domainName: 'example.com', sans: ['example.com', '*.example.com'], status: 'ISSUED' },
    { arn: certificate(2), domainName: 'example.org', sans: ['example.org'] },
    { arn: certificate(3), domainName: 'example.net', status: 'EXPIRED' }
  ],
  prefixLists: [{ id: 'pl-0123456789abcdef0', name: 'office' }],
  trustStores: [{ name: 'partners' }],
  targetGroups: [{ name: 'existing' }],
  loadBalancers: [
    {
      name: 'existing',
      scheme: 'internal',
      subnets: ['subnet-private-b', 'subnet-private-c'],
      tags: {
        'elbv2.k8s.aws/cluster': 'demo',
        'ingress.k8s.aws/stack': 'shop/cart',
        'ingress.k8s.aws/resource': 'LoadBalancer'
      }
    }
  ]
} satisfies AccountFile

export function certificate(number: number): string {
  return `arn:aws:acm:us-west-2:123456789012:certificate/0000000${number}-0000-4000-8000-000000000000`
}

/** The same without load balancers and target groups. */
export const emptyAccount: AccountFile = { ...exampleAccount, loadBalancers: [], targetGroups: [] }
