import { anIngress } from '../examples.js'
import { remarked } from '../remarks.js'
import type { Rule } from '../rule.js'

export const noEffect: Rule = {
  code: 'lint/no-effect',
  page: {
    why: 'The value is accepted and asks for nothing: an Ingress with listen-ports [{}] is served on no port, and all its rules are gone.',
    remedy: 'Write what is meant, or remove the annotation: then the default counts.'
  },
  valid: [[anIngress({ 'listen-ports': '[{"HTTP":80}]' })]],
  invalid: [[anIngress({ 'listen-ports': '[{}]' })]],
  run: remarked('no-effect', 'lint/no-effect', 'Write what is meant, or remove the annotation.')
}
