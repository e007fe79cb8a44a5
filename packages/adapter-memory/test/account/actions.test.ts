import type { Spec } from '@alb-ingress/core'
import { awsCalls as calls } from '@alb-ingress/core/testing'
import { type Rule, rules } from './rule-table.js'

type Actions = Spec<'ListenerRule'>['actions']
type Conditions = Spec<'ListenerRule'>['conditions']

const ruleWith =
  (conditions: Conditions, actions: Actions = calls.respond('404'), priority = 5): Rule['given'] =>
  async (story) => {
    const { listener: arn } = await story.balanced()
    return calls.create('ListenerRule', 'CreateRule', { listener: arn, priority, conditions, actions })
  }
const action = (...actions: Actions) => ruleWith(calls.pathIs('/x'), actions)

rules('actions', [
  {
    name: 'a redirect to itself is a loop',
    given: action({ type: 'redirect', statusCode: 'HTTP_301' }),
    expected: 'InvalidLoadBalancerAction'
  },
  {
    name: 'another query alone is still a loop',
    given: action({ type: 'redirect', statusCode: 'HTTP_301', query: 'a=b' }),
    expected: 'InvalidLoadBalancerAction'
  },
  {
    name: 'a redirect to another protocol is good',
    given: action({ type: 'redirect', statusCode: 'HTTP_301', protocol: 'HTTPS' }),
    expected: 'done'
  },
  {
    name: 'a redirect says HTTP_301 or HTTP_302',
    given: action({ type: 'redirect', statusCode: '301', port: '443' }),
    expected: 'ValidationError'
  },
  {
    name: 'a redirect path begins with a slash',
    given: action({ type: 'redirect', statusCode: 'HTTP_301', path: 'x' }),
    expected: 'ValidationError'
  },
  {
    name: 'a redirect port is a port',
    given: action({ type: 'redirect', statusCode: 'HTTP_301', port: '0' }),
    expected: 'ValidationError'
  },
  {
    name: 'a fixed response has a status of 2XX, 4XX or 5XX',
    given: action(...calls.respond('302')),
    expected: 'ValidationError'
  },
  {
    name: 'a fixed response has a type that AWS knows',
    given: action({ type: 'fixed-response', statusCode: '200', contentType: 'text/xml' }),
    expected: 'ValidationError'
  },
  {
    name: 'a fixed response has at most 1024 characters',
    given: action({ type: 'fixed-response', statusCode: '200', messageBody: 'a'.repeat(1025) }),
    expected: 'ValidationError'
  },
  {
    name: 'one action answers',
    given: action(...calls.respond('404'), ...calls.respond('503')),
    expected: 'InvalidLoadBalancerAction'
  },
  {
    name: 'a target group must be there',
    given: action(...calls.forwardTo('arn:none')),
    expected: 'TargetGroupNotFound'
  },
  {
    name: 'a forward names a target group',
    given: action({ type: 'forward', targetGroups: [] }),
    expected: 'ValidationError'
  },
  {
    name: 'a forward names at most five',
    given: action(...calls.forwardTo('1', '2', '3', '4', '5', '6')),
    expected: 'TooManyTargetGroups'
  },
  {
    name: 'a weight ends at 999',
    given: action({ type: 'forward', targetGroups: [{ targetGroup: 'a', weight: 1000 }] }),
    expected: 'ValidationError'
  },
  {
    name: 'stickiness lasts a week at most',
    given: action({
      type: 'forward',
      targetGroups: [{ targetGroup: 'a' }],
      stickiness: { enabled: true, durationSeconds: 604801 }
    }),
    expected: 'ValidationError'
  },
  {
    name: 'targets with IPv6 need a dual-stack load balancer',
    given: async (story) => {
      const { listener: arn } = await story.balanced()
      await story.done(story.newTargetGroup('six', { ipAddressType: 'ipv6' }))
      const six = (await story.all('TargetGroup')).find(({ spec }) => 'name' in spec && spec.name === 'six')
      return story.newRule(arn, 2, '/six', calls.forwardTo(six?.physicalId ?? ''))
    },
    expected: 'InvalidConfigurationRequest'
  },
  {
    name: 'an application load balancer does not forward to TCP',
    given: async (story) => {
      const { listener: arn } = await story.balanced()
      await story.done(story.newTargetGroup('tcp', { protocol: 'TCP' }))
      const tcp = (await story.all('TargetGroup')).find(({ spec }) => 'name' in spec && spec.name === 'tcp')
      return story.newRule(arn, 2, '/tcp', calls.forwardTo(tcp?.physicalId ?? ''))
    },
    expected: 'IncompatibleProtocols'
  },
  {
    name: 'a load balancer forwards to so many target groups',
    given: async (story) => {
      const { listener: arn } = await story.balanced()
      return story.newRule(arn, 2, '/b', calls.forwardTo(await story.targetGroup('b')))
    },
    limits: { targetGroupsPerLoadBalancer: 1 },
    expected: 'TooManyUniqueTargetGroupsPerLoadBalancer'
  }
])
