import { prefix } from '../../annotations/annotation.js'
import { formerAnnotations } from '../../annotations/former.js'
import { nameOf } from '../../checked/diagnostic.js'
import { servicesNamed } from '../../groups/named.js'
import type { Ingress } from '../../kubernetes/ingress.js'
import { refToObject } from '../../kubernetes/object.js'
import type { Service } from '../../kubernetes/service.js'
import { quoted } from '../../support/wording.js'
import { anIngress, aService } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { valueAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { LintedGroup } from '../view.js'

const defaults = formerAnnotations.flatMap(({ key, silent }) => (silent === undefined ? [] : [[key, silent] as const]))

const between = (ingress: Ingress, service: Service): ReadonlyArray<Finding> =>
  defaults.flatMap(([key, silent]) => {
    const fullKey = `${prefix}${key}`
    const [said, outranked] = [service.annotations[fullKey], ingress.annotations[fullKey]]
    if (said !== silent || outranked === undefined || outranked === silent) return []
    const [object, other] = [refToObject('Service', service), refToObject('Ingress', ingress)]
    return [
      finding(
        'lint/service-default',
        valueAt(object, fullKey),
        `${nameOf(object)}: ${key} ${quoted(said)} outranks ${quoted(outranked)} of ${nameOf(other)}. AWS ALB Ingress Controller 1.x took a default on a Service for nothing said, and used ${quoted(outranked)}.`,
        `If ${quoted(outranked)} is meant, remove ${key} from the Service.`,
        { related: [{ at: valueAt(other, fullKey), message: 'the value of the Ingress' }] }
      )
    ]
  })

const inGroup = ({ configured }: LintedGroup): ReadonlyArray<Finding> => {
  if (configured === undefined) return []
  const { members, services } = configured.group
  return members.flatMap(({ ingress }) =>
    servicesNamed(ingress).flatMap((key) => {
      const service = services.get(key)
      return service === undefined ? [] : between(ingress, service)
    })
  )
}

export const serviceDefault: Rule = {
  code: 'lint/service-default',
  page: {
    why: 'A value on a Service outranks that of the Ingress, also where it is the default. AWS ALB Ingress Controller 1.x ignored defaults on Services, so the same manifests mean something else there.',
    remedy: 'Keep the value on the Service if it is meant, else remove it there.'
  },
  valid: [
    [anIngress({ 'healthcheck-path': '/ready' }), aService('web', { 'healthcheck-path': '/live' })],
    [anIngress({ 'healthcheck-path': '/' }), aService('web', { 'healthcheck-path': '/' })],
    [anIngress(), aService('web', { 'healthcheck-path': '/' })]
  ],
  invalid: [[anIngress({ 'healthcheck-path': '/ready' }), aService('web', { 'healthcheck-path': '/' })]],
  run: ({ groups }) => groups.flatMap(inGroup)
}
