import { families } from '../../annotations/registry.js'
import { valueIn } from '../../checked/checked.js'
import { nameOf } from '../../checked/diagnostic.js'
import { refToObject } from '../../kubernetes/object.js'
import { printable } from '../../support/wording.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { knownKey } from '../keys.js'
import { keyAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { LintedGroup } from '../view.js'

const inGroup = ({ configured }: LintedGroup): ReadonlyArray<Finding> =>
  (configured?.members ?? []).flatMap((each) => {
    const member = valueIn(each)
    if (member === undefined) return []
    const object = refToObject('Ingress', member.ingress)
    const names = member.ports.map(({ protocol, port }) => `${protocol}-${port}`)
    return Object.keys(member.ingress.annotations).flatMap((fullKey) => {
      const known = knownKey(fullKey)
      if (known?.key !== families.listenerAttributes.key || names.includes(known.variable ?? '')) return []
      return [
        finding(
          'lint/unused-listener-attributes',
          keyAt(object, fullKey),
          `${nameOf(object)}: it does not listen on ${printable(known.variable ?? '')}, so these attributes reach no listener.`,
          `Write a listener of this Ingress behind the dot: ${names.join(', ') || 'it has none'}.`
        )
      ]
    })
  })

export const unusedListenerAttributes: Rule = {
  code: 'lint/unused-listener-attributes',
  page: {
    why: 'listener-attributes.<PROTOCOL>-<port> counts for a listener of that protocol and port on which the Ingress itself is served. For any other it is not even read.',
    remedy: 'Write protocol and port as in listen-ports, in capitals and with a hyphen between them: HTTPS-443.'
  },
  valid: [[anIngress({ 'listener-attributes.HTTP-80': 'routing.http.response.server.enabled=false' })]],
  invalid: [[anIngress({ 'listener-attributes.HTTPS-443': 'routing.http.response.server.enabled=false' })]],
  run: ({ groups }) => groups.flatMap(inGroup)
}
