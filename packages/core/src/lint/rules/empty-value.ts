import { nameOf } from '../../checked/diagnostic.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { knownKey } from '../keys.js'
import { valueAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

const asAbsent = 'counts as if it were not there'

/** What an empty text means where nobody expects it; of other keys it is refused, or has a meaning that people use. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['certificate-arn', asAbsent],
  ['inbound-cidrs', `${asAbsent}, so that everybody may reach the load balancer`],
  ['security-group-prefix-lists', asAbsent],
  ['security-groups', `${asAbsent}, so that a security group is made`],
  ['load-balancer-name', 'is an empty name, which AWS refuses'],
  ['ssl-policy', 'is an empty policy, which AWS refuses'],
  ['healthcheck-path', 'is an empty path, which AWS refuses'],
  ['success-codes', 'is an empty list of codes, which AWS refuses'],
  ['auth-scope', 'is sent to the provider as it is'],
  ['auth-session-cookie', 'is an empty name of a cookie, which AWS refuses']
])

const inObject = ({ object, annotations }: Written): ReadonlyArray<Finding> =>
  Object.entries(annotations).flatMap(([fullKey, text]) => {
    const meaning = text.trim() === '' ? meanings.get(knownKey(fullKey)?.key ?? '') : undefined
    if (meaning === undefined) return []
    const message = `${nameOf(object)}: ${fullKey} is empty, which ${meaning}.`
    return [finding('lint/empty-value', valueAt(object, fullKey), message, 'Write a value, or remove the annotation.')]
  })

export const emptyValue: Rule = {
  code: 'lint/empty-value',
  page: {
    why: 'An annotation with an empty value is there. Sometimes that is the same as none, sometimes the empty text is sent to AWS, which refuses it. Mostly a template had nothing to put in.',
    remedy: 'Write a value, or remove the annotation.'
  },
  valid: [[anIngress({ tags: '' })]],
  invalid: [[anIngress({ 'certificate-arn': '' })], [anIngress({ 'inbound-cidrs': ' ' })]],
  run: ({ ours, services }) => [...ours, ...services].flatMap(inObject)
}
