import { annotations } from '../../annotations/registry.js'
import { valueIn } from '../../checked/checked.js'
import { nameOf } from '../../checked/diagnostic.js'
import { refToObject } from '../../kubernetes/object.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import type { Rule } from '../rule.js'
import type { LintedGroup } from '../view.js'

const inGroup = ({ configured }: LintedGroup): ReadonlyArray<Finding> =>
  (configured?.members ?? []).flatMap((member) => {
    const value = valueIn(member)
    if (value === undefined || value.ingress.tls.length === 0) return []
    // With its gate, a certificate is made, and HTTPS is served.
    if (value.ingress.annotations[annotations.createAcmCert.fullKey] !== undefined) return []
    if (value.ports.some(({ protocol }) => protocol === 'HTTPS')) return []
    const object = refToObject('Ingress', value.ingress)
    return [
      finding(
        'lint/tls-without-https',
        { object, path: ['spec', 'tls'] },
        `${nameOf(object)} has spec.tls, but listens on ${value.ports.map(({ protocol, port }) => `${protocol} ${port}`).join(', ') || 'no port'}: nobody can reach it by HTTPS.`,
        `Add annotation ${annotations.listenPorts.key}: '[{"HTTP":80},{"HTTPS":443}]', or ${annotations.certificateArn.key}, which alone means HTTPS 443. Or remove spec.tls.`
      )
    ]
  })

export const tlsWithoutHttps: Rule = {
  code: 'lint/tls-without-https',
  page: {
    why: 'spec.tls alone opens no HTTPS listener: only listen-ports does, or certificate-arn. Its hosts are used to look certificates up once there is one.',
    remedy: 'Add HTTPS to listen-ports, or remove spec.tls.'
  },
  valid: [[anIngress({ 'listen-ports': '[{"HTTPS":443}]' }, { spec: { tls: [{ hosts: ['shop.example'] }] } })]],
  invalid: [[anIngress({}, { spec: { tls: [{ hosts: ['shop.example'] }] } })]],
  run: ({ groups }) => groups.flatMap(inGroup)
}
