import { annotations as declared } from '../../annotations/registry.js'
import { nameOf } from '../../checked/diagnostic.js'
import { quoted } from '../../support/wording.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { placeholderIn } from '../placeholders.js'
import { valueAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

const problemOf = (name: string): string | undefined => {
  if (/[^A-Za-z0-9-]/.test(name)) return 'has characters that are no letters, digits or hyphens'
  if (/^-|-$/.test(name)) return 'begins or ends with a hyphen'
  return name.startsWith('internal-') ? 'begins with internal-, which AWS keeps for itself' : undefined
}

const inObject = ({ object, annotations }: Written): ReadonlyArray<Finding> => {
  const { fullKey } = declared.loadBalancerName
  const name = annotations[fullKey]
  const problem = name === undefined || placeholderIn(name) !== undefined ? undefined : problemOf(name)
  if (name === undefined || problem === undefined) return []
  const message = `${nameOf(object)}: the name ${quoted(name)} ${problem}, so AWS refuses it.`
  return [
    finding(
      'lint/load-balancer-name',
      valueAt(object, fullKey),
      message,
      'Use letters, digits and hyphens between them, at most 32 in all.'
    )
  ]
}

export const loadBalancerName: Rule = {
  code: 'lint/load-balancer-name',
  page: {
    why: 'Names of load balancers hold letters, digits and hyphens, do not begin or end with a hyphen, and do not begin with internal-. AWS refuses any other, and the group gets no load balancer.',
    remedy: 'Write such a name, or remove the annotation: then a name is made.'
  },
  valid: [[anIngress({ 'load-balancer-name': 'shop-front' })]],
  invalid: [
    [anIngress({ 'load-balancer-name': 'shop front' })],
    [anIngress({ 'load-balancer-name': 'internal-shop' })]
  ],
  run: ({ ours }) => ours.flatMap(inObject)
}
