import { anIngress, certificate } from '../examples.js'
import { remarked } from '../remarks.js'
import type { Rule } from '../rule.js'

const action = (members: string): string => `{"type":"redirect","redirectConfig":{"statusCode":"HTTP_301",${members}}}`

const serving = {
  spec: { rules: undefined, defaultBackend: { service: { name: 'web', port: { name: 'use-annotation' } } } }
}

export const unknownMember: Rule = {
  code: 'lint/unknown-member',
  page: {
    why: 'JSON in an annotation may hold members that nobody knows: they are ignored without a word, and what they ask for does not happen. Letter case does not matter, spelling does.',
    remedy: 'Write the member that is meant, or remove it.'
  },
  valid: [[anIngress({ 'actions.web': action('"Host":"www.shop.example"') }, serving)]],
  invalid: [
    [anIngress({ 'actions.web': action('"host":"www.shop.example","protokol":"HTTPS"') }, serving)],
    [
      anIngress({
        'listen-ports': '[{"HTTPS":443}]',
        'certificate-arn': certificate,
        'mutual-authentication': '[{"port":443,"mode":"passthrough","trustStoreArn":"x"}]'
      })
    ]
  ],
  run: remarked('unknown-member', 'lint/unknown-member', 'Correct its name, or remove it.')
}
