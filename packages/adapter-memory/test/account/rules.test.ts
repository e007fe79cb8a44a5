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
const host = (...values: ReadonlyArray<string>): Conditions => [{ field: 'host-header', values }]

rules('rules', [
  { name: 'there must be a condition', given: ruleWith([]), expected: 'ValidationError' },
  { name: 'a condition must have a value', given: ruleWith(host()), expected: 'ValidationError' },
  {
    name: 'five values are good',
    given: ruleWith([...host('a.b', 'c.d'), ...calls.pathIs('/a', '/b', '/c')]),
    expected: 'done'
  },
  { name: 'six values are too many', given: ruleWith(host('a', 'b', 'c', 'd', 'e', 'f')), expected: 'ValidationError' },
  { name: 'six wildcards are too many', given: ruleWith(calls.pathIs('/*/*/*/?/*/*')), expected: 'ValidationError' },
  {
    name: 'two host conditions are too many',
    given: ruleWith([...host('a.b'), ...host('c.d')]),
    expected: 'ValidationError'
  },
  { name: 'a host of 129 characters is too long', given: ruleWith(host('a'.repeat(129))), expected: 'ValidationError' },
  { name: 'a path holds no blanks', given: ruleWith(calls.pathIs('/a b')), expected: 'ValidationError' },
  {
    name: 'a method is in capitals',
    given: ruleWith([{ field: 'http-request-method', values: ['get'] }]),
    expected: 'ValidationError'
  },
  {
    name: 'a source is a CIDR block',
    given: ruleWith([{ field: 'source-ip', values: ['10.0.0.1'] }]),
    expected: 'ValidationError'
  },
  {
    name: 'a source may be IPv6',
    given: ruleWith([{ field: 'source-ip', values: ['2600:1f14::/32'] }]),
    expected: 'done'
  },
  {
    name: 'headers may come twice',
    given: ruleWith([
      { field: 'http-header', httpHeaderName: 'A', values: ['1'] },
      { field: 'http-header', httpHeaderName: 'B', values: ['2'] }
    ]),
    expected: 'done'
  },
  {
    name: 'a priority begins with 1',
    given: ruleWith(host('a'), calls.respond('404'), 0),
    expected: 'ValidationError'
  },
  {
    name: 'a priority ends with 50000',
    given: ruleWith(host('a'), calls.respond('404'), 50001),
    expected: 'ValidationError'
  },
  {
    name: 'a load balancer has so many',
    given: ruleWith(host('a')),
    limits: { rulesPerLoadBalancer: 1 },
    expected: 'TooManyRules'
  },
  {
    name: 'moving to a place that is taken moves nothing',
    given: async (story) => {
      const { listener: arn, rule } = await story.balanced()
      const second = await story.rule(arn, 2, '/b', calls.respond('404'))
      await story.rule(arn, 3, '/c', calls.respond('404'))
      return calls.prioritise(arn, [
        { rule, from: 1, to: 9 },
        { rule: second, from: 2, to: 3 }
      ])
    },
    expected: 'PriorityInUse'
  },
  {
    name: 'a rule that is not there moves nothing',
    given: async (story) => {
      const { listener: arn, rule } = await story.balanced()
      return calls.prioritise(arn, [
        { rule, from: 1, to: 9 },
        { rule: 'arn:none', from: 2, to: 3 }
      ])
    },
    expected: 'RuleNotFound'
  }
])
