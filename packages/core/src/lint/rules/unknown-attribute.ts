import { pairsIn } from '../../annotations/codecs/text-map.js'
import { nameOf } from '../../checked/diagnostic.js'
import { E, O } from '../../prelude.js'
import { nearest } from '../../support/nearest.js'
import { quoted } from '../../support/wording.js'
import { attributesOf, notOfAlb } from '../data/attributes.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { knownKey } from '../keys.js'
import { valueAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

const hintFor = (attribute: string, known: ReadonlySet<string>): string => {
  const other = notOfAlb.get(attribute)
  if (other !== undefined) return other
  const near = nearest(attribute, known)
  return O.isSome(near) ? `Did you mean ${near.value}?` : 'Remove it, or look it up in the documentation of AWS.'
}

const inObject = ({ object, annotations }: Written): ReadonlyArray<Finding> =>
  Object.entries(annotations).flatMap(([fullKey, text]) => {
    const known = attributesOf.get(knownKey(fullKey)?.key ?? '')
    const pairs = known === undefined ? undefined : pairsIn(text)
    if (known === undefined || pairs === undefined || E.isLeft(pairs)) return []
    return pairs.right
      .filter(([attribute]) => !known.has(attribute) && !attribute.startsWith('#'))
      .map(([attribute]) => {
        const message = `${nameOf(object)}: ${fullKey} names ${quoted(attribute)}, which is no such attribute of an Application Load Balancer. AWS refuses the whole call.`
        return finding('lint/unknown-attribute', valueAt(object, fullKey), message, hintFor(attribute, known))
      })
  })

export const unknownAttribute: Rule = {
  code: 'lint/unknown-attribute',
  page: {
    why: 'Attributes go to AWS as they are written. One that AWS does not know, or that belongs to network load balancers, makes it refuse the call, after the load balancer is made.',
    remedy: 'Write the attribute as AWS spells it: words with underscores, parts with dots.'
  },
  valid: [[anIngress({ 'load-balancer-attributes': 'idle_timeout.timeout_seconds=60,routing.http2.enabled=true' })]],
  invalid: [
    [anIngress({ 'load-balancer-attributes': 'idle_timeout.connection.s=60' })],
    [anIngress({ 'load-balancer-attributes': 'load_balancing.cross_zone.enabled=true' })],
    [anIngress({ 'target-group-attributes': 'deregistration_delay.connection_termination.enabled=true' })]
  ],
  run: ({ ours, services }) => [...ours, ...services].flatMap(inObject)
}
