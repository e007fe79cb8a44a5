import { nameOf } from '../../checked/diagnostic.js'
import { printable } from '../../support/wording.js'
import { anIngress, aService } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { type KnownKey, knownKey, suffixOf } from '../keys.js'
import { keyAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

/** Kinds whose templates are copied from one to another, where a key of ours is certainly lost. */
const workloads: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Namespace',
  'ConfigMap',
  'Pod'
])

const misplaced = ({ object }: Written, fullKey: string, known: KnownKey | undefined): Finding => {
  const places = known?.on ?? ['Ingress']
  return finding(
    'lint/wrong-object',
    keyAt(object, fullKey),
    `${nameOf(object)}: annotation ${printable(fullKey)} is not read on objects of this kind, so it does nothing.`,
    `Move it to the ${places.join(' or ')}.`
  )
}

const inObject = (each: Written): ReadonlyArray<Finding> => {
  const { kind } = each.object
  return Object.keys(each.annotations).flatMap((fullKey) => {
    if (suffixOf(fullKey) === undefined) return []
    const known = knownKey(fullKey)
    if (kind === 'Service')
      return known === undefined || known.on.includes('Service') ? [] : [misplaced(each, fullKey, known)]
    return [misplaced(each, fullKey, known)]
  })
}

export const wrongObject: Rule = {
  code: 'lint/wrong-object',
  page: {
    why: 'Some annotations are read on Ingresses only, others on Services too, and none on Deployments or Namespaces. In the wrong place an annotation is ignored without a word.',
    remedy:
      'Move it to the object that is shown. Settings of the load balancer belong on an Ingress, those of a target group on the Service or the Ingress.'
  },
  valid: [[anIngress(), aService('web', { 'healthcheck-path': '/healthz', 'target-type': 'ip' })]],
  invalid: [
    [anIngress(), aService('web', { scheme: 'internal' })],
    [
      anIngress(),
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop', annotations: { 'alb.ingress.kubernetes.io/scheme': 'internal' } }
      }
    ]
  ],
  run: ({ written }) =>
    written.filter(({ object: { kind } }) => kind === 'Service' || workloads.has(kind)).flatMap(inObject)
}
