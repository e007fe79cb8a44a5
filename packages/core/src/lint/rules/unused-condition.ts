import { anIngress } from '../examples.js'
import { unreferenced } from '../references.js'
import type { Rule } from '../rule.js'

const beta = '[{"field":"http-header","httpHeaderConfig":{"httpHeaderName":"X-Beta","values":["1"]}}]'

export const unusedCondition: Rule = {
  code: 'lint/unused-condition',
  page: {
    why: 'Conditions count for the rules whose backend has the name in the key. If no backend has it, requests are not checked at all.',
    remedy: 'Write the name of the Service, or of the action, behind conditions., as the path names it.'
  },
  valid: [[anIngress({ 'conditions.web': beta })]],
  invalid: [[anIngress({ 'conditions.wbe': beta })]],
  run: unreferenced(
    'lint/unused-condition',
    'conditions',
    () => 'Write the name of a backend of this Ingress in the key, or remove the annotation.'
  )
}
