import { nameOf } from '../../checked/diagnostic.js'
import type { Condition } from '../../resources/condition.js'
import { quoted } from '../../support/wording.js'
import { limits } from '../data/limits.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { counted } from '../places.js'
import type { Rule } from '../rule.js'
import { rulesByPath } from '../served.js'

const valuesIn = (condition: Condition): number => {
  const regexes = 'regexValues' in condition ? (condition.regexValues ?? []).length : 0
  const values = 'values' in condition ? (condition.values ?? []).length : 0
  return regexes + values
}

const words = (conditions: ReadonlyArray<Condition>): string =>
  conditions.map((each) => `${valuesIn(each)} in ${each.field}`).join(', ')

const header = (count: number): string =>
  JSON.stringify([
    {
      field: 'http-header',
      httpHeaderConfig: { httpHeaderName: 'X-Tenant', values: Array.from({ length: count }, (_, i) => `t${i}`) }
    }
  ])

export const tooManyValues: Rule = {
  code: 'lint/too-many-values',
  page: {
    why: 'The conditions of one rule may have 5 values in all. A host is one, a path of type Prefix two (the path, and what lies below it), and those of conditions.<name> come on top. AWS refuses a rule with more, and does not raise this limit.',
    remedy: 'Write a pattern with * in place of several values, or several paths with fewer values each.'
  },
  valid: [[anIngress({ 'conditions.web': header(3) })]],
  invalid: [
    [
      anIngress(
        { 'conditions.web': header(4) },
        {
          spec: {
            rules: [
              {
                host: 'shop.example',
                http: {
                  paths: [
                    { path: '/cart', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }
                  ]
                }
              }
            ]
          }
        }
      )
    ]
  ],
  run: ({ groups }) =>
    groups.flatMap(rulesByPath).flatMap(({ at, path, conditions }): ReadonlyArray<Finding> => {
      const count = conditions.reduce((sum, each) => sum + valuesIn(each), 0)
      const { most } = limits.valuesOfRule
      if (count <= most) return []
      const message = `${nameOf(at.object)}: the rule for path ${quoted(path.path)} has ${counted(count, 'value')} (${words(conditions)}), and AWS allows ${most} in one rule.`
      return [
        finding(
          'lint/too-many-values',
          at,
          message,
          'Write a pattern in place of several values, or divide them among several paths.'
        )
      ]
    })
}
