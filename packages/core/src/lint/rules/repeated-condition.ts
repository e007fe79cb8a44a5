import { nameOf } from '../../checked/diagnostic.js'
import { quoted } from '../../support/wording.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import type { Rule } from '../rule.js'
import { rulesByPath } from '../served.js'

// Several of these make one rule stricter, and are fine; of all others a rule has one.
const mayRepeat: ReadonlySet<string> = new Set(['http-header', 'query-string'])

const method = (...values: ReadonlyArray<string>): unknown => ({
  field: 'http-request-method',
  httpRequestMethodConfig: { values }
})

export const repeatedCondition: Rule = {
  code: 'lint/repeated-condition',
  page: {
    why: 'A rule may have one condition each for the method and the source of a request; AWS refuses a second one. (Hosts and paths of several conditions are joined into one.)',
    remedy: 'Write the values of both into one condition.'
  },
  valid: [[anIngress({ 'conditions.web': JSON.stringify([method('GET', 'HEAD')]) })]],
  invalid: [[anIngress({ 'conditions.web': JSON.stringify([method('GET'), method('HEAD')]) })]],
  run: ({ groups }) =>
    groups.flatMap(rulesByPath).flatMap(({ at, path, conditions }): ReadonlyArray<Finding> => {
      const fields = conditions.map(({ field }) => field).filter((field) => !mayRepeat.has(field))
      const repeated = fields.find((field, i) => fields.indexOf(field) !== i)
      if (repeated === undefined) return []
      const message = `${nameOf(at.object)}: the rule for path ${quoted(path.path)} has several ${repeated} conditions, and AWS allows one.`
      return [finding('lint/repeated-condition', at, message, 'Write the values of both into one condition.')]
    })
}
