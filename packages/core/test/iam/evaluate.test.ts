import { describe, expect, test } from 'vitest'
import { type IamPolicy, iamPolicy, installation, type PolicyPlace } from '../../src/index.js'
import { isAllowed, type Request } from './evaluate.js'

const here: PolicyPlace = {
  ...{ partition: 'aws', region: 'eu-central-1', accountId: '111122223333', vpcId: 'vpc-1' },
  ...{ clusterName: 'demo', roles: ['arn:aws:iam::444455556666:role/edge'] }
}
const install = installation(here)
const usual = iamPolicy(install, here)
const takingOver: IamPolicy = {
  ...usual,
  Statement: [...usual.Statement, ...iamPolicy(install, here, 'take-over').Statement]
}

const elb = (rest: string): string => `arn:aws:elasticloadbalancing:eu-central-1:111122223333:${rest}`
const balancer = elb('loadbalancer/app/k8s-demo/1')
const targetGroup = elb('targetgroup/k8s-demo/1')
const listener = elb('listener/app/k8s-demo/1/2')
const securityGroup = 'arn:aws:ec2:eu-central-1:111122223333:security-group/sg-1'
const vpc = (id: string): string => `arn:aws:ec2:eu-central-1:111122223333:vpc/${id}`
const on = (cluster: string) => ({ 'aws:ResourceTag/elbv2.k8s.aws/cluster': cluster })
const by = (cluster: string, more: object = {}) => ({ 'aws:RequestTag/elbv2.k8s.aws/cluster': cluster, ...more })
const ask =
  (service: string) =>
  (action: string, resource: string, context: Request['context'] = {}) => ({
    ...{ action: `${service}:${action}`, resource, context }
  })
const [elastic, ec2, sts] = [ask('elasticloadbalancing'), ask('ec2'), ask('sts')]
const creating = { 'elasticloadbalancing:CreateAction': 'CreateLoadBalancer' }
const clusterKey = { 'aws:TagKeys': ['team', 'elbv2.k8s.aws/cluster'] }

describe('what the usual policy says to single calls', () => {
  test.each([
    { name: 'a load balancer of the cluster is created', call: elastic('CreateLoadBalancer', balancer, by('demo')) },
    { name: 'its tags come with it', call: elastic('AddTags', balancer, by('demo', creating)) },
    { name: 'ours is deleted', call: elastic('DeleteLoadBalancer', balancer, on('demo')) },
    { name: 'ours gets another tag', call: elastic('AddTags', balancer, { ...on('demo'), 'aws:TagKeys': ['team'] }) },
    { name: 'a listener is made', call: elastic('CreateListener', balancer, on('demo')) },
    { name: 'a rule is made', call: elastic('CreateRule', listener) },
    { name: 'targets are registered with a target group of others', call: elastic('RegisterTargets', targetGroup) },
    { name: 'a security group is made', call: ec2('CreateSecurityGroup', securityGroup, by('demo')) },
    { name: 'in the VPC', call: ec2('CreateSecurityGroup', vpc('vpc-1')) },
    {
      name: 'nodes are opened',
      call: ec2('AuthorizeSecurityGroupIngress', securityGroup, { 'ec2:Vpc': vpc('vpc-1') })
    },
    { name: 'a named role is assumed', call: sts('AssumeRole', 'arn:aws:iam::444455556666:role/edge') },
    { name: 'anything is looked at', call: elastic('DescribeLoadBalancers', '*') }
  ])('yes: $name', ({ call }) => {
    expect(isAllowed(usual, call)).toBe(true)
  })

  test.each([
    { name: 'a load balancer without the tag', call: elastic('CreateLoadBalancer', balancer) },
    { name: 'one in the name of another cluster', call: elastic('CreateLoadBalancer', balancer, by('other')) },
    { name: 'deleting that of another cluster', call: elastic('DeleteLoadBalancer', balancer, on('other')) },
    { name: 'changing one of nobody', call: elastic('SetSubnets', balancer) },
    { name: 'making a foreign one ours', call: elastic('AddTags', balancer, by('demo')) },
    { name: 'giving ours away', call: elastic('RemoveTags', balancer, { ...on('demo'), ...clusterKey }) },
    { name: 'deleting a foreign security group', call: ec2('DeleteSecurityGroup', securityGroup) },
    { name: 'one in another VPC', call: ec2('CreateSecurityGroup', vpc('vpc-2')) },
    {
      name: 'opening nodes in another VPC',
      call: ec2('AuthorizeSecurityGroupIngress', securityGroup, { 'ec2:Vpc': vpc('vpc-2') })
    },
    { name: 'another role', call: sts('AssumeRole', 'arn:aws:iam::444455556666:role/admin') }
  ])('no: $name', ({ call }) => {
    expect(isAllowed(usual, call)).toBe(false)
  })
})

describe('what it says while former load balancers are taken over', () => {
  const former = { 'aws:ResourceTag/ingress.k8s.aws/cluster': 'demo', 'aws:ResourceTag/ingress.k8s.aws/stack': 'a/b' }

  test.each([
    { name: 'they get our tags', call: elastic('AddTags', balancer, { ...former, ...by('demo') }) },
    { name: 'they are deleted where nobody wants them', call: elastic('DeleteLoadBalancer', balancer, former) }
  ])('yes, and only then: $name', ({ call }) => {
    expect(isAllowed(takingOver, call)).toBe(true)
    expect(isAllowed(usual, call)).toBe(false)
  })

  test.each([
    { name: 'for another cluster', call: elastic('AddTags', balancer, { ...former, ...by('other') }) },
    { name: 'one without any such tag', call: elastic('AddTags', balancer, by('demo')) }
  ])('no: $name', ({ call }) => {
    expect(isAllowed(takingOver, call)).toBe(false)
  })
})
