import { expect, test } from 'vitest'
import { transforms } from '../../../src/annotations/codecs/transforms.js'
import { decoded, problemsIn } from './outcome.js'

test.each([
  {
    name: 'paths are rewritten',
    given: '[{"type":"url-rewrite","urlRewriteConfig":{"rewrites":[{"regex":"^/v2/(.*)$","replace":"/$1"}]}}]',
    expected: [{ type: 'url-rewrite', rewrites: [{ regex: '^/v2/(.*)$', replace: '/$1' }] }]
  },
  {
    name: 'hosts too; what is not written is empty',
    given: '[{"type":"host-header-rewrite","HostHeaderRewriteConfig":{"Rewrites":[{"regex":"a"},null]}}]',
    expected: [
      {
        type: 'host-header-rewrite',
        rewrites: [
          { regex: 'a', replace: '' },
          { regex: '', replace: '' }
        ]
      }
    ]
  },
  {
    name: 'the configuration of the other type is ignored',
    given: '[{"type":"url-rewrite","urlRewriteConfig":{"rewrites":[{}]},"hostHeaderRewriteConfig":{}}]',
    expected: [{ type: 'url-rewrite', rewrites: [{ regex: '', replace: '' }] }]
  },
  { name: 'there may be none', given: '[]', expected: [] }
])('$name', ({ given, expected }) => expect(decoded(transforms, given)).toEqual(expected))

test.each([
  {
    name: 'another type',
    given: '[{"type":"urlrewrite"}]',
    expected: ['[0].type must be host-header-rewrite or url-rewrite, not "urlrewrite" (did you mean url-rewrite?).']
  },
  {
    name: 'a type without its configuration',
    given: '[{"type":"url-rewrite","hostHeaderRewriteConfig":{"rewrites":[{}]}}]',
    expected: ['[0].urlRewriteConfig is missing: the type url-rewrite needs it.']
  },
  {
    name: 'a configuration without rewrites',
    given: '[{"type":"url-rewrite","urlRewriteConfig":{}}]',
    expected: ['[0].urlRewriteConfig.rewrites must have at least one entry.']
  },
  {
    name: 'a regular expression that is no text',
    given: '[{"type":"url-rewrite","urlRewriteConfig":{"rewrites":[{"regex":1}]}}]',
    expected: ['[0].urlRewriteConfig.rewrites[0].regex must be text in quotation marks, not 1.']
  },
  { name: 'an object', given: '{}', expected: ['the value must be an array, not an object.'] }
])('$name is refused', ({ given, expected }) => expect(problemsIn(transforms, given)).toEqual(expected))
