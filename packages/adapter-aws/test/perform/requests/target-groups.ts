import { awsCalls } from '@alb-ingress/core/testing'
import { type Case, elbv2 } from './case.js'

const { create, modify, change, remove } = awsCalls

const healthCheckParameters = {
  HealthCheckEnabled: 'true',
  HealthCheckPort: 'traffic-port',
  HealthCheckProtocol: 'HTTP',
  HealthCheckPath: '/',
  'Matcher.HttpCode': '200',
  HealthCheckIntervalSeconds: '15',
  HealthCheckTimeoutSeconds: '5',
  HealthyThresholdCount: '2',
  UnhealthyThresholdCount: '2'
}

const groupSpec = {
  ...({
    name: 'cart',
    targetType: 'ip',
    protocol: 'HTTP',
    protocolVersion: 'HTTP1',
    port: 80,
    vpcId: 'vpc-1'
  } as const),
  healthCheck: awsCalls.healthCheck
}

const groupParameters = {
  ...{ Name: 'cart', TargetType: 'ip', Protocol: 'HTTP', ProtocolVersion: 'HTTP1', Port: '80', VpcId: 'vpc-1' },
  ...healthCheckParameters
}

const pods = [
  { id: '10.0.0.7', port: 8080 },
  { id: '100.64.0.7', port: 8080, availabilityZone: 'all' }
]

/** Target groups and their targets. */
export const targetGroups: ReadonlyArray<Case> = [
  {
    name: 'a target group of IPv4 addresses says nothing of their type',
    call: create('TargetGroup', 'CreateTargetGroup', { ...groupSpec, ipAddressType: 'ipv4' }),
    host: elbv2,
    parameters: groupParameters
  },
  {
    name: 'one of IPv6 addresses does, and one with agents names their port',
    call: create('TargetGroup', 'CreateTargetGroup', { ...groupSpec, ipAddressType: 'ipv6', targetControlPort: 3000 }),
    host: elbv2,
    parameters: { ...groupParameters, IpAddressType: 'ipv6', TargetControlPort: '3000' }
  },
  {
    name: 'a health check is changed as a whole',
    call: modify('TargetGroup', 'arn', 'ModifyTargetGroup', { healthCheck: awsCalls.healthCheck }),
    host: elbv2,
    parameters: { TargetGroupArn: 'arn', ...healthCheckParameters }
  },
  {
    name: 'attributes of a target group',
    call: modify('TargetGroup', 'arn', 'ModifyTargetGroupAttributes', { attributes: { a: 'b' } }),
    host: elbv2,
    parameters: { TargetGroupArn: 'arn', 'Attributes.member.1.Key': 'a', 'Attributes.member.1.Value': 'b' }
  },
  {
    name: 'pods are targets by address, with a zone where they are outside of the VPC',
    call: change('add', 'TargetGroup', 'arn', 'RegisterTargets', 'targets', pods),
    host: elbv2,
    parameters: {
      TargetGroupArn: 'arn',
      'Targets.member.1.Id': '10.0.0.7',
      'Targets.member.1.Port': '8080',
      'Targets.member.2.Id': '100.64.0.7',
      'Targets.member.2.Port': '8080',
      'Targets.member.2.AvailabilityZone': 'all'
    }
  },
  {
    name: 'a load balancer is a target by its ARN, whatever listener it needed',
    call: change('remove', 'TargetGroup', 'arn', 'DeregisterTargets', 'targets', [
      { loadBalancer: 'arn:lb', port: 80, listener: 'arn:listener' }
    ]),
    host: elbv2,
    parameters: { TargetGroupArn: 'arn', 'Targets.member.1.Id': 'arn:lb', 'Targets.member.1.Port': '80' }
  },
  {
    name: 'a target group is deleted',
    call: remove('TargetGroup', 'arn'),
    host: elbv2,
    parameters: { TargetGroupArn: 'arn' }
  }
]
