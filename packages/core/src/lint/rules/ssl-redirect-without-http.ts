import { annotations } from '../../annotations/registry.js'
import { valueIn } from '../../checked/checked.js'
import { nameOf } from '../../checked/diagnostic.js'
import { O } from '../../prelude.js'
import { anIngress, certificate } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import type { Rule } from '../rule.js'
import type { LintedGroup } from '../view.js'

const inGroup = ({ configured }: LintedGroup): ReadonlyArray<Finding> => {
  const shared = configured && valueIn(configured.shared)
  if (shared === undefined || O.isNone(shared.redirectPort)) return []
  if (shared.listeners.some(({ protocol }) => protocol === 'HTTP')) return []
  const setting = shared.loadBalancer.sslRedirect
  const origins = O.isSome(setting) ? setting.value.origins : []
  return origins
    .filter(({ from }) => from === 'annotation')
    .map(({ at }) =>
      finding(
        'lint/ssl-redirect-without-http',
        at,
        `${nameOf(at.object)}: ${annotations.sslRedirect.key} redirects nobody, as the group has no HTTP listener: requests to port 80 are not answered at all.`,
        `Add HTTP to ${annotations.listenPorts.key}: '[{"HTTP":80},{"HTTPS":${shared.redirectPort._tag === 'Some' ? shared.redirectPort.value : 443}}]'. Or remove ${annotations.sslRedirect.key}.`
      )
    )
}

export const sslRedirectWithoutHttp: Rule = {
  code: 'lint/ssl-redirect-without-http',
  page: {
    why: 'ssl-redirect turns HTTP listeners into redirects. Without one there is nothing to turn: with certificate-arn and no listen-ports, an Ingress listens on HTTPS 443 alone, and people who type the name without https reach nobody.',
    remedy: 'Add HTTP to listen-ports, or remove ssl-redirect.'
  },
  valid: [
    [
      anIngress({
        'ssl-redirect': '443',
        'listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
        'certificate-arn': certificate
      })
    ]
  ],
  invalid: [[anIngress({ 'ssl-redirect': '443', 'certificate-arn': certificate })]],
  run: ({ groups }) => groups.flatMap(inGroup)
}
