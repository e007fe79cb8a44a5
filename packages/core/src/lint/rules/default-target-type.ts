import { annotations as declared } from '../../annotations/registry.js'
import { valueIn } from '../../checked/checked.js'
import { nameOf } from '../../checked/diagnostic.js'
import type { ConfiguredMember } from '../../groups/configure.js'
import { keyOfObject, type ObjectKey, refToObject } from '../../kubernetes/object.js'
import { recordIn } from '../../kubernetes/remains.js'
import { backendsOf } from '../../translate/backends.js'
import { anIngress, aService } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import type { Rule } from '../rule.js'
import type { LintedGroup, LintView } from '../view.js'

const { fullKey, key } = declared.targetType

/** ClusterIPs that do not say themselves what their targets are, as `namespace/name`. */
const openServices = ({ services }: LintView): ReadonlySet<ObjectKey> =>
  new Set(
    services
      .filter(({ json, annotations }) => {
        const { type = 'ClusterIP' } = recordIn(json.spec)
        return type === 'ClusterIP' && annotations[fullKey] === undefined
      })
      .map(({ object: { namespace = '', name } }) => keyOfObject({ namespace, name }))
  )

const saysNothing = ({ params, ingress }: ConfiguredMember): boolean =>
  params?.targetType === undefined && ingress.annotations[fullKey] === undefined

const inMember =
  (open: ReadonlySet<ObjectKey>) =>
  ({ ingress }: ConfiguredMember): ReadonlyArray<Finding> => {
    const object = refToObject('Ingress', ingress)
    return backendsOf(ingress).flatMap(({ backend, path }) => {
      if (!('service' in backend) || backend.service.port === 'use-annotation') return []
      const service = keyOfObject({ namespace: ingress.namespace, name: backend.service.name })
      if (!open.has(service)) return []
      return [
        finding(
          'lint/default-target-type',
          { object, path },
          `${nameOf(object)}: Service ${service} is a ClusterIP, and nobody says ${key}. With the usual default, instance, it has no node port, and the group is refused.`,
          `Write ${key}: ip, or make the Service a NodePort. If --default-target-type is ip where this runs, give lint the same setting.`
        )
      ]
    })
  }

const membersOf = ({ configured }: LintedGroup): ReadonlyArray<ConfiguredMember> =>
  (configured?.members ?? []).flatMap((each) => valueIn(each) ?? [])

const clusterIp = { ...aService('web'), spec: { ports: [{ port: 80 }] } }

export const defaultTargetType: Rule = {
  code: 'lint/default-target-type',
  page: {
    why: 'Requests go to the node ports of Services (target type instance) or to their pods (ip). A ClusterIP has no node port. Which of both is the default is a setting of the controller, which files do not show.',
    remedy: 'Say target-type: ip where it is meant, so that the manifest works with any default.'
  },
  valid: [
    [anIngress({ 'target-type': 'ip' }), clusterIp],
    [anIngress(), aService('web')]
  ],
  invalid: [[anIngress(), clusterIp]],
  run: (view) =>
    view.isOffline && view.install.defaultTargetType === 'instance'
      ? view.groups
          .flatMap(membersOf)
          .filter(saysNothing)
          .flatMap(inMember(openServices(view)))
      : []
}
