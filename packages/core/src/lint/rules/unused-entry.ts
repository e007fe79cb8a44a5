import { anIngress } from '../examples.js'
import { remarked } from '../remarks.js'
import type { Rule } from '../rule.js'

const serving = {
  spec: { rules: undefined, defaultBackend: { service: { name: 'web', port: { name: 'use-annotation' } } } }
}

export const unusedEntry: Rule = {
  code: 'lint/unused-entry',
  page: {
    why: 'A part of the value is read and then not used: another part outranks it, or the type that is named does not know it.',
    remedy: 'Remove the part that is not used, or name the type that it belongs to.'
  },
  valid: [[anIngress({ tags: 'team=shop,env=prod' })]],
  invalid: [
    [anIngress({ tags: 'team=shop,team=cart' })],
    [
      anIngress(
        {
          'actions.web':
            '{"type":"redirect","redirectConfig":{"host":"www.shop.example","statusCode":"HTTP_301"},"fixedResponseConfig":{"statusCode":"503"}}'
        },
        serving
      )
    ]
  ],
  run: remarked('unused-entry', 'lint/unused-entry', 'Remove it, or correct what keeps it from being used.')
}
