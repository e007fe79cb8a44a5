import { itemsIn } from '../../annotations/codecs/text.js'
import { nameOf } from '../../checked/diagnostic.js'
import { quoted } from '../../support/wording.js'
import { anIngress, certificate } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { knownKey } from '../keys.js'
import { placeholderIn } from '../placeholders.js'
import { valueAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

interface Shape {
  readonly is: RegExp
  readonly like: string
}

const partition = 'arn:aws[a-z-]*'

/** How the ARNs look that an annotation takes. */
const shapes: ReadonlyMap<string, Shape> = new Map([
  [
    'certificate-arn',
    {
      is: new RegExp(
        `^${partition}:(?:acm:[a-z0-9-]+:\\d{12}:certificate/[\\w-]+|iam::\\d{12}:server-certificate/.+)$`
      ),
      like: 'arn:aws:acm:REGION:ACCOUNT:certificate/ID'
    }
  ],
  [
    'wafv2-acl-arn',
    {
      is: new RegExp(`^(?:none|${partition}:wafv2:[a-z0-9-]+:\\d{12}:regional/webacl/.+/[\\w-]+)$`),
      like: 'arn:aws:wafv2:REGION:ACCOUNT:regional/webacl/NAME/ID'
    }
  ]
])

const inObject = ({ object, annotations }: Written): ReadonlyArray<Finding> =>
  Object.entries(annotations).flatMap(([fullKey, text]) => {
    const shape = shapes.get(knownKey(fullKey)?.key ?? '')
    if (shape === undefined) return []
    return itemsIn(text)
      .filter((item) => !shape.is.test(item) && placeholderIn(item) === undefined)
      .map((item) => {
        const message = `${nameOf(object)}: ${quoted(item)} in ${fullKey} is no such ARN, and AWS will refuse it.`
        return finding('lint/not-an-arn', valueAt(object, fullKey), message, `Write ${shape.like}.`)
      })
  })

export const notAnArn: Rule = {
  code: 'lint/not-an-arn',
  page: {
    why: 'The value goes to AWS as it is. What is no ARN of the right kind is refused there, after other resources are made.',
    remedy:
      'Copy the whole ARN. To have certificates looked up by their hosts, remove certificate-arn instead of writing a word there.'
  },
  valid: [[anIngress({ 'certificate-arn': certificate })]],
  invalid: [
    [anIngress({ 'certificate-arn': 'auto-discover' })],
    [anIngress({ 'certificate-arn': 'arn:aws:acm:us-east-2:4dc0-a399-ea68d7e64ac7' })],
    [anIngress({ 'wafv2-acl-arn': 'shop-acl' })]
  ],
  run: ({ ours }) => ours.flatMap(inObject)
}
