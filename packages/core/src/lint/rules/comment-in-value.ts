import { nameOf } from '../../checked/diagnostic.js'
import { quoted } from '../../support/wording.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { suffixOf } from '../keys.js'
import { valueAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

// Where a value begins, or behind a comma or a blank: `bucket=logs,  # the usual one`.
const comment = /(?:^|[\s,])(#(?!\{)[^\n]*)/

const inObject = ({ object, annotations }: Written): ReadonlyArray<Finding> =>
  Object.entries(annotations).flatMap(([fullKey, text]) => {
    if (suffixOf(fullKey) === undefined || text.trimStart().startsWith('{') || text.trimStart().startsWith('['))
      return []
    const [, found] = comment.exec(text) ?? []
    if (found === undefined) return []
    const message = `${nameOf(object)}: ${quoted(found.trim())} is a part of the value of ${fullKey}, and no comment.`
    return [
      finding(
        'lint/comment-in-value',
        valueAt(object, fullKey),
        message,
        'Move the comment to a line of its own above the key.'
      )
    ]
  })

export const commentInValue: Rule = {
  code: 'lint/comment-in-value',
  page: {
    why: 'In a YAML block (behind > or |) and in quotes, # begins no comment: it goes into the value, and AWS sees a bucket, or a tag, of that name.',
    remedy: 'Move the comment to a line of its own above the key.'
  },
  valid: [[anIngress({ tags: 'issue=#1234' })]],
  invalid: [[anIngress({ tags: 'team=shop # the usual one' })]],
  run: ({ ours, services }) => [...ours, ...services].flatMap(inObject)
}
