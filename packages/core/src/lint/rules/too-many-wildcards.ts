import { nameOf } from '../../checked/diagnostic.js'
import type { Condition } from '../../resources/condition.js'
import { quoted } from '../../support/wording.js'
import { limits } from '../data/limits.js'
import { anIngress, path, rule } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { counted } from '../places.js'
import type { Rule } from '../rule.js'
import { rulesByPath } from '../served.js'

const textsIn = (condition: Condition): ReadonlyArray<string> => {
  if (condition.field === 'query-string') return condition.values.flatMap(({ key = '', value }) => [key, value])
  return 'values' in condition ? (condition.values ?? []) : []
}

const wildcardsIn = (conditions: ReadonlyArray<Condition>): number =>
  conditions.flatMap(textsIn).reduce((sum, text) => sum + (text.match(/[*?]/g)?.length ?? 0), 0)

export const tooManyWildcards: Rule = {
  code: 'lint/too-many-wildcards',
  page: {
    why: 'The values of one rule may have 5 wildcards (* and ?) in all; a path of type Prefix brings one. AWS refuses a rule with more, and does not raise this limit.',
    remedy: 'Use fewer wildcards, or divide the patterns among several paths.'
  },
  valid: [
    [anIngress({}, { spec: { rules: [rule('*.shop.example', path('/*/a/*/b', 'web', 'ImplementationSpecific'))] } })]
  ],
  invalid: [
    [anIngress({}, { spec: { rules: [rule('*.shop.example', path('/*/*/*/*/*', 'web', 'ImplementationSpecific'))] } })]
  ],
  run: ({ groups }) =>
    groups.flatMap(rulesByPath).flatMap((each): ReadonlyArray<Finding> => {
      const { at, conditions } = each
      const count = wildcardsIn(conditions)
      const { most } = limits.wildcardsOfRule
      if (count <= most) return []
      const message = `${nameOf(at.object)}: the rule for path ${quoted(each.path.path)} has ${counted(count, 'wildcard')}, and AWS allows ${most} in one rule.`
      return [
        finding(
          'lint/too-many-wildcards',
          at,
          message,
          'Use fewer wildcards, or divide the patterns among several paths.'
        )
      ]
    })
}
