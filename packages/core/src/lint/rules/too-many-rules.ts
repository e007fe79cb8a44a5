import { resourcesOf } from '../../resources/stack.js'
import { limits } from '../data/limits.js'
import { anIngress, path, rule } from '../examples.js'
import { overQuota } from '../quotas.js'
import type { Rule } from '../rule.js'

const manyPaths = (count: number): ReadonlyArray<unknown> => Array.from({ length: count }, (_, i) => path(`/p${i}`))

export const tooManyRules: Rule = {
  code: 'lint/too-many-rules',
  page: {
    why: 'A load balancer may have 100 rules over all its listeners, default rules not counted. Every path of every member is one, and once more for each listener that serves it. What is beyond is refused when the group is applied, and its paths are missing.',
    remedy:
      'Let HTTP redirect with ssl-redirect instead of serving the same paths twice, join paths, or split the group. AWS raises the quota on request.'
  },
  valid: [[anIngress({}, { spec: { rules: [rule('', ...manyPaths(100))] } })]],
  invalid: [[anIngress({}, { spec: { rules: [rule('', ...manyPaths(101))] } })]],
  run: overQuota({
    code: 'lint/too-many-rules',
    limit: limits.rules,
    noun: 'rule',
    count: (stack) => resourcesOf(stack, 'ListenerRule').length,
    remedy:
      'Serve paths on fewer listeners (ssl-redirect makes rules of HTTP unnecessary), join them, or move Ingresses to another group.'
  })
}
