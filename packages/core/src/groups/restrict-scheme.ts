import { itemsIn } from '../annotations/codecs/text.js'
import { annotations, type Settings } from '../annotations/registry.js'
import { type Checked, valueIn } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf, type Related } from '../checked/diagnostic.js'
import type { Installation } from '../install.js'
import { internetFacingList } from '../kubernetes/config-map.js'
import { keyOfObject, refToObject } from '../kubernetes/object.js'
import { own } from '../support/own.js'
import type { Cluster } from './cluster.js'
import type { IngressGroup, Member } from './group.js'

const isListed = (cluster: Cluster, listKey: string, { ingress }: Member): boolean => {
  const list = cluster.objects.ConfigMap.get(listKey)
  const names = list === undefined ? undefined : own(list.data, ingress.namespace)
  return itemsIn(names ?? '').includes(ingress.name)
}

/**
 * The members that the list of `--restrict-scheme` does not name; a list that is missing, or that cannot be read, names none. `undefined` where an
 * installation restricts nothing.
 */
export const unlistedMembers = (cluster: Cluster, members: ReadonlyArray<Member>): IngressGroup['unlisted'] => {
  const namespace = cluster.restrictSchemeNamespace
  if (namespace === undefined) return undefined
  const listKey = keyOfObject({ namespace, name: internetFacingList })
  return members.filter((member) => !isListed(cluster, listKey, member))
}

const restricted = ({ ingress }: Member, namespace: string, related: ReadonlyArray<Related>): Diagnostic => {
  const object = refToObject('Ingress', ingress)
  return diagnostic(
    'scheme/restricted',
    { object, path: ['metadata', 'annotations', annotations.scheme.fullKey] },
    `${nameOf(object)} may not be internet-facing: ConfigMap ${namespace}/${internetFacingList} does not name it.`,
    `Add ${ingress.name} to ${ingress.namespace} in the data of that ConfigMap, or use the scheme internal.`,
    related
  )
}

/** An internet-facing load balancer is refused while a member is not on the list of `--restrict-scheme`. */
export const restrictedScheme = (
  { restrictScheme, restrictSchemeNamespace }: Installation,
  { unlisted = [] }: IngressGroup,
  loadBalancer: Checked<Settings<'LoadBalancer'>>
): ReadonlyArray<Diagnostic> => {
  const scheme = valueIn(loadBalancer)?.scheme
  if (!restrictScheme || scheme?.value !== 'internet-facing') return []
  const said = scheme.origins.map(({ at }) => ({ at, message: 'internet-facing is asked for here.' }))
  return unlisted.map((member) => restricted(member, restrictSchemeNamespace, said))
}
