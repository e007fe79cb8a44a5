import { pairsIn } from '../../annotations/codecs/text-map.js'
import { annotations } from '../../annotations/registry.js'
import { nameOf } from '../../checked/diagnostic.js'
import { E } from '../../prelude.js'
import { quoted } from '../../support/wording.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { valueAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

const { fullKey, key } = annotations.tags

const inObject = ({ object, annotations: written }: Written): ReadonlyArray<Finding> => {
  const pairs = pairsIn(written[fullKey] ?? '')
  if (E.isLeft(pairs)) return []
  return pairs.right.flatMap(([tag, value]) => {
    const cut = value.indexOf('=')
    if (cut < 0) return []
    const message = `${nameOf(object)}: in ${key}, the value of ${quoted(tag)} is ${quoted(value)}. AWS ALB Ingress Controller 1.0 kept ${quoted(value.slice(0, cut))} of it.`
    const hint = 'If it was meant so, leave it. If two tags were meant, write a comma between them.'
    return [finding('lint/tag-value', valueAt(object, fullKey), message, hint)]
  })
}

export const tagValue: Rule = {
  code: 'lint/tag-value',
  page: {
    why: 'Only the first equals sign parts the key of a tag from its value; the others belong to the value. AWS ALB Ingress Controller 1.0 cut the value at the second one.',
    remedy: 'Look at the tags of your resources after an upgrade, or write the value without an equals sign.'
  },
  valid: [[anIngress({ tags: 'team=shop,env=prod' })]],
  invalid: [[anIngress({ tags: 'team=shop,filter=a=b' })]],
  run: ({ ours, services }) => [...ours, ...services].flatMap(inObject)
}
