import { anIngress } from '../examples.js'
import { unreferenced } from '../references.js'
import type { Rule } from '../rule.js'

const strip = '[{"type":"url-rewrite","urlRewriteConfig":{"rewrites":[{"regex":"^/v2/(.*)$","replace":"/$1"}]}}]'

export const unusedTransform: Rule = {
  code: 'lint/unused-transform',
  page: {
    why: 'Transforms count for the rules whose backend has the name in the key. If no backend has it, nothing is rewritten.',
    remedy: 'Write the name of the Service, or of the action, behind transforms., as the path names it.'
  },
  valid: [[anIngress({ 'transforms.web': strip })]],
  invalid: [[anIngress({ 'transforms.wbe': strip })]],
  run: unreferenced(
    'lint/unused-transform',
    'transforms',
    () => 'Write the name of a backend of this Ingress in the key, or remove the annotation.'
  )
}
