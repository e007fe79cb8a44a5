import { awsCalls } from '@alb-ingress/core/testing'
import { type Case, ec2 } from './case.js'

const { create, change, remove, tag, untag } = awsCalls

const permission = { protocol: 'tcp', fromPort: 80, toPort: 81 }
const sources = [
  { ...permission, source: { cidr: '192.0.2.0/24' } },
  { ...permission, source: { cidrIpv6: '2001:db8::/32' } },
  { ...permission, source: { prefixListId: 'pl-1' } },
  { ...permission, source: { securityGroup: 'sg-2' }, description: 'of a binding' },
  { protocol: '-1', fromPort: 0, toPort: 0, source: { securityGroup: 'sg-3' } }
]

const permissionParameters = {
  'IpPermissions.1.IpProtocol': 'tcp',
  'IpPermissions.1.FromPort': '80',
  'IpPermissions.1.ToPort': '81',
  'IpPermissions.1.IpRanges.1.CidrIp': '192.0.2.0/24',
  'IpPermissions.2.IpProtocol': 'tcp',
  'IpPermissions.2.FromPort': '80',
  'IpPermissions.2.ToPort': '81',
  'IpPermissions.2.Ipv6Ranges.1.CidrIpv6': '2001:db8::/32',
  'IpPermissions.3.IpProtocol': 'tcp',
  'IpPermissions.3.FromPort': '80',
  'IpPermissions.3.ToPort': '81',
  'IpPermissions.3.PrefixListIds.1.PrefixListId': 'pl-1',
  'IpPermissions.4.IpProtocol': 'tcp',
  'IpPermissions.4.FromPort': '80',
  'IpPermissions.4.ToPort': '81',
  'IpPermissions.4.Groups.1.GroupId': 'sg-2',
  'IpPermissions.4.Groups.1.Description': 'of a binding',
  'IpPermissions.5.IpProtocol': '-1',
  'IpPermissions.5.Groups.1.GroupId': 'sg-3'
}

/** Security groups, their permissions and their tags. */
export const securityGroups: ReadonlyArray<Case> = [
  {
    name: 'a security group is tagged as it is created',
    call: create('SecurityGroup', 'CreateSecurityGroup', {
      ...{ groupName: 'k8s-shop', description: 'for a load balancer', vpcId: 'vpc-1', tags: { team: 'shop' } }
    }),
    host: ec2,
    parameters: {
      GroupName: 'k8s-shop',
      GroupDescription: 'for a load balancer',
      VpcId: 'vpc-1',
      'TagSpecification.1.ResourceType': 'security-group',
      'TagSpecification.1.Tag.1.Key': 'team',
      'TagSpecification.1.Tag.1.Value': 'shop'
    }
  },
  {
    name: 'each permission has one source',
    call: change('add', 'SecurityGroup', 'sg-1', 'AuthorizeSecurityGroupIngress', 'ingress', sources),
    host: ec2,
    parameters: { GroupId: 'sg-1', ...permissionParameters }
  },
  {
    name: 'also when it is taken back',
    call: change('remove', 'SecurityGroup', 'sg-1', 'RevokeSecurityGroupIngress', 'ingress', sources),
    host: ec2,
    parameters: { GroupId: 'sg-1', ...permissionParameters }
  },
  {
    name: 'tags of security groups are EC2’s',
    call: tag('SecurityGroup', ['sg-1', 'sg-2'], { team: 'shop' }),
    host: ec2,
    parameters: { 'ResourceId.1': 'sg-1', 'ResourceId.2': 'sg-2', 'Tag.1.Key': 'team', 'Tag.1.Value': 'shop' }
  },
  {
    name: 'which takes them off by key and value',
    call: untag('SecurityGroup', ['sg-1'], { team: 'shop' }),
    host: ec2,
    parameters: { 'ResourceId.1': 'sg-1', 'Tag.1.Key': 'team', 'Tag.1.Value': 'shop' }
  },
  {
    name: 'a security group is deleted',
    call: remove('SecurityGroup', 'sg-1'),
    host: ec2,
    parameters: { GroupId: 'sg-1' }
  }
]
