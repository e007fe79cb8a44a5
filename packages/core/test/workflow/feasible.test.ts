import { expect, test } from 'vitest'
import { andThen, type Checked } from '../../src/checked/checked.js'
import type { Stack } from '../../src/resources/stack.js'
import { feasible } from '../../src/workflow/feasible.js'
import { backend, rule } from '../build.js'
import { configuredOf, factsOf, type GroupGiven, member, noticed, shownOf, translated } from '../translate/one-group.js'

const planned = (given: GroupGiven): Checked<Stack> =>
  andThen(feasible(factsOf(given), undefined, configuredOf(given)))(translated(given))

const all = { 'wafv2-acl-arn': 'arn:1', 'waf-acl-id': 'id-1', 'shield-advanced-protection': 'true' }
const none = { 'wafv2-acl-arn': 'none', 'waf-acl-id': 'none', 'shield-advanced-protection': 'false' }
const usable = ['wafClassic', 'shieldSubscription'] as const

const fieldsOf = (checked: Checked<Stack>): unknown =>
  Object.values(
    shownOf('LoadBalancer', checked, (spec) =>
      ['webAcl', 'classicWebAcl', 'shieldProtection'].filter((field) => Object.hasOwn(spec, field))
    )
  )[0]

const idle = 'warning add-on/idle at Ingress a'

test.each<{ name: string; given: GroupGiven; planned: ReadonlyArray<string>; told: ReadonlyArray<string> }>([
  {
    name: 'everything is planned where everything can be used',
    given: { members: [member('a', all)], usable },
    planned: ['webAcl', 'classicWebAcl', 'shieldProtection'],
    told: []
  },
  {
    name: 'without a subscription there is no protection, and its user is told',
    given: { members: [member('a', all)], usable: ['wafClassic'] },
    planned: ['webAcl', 'classicWebAcl'],
    told: [idle]
  },
  {
    name: 'where nobody knows of a subscription there is none',
    given: { members: [member('a', all)], usable: ['wafClassic'], unanswered: 'shieldSubscription' },
    planned: ['webAcl', 'classicWebAcl'],
    told: [idle]
  },
  {
    name: 'where WAF Classic is not served, its web ACL is not planned',
    given: { members: [member('a', all)], usable: ['shieldSubscription'] },
    planned: ['webAcl', 'shieldProtection'],
    told: [idle]
  },
  {
    name: 'what the installation has switched off is not planned',
    given: {
      members: [member('a', all)],
      install: { enableWaf: false, enableWafv2: false, enableShield: false },
      usable
    },
    planned: [],
    told: [idle, idle, idle]
  },
  {
    name: 'nobody is told of the want of what is not wanted',
    given: { members: [member('a', none)] },
    planned: ['webAcl'],
    told: []
  }
])('$name', ({ given, planned: fields, told }) => {
  expect(fieldsOf(planned(given))).toEqual(fields)
  expect(noticed(planned(given)).filter((each) => each.includes('add-on'))).toEqual(told)
  // The stack that is shown has them all.
  expect(fieldsOf(translated(given))).toEqual(['webAcl', 'classicWebAcl', 'shieldProtection'])
})

const divided =
  '{"type":"forward","forwardConfig":{"targetGroups":[{"targetGroupARN":"arn:a","weight":9},{"targetGroupARN":"arn:b","weight":1}]}}'

test.each([
  { gate: true, told: [] },
  { gate: false, told: ['error action/weights at Ingress a'] }
])('with gate WeightedTargetGroups $gate, what divides requests by weight is told: $told', ({ gate, told }) => {
  const divide = member('a', { 'actions.act': divided })
  const rules = [rule('shop.example.com', backend('act', 'use-annotation'))]
  const checked = planned({
    members: [{ ...divide, ingress: { ...divide.ingress, rules } }],
    gates: { WeightedTargetGroups: gate }
  })
  expect(noticed(checked)).toEqual(told)
})
