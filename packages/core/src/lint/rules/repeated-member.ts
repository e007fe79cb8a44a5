import { anIngress } from '../examples.js'
import { remarked } from '../remarks.js'
import type { Rule } from '../rule.js'

const serving = {
  spec: { rules: undefined, defaultBackend: { service: { name: 'web', port: { name: 'use-annotation' } } } }
}

export const repeatedMember: Rule = {
  code: 'lint/repeated-member',
  page: {
    why: 'A member that stands twice in a JSON object counts once, with the later value. The other value is lost without a word.',
    remedy: 'Keep one of them.'
  },
  valid: [[anIngress({ 'listen-ports': '[{"HTTP":80},{"HTTP":8080}]' })]],
  invalid: [
    [anIngress({ 'listen-ports': '[{"HTTP":80,"HTTP":8080}]' })],
    [
      anIngress(
        {
          'actions.web':
            '{"type":"redirect","redirectConfig":{"host":"www.shop.example","statusCode":"HTTP_301","StatusCode":"HTTP_302"}}'
        },
        serving
      )
    ]
  ],
  run: remarked('repeated-member', 'lint/repeated-member', 'Keep one of the values.')
}
