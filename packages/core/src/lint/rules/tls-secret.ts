import { nameOf } from '../../checked/diagnostic.js'
import { recordIn } from '../../kubernetes/remains.js'
import { shown } from '../../support/wording.js'
import { anIngress, certificate } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { keyAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { OurIngress } from '../view.js'

const makers = [
  'cert-manager.io/cluster-issuer',
  'cert-manager.io/issuer',
  'certmanager.k8s.io/cluster-issuer',
  'kubernetes.io/tls-acme'
]

const remedy =
  'Put the certificate into ACM, and name it with annotation certificate-arn; without one, certificates of ACM that match the hosts are looked up. Then remove this.'

const secretsIn = ({ object, json }: OurIngress): ReadonlyArray<Finding> => {
  const { tls } = recordIn(json.spec)
  if (!Array.isArray(tls)) return []
  return tls.flatMap((entry: unknown, i) => {
    const { secretName } = recordIn(entry)
    if (typeof secretName !== 'string' || secretName === '') return []
    return [
      finding(
        'lint/tls-secret',
        { object, path: ['spec', 'tls', i, 'secretName'] },
        `${nameOf(object)}: nobody reads Secret ${shown(secretName)}: the certificates of a load balancer are those of ACM.`,
        remedy
      )
    ]
  })
}

const makersIn = ({ object, annotations }: OurIngress): ReadonlyArray<Finding> => {
  const key = makers.find((each) => annotations[each] !== undefined)
  if (key === undefined) return []
  const message = `${nameOf(object)}: ${key} makes a certificate in a Secret, and nobody reads it: the certificates of a load balancer are those of ACM.`
  return [finding('lint/tls-secret', keyAt(object, key), message, remedy)]
}

export const tlsSecret: Rule = {
  code: 'lint/tls-secret',
  page: {
    why: 'An Application Load Balancer has its certificates from ACM or IAM. A Secret that spec.tls names, whoever made it, is not read; only the hosts of spec.tls are, to look certificates up.',
    remedy:
      'Bring the certificate into ACM, name it with certificate-arn or let it be found by its hosts, and remove secretName and what makes the Secret.'
  },
  valid: [[anIngress({ 'listen-ports': '[{"HTTPS":443}]' }, { spec: { tls: [{ hosts: ['shop.example'] }] } })]],
  invalid: [
    [
      anIngress(
        { 'certificate-arn': certificate },
        { spec: { tls: [{ hosts: ['shop.example'], secretName: 'shop-tls' }] } }
      )
    ],
    [anIngress({ 'certificate-arn': certificate, 'cert-manager.io/cluster-issuer': 'letsencrypt' })]
  ],
  run: ({ ours }) =>
    ours.flatMap((each) => {
      const named = secretsIn(each)
      // Who makes the Secret is the same mistake once more.
      return named.length > 0 ? named : makersIn(each)
    })
}
