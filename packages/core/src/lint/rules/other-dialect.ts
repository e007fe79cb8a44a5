import { nameOf } from '../../checked/diagnostic.js'
import { printable } from '../../support/wording.js'
import { dialectsOf, type Spoken } from '../dialects.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { keyAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

const mostNamed = 3

const listed = (keys: ReadonlyArray<string>): string => {
  const named = keys.slice(0, mostNamed).map(printable).join(', ')
  return keys.length <= mostNamed ? named : `${named} and ${keys.length - mostNamed} more`
}

const spoken =
  ({ object }: Written) =>
  ({ name, keys, hint }: Spoken): ReadonlyArray<Finding> => {
    const [first] = keys
    if (first === undefined) return []
    const message = `${nameOf(object)} has annotations for ${name}: ${listed(keys)}. They do nothing here.`
    return [finding('lint/other-dialect', keyAt(object, first), message, hint)]
  }

export const otherDialect: Rule = {
  code: 'lint/other-dialect',
  page: {
    why: 'Controllers of other clouds use the same prefix for keys of their own, and annotations of nginx stay behind when a manifest moves. All of them are ignored: a rewrite, a redirect or a limit that they ask for is not there.',
    remedy:
      'Say the same with annotations of this controller, and remove the others. If the manifest is for another controller, give it the class of that one.'
  },
  valid: [[anIngress({ 'ssl-redirect': '443', 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]' })]],
  invalid: [
    [
      anIngress({
        'nginx.ingress.kubernetes.io/rewrite-target': '/',
        'nginx.ingress.kubernetes.io/ssl-redirect': 'true'
      })
    ],
    [anIngress({ 'address-type': 'internet', 'vswitch-ids': 'vsw-1,vsw-2', 'backend-keepalive': 'true' })],
    [anIngress({ 'ssl-certificate-no': '1234', 'idle-timeout': '30' })],
    [anIngress({ 'load-balancer-type': 'outer' })],
    [anIngress({ 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' })]
  ],
  run: ({ ours }) => ours.flatMap((each) => dialectsOf(each).flatMap(spoken(each)))
}
