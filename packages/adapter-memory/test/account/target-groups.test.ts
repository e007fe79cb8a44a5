import type { Spec } from '@alb-ingress/core'
import { awsCalls as calls } from '@alb-ingress/core/testing'
import { type Rule, rules } from './rule-table.js'

const targetGroup =
  (given: Partial<Spec<'TargetGroup'>>): Rule['given'] =>
  (story) =>
    story.newTargetGroup('a', given)
const check = (given: Partial<typeof calls.healthCheck>) =>
  targetGroup({ healthCheck: { ...calls.healthCheck, ...given } })

rules('target groups', [
  { name: 'a port is 1 to 65535', given: targetGroup({ port: 0 }), expected: 'ValidationError' },
  { name: 'the VPC must be there', given: targetGroup({ vpcId: 'vpc-1' }), expected: 'ValidationError' },
  {
    name: 'a load balancer as target speaks TCP',
    given: targetGroup({ targetType: 'alb' }),
    expected: 'ValidationError'
  },
  { name: 'an interval is 5 seconds at least', given: check({ intervalSeconds: 4 }), expected: 'ValidationError' },
  { name: 'a timeout is shorter than the interval', given: check({ timeoutSeconds: 15 }), expected: 'ValidationError' },
  { name: 'a threshold is 2 at least', given: check({ healthyThresholdCount: 1 }), expected: 'ValidationError' },
  { name: 'a path begins with a slash', given: check({ path: 'health' }), expected: 'ValidationError' },
  { name: 'a port of health checks may be a number', given: check({ port: '8080' }), expected: 'done' },
  { name: 'a port of health checks may not be a name', given: check({ port: 'http' }), expected: 'ValidationError' },
  { name: 'codes may be lists and ranges', given: check({ matcher: { httpCode: '200-299,404' } }), expected: 'done' },
  { name: 'codes end at 499', given: check({ matcher: { httpCode: '200-500' } }), expected: 'ValidationError' },
  { name: 'gRPC codes end at 99', given: check({ matcher: { grpcCode: '0-100' } }), expected: 'ValidationError' },
  {
    name: 'an account has so many',
    given: async (story) => {
      await story.targetGroup('a')
      return story.newTargetGroup('b')
    },
    limits: { targetGroups: 1 },
    expected: 'TooManyTargetGroups'
  }
])
