import { anIngress } from '../examples.js'
import { remarked } from '../remarks.js'
import type { Rule } from '../rule.js'

export const oddValue: Rule = {
  code: 'lint/odd-value',
  page: {
    why: 'The value is accepted, but it is hardly what somebody meant: AWS will refuse it, or a comma at the end becomes a part of the last value.',
    remedy: 'Correct the value.'
  },
  valid: [[anIngress({ tags: 'team=shop' })]],
  invalid: [[anIngress({ tags: 'team=shop,' })]],
  run: remarked('odd-value', 'lint/odd-value', 'Correct the value.')
}
