import type { Change, Cluster } from '../groups/cluster.js'
import type { EndpointSlice } from '../kubernetes/endpoint-slice.js'
import type { KubernetesObject } from '../kubernetes/kinds.js'
import type { Node } from '../kubernetes/node.js'
import { keyOfObject } from '../kubernetes/object.js'
import { equal } from '../support/canonical.js'
import type { Binding } from './binding.js'
import { fitsBinding, readinessOf } from './nodes.js'
import { bindingsAwaitedBy } from './readiness.js'

type Bindings = ReadonlyMap<string, Binding>
type Which = (binding: Binding) => boolean

const nobody: Which = () => false

const ofService =
  (targetType: 'ip' | 'instance', namespace: string, name: string | undefined): Which =>
  ({ object, spec }) =>
    spec.targetType === targetType && spec.serviceRef.name === name && object.namespace === namespace

/** A node counts while it fits, and is not known to be unready. */
const ofNode =
  (before: Node | undefined, after: Node | undefined): Which =>
  ({ spec }) => {
    if (spec.targetType !== 'instance') return false
    const fitted = before !== undefined && fitsBinding(before, spec.nodeSelector)
    const fits = after !== undefined && fitsBinding(after, spec.nodeSelector)
    const was = before === undefined ? 'False' : readinessOf(before)
    const is = after === undefined ? 'False' : readinessOf(after)
    if (fitted && fits) return was !== is || before?.providerID !== after?.providerID
    return (fitted && was !== 'False') || (fits && is !== 'False')
  }

const ofSet = (cluster: Cluster, { kind, value }: KubernetesObject): Which => {
  switch (kind) {
    case 'TargetGroupBinding':
      return ({ key }) => key === keyOfObject(value)
    case 'Service': {
      const before = cluster.objects.Service.get(keyOfObject(value))
      const { namespace, name } = value
      const sameType = before?.type === value.type
      if (before !== undefined && sameType && equal(before.ports, value.ports)) return nobody
      return ({ object, spec }) => spec.serviceRef.name === name && object.namespace === namespace
    }
    case 'EndpointSlice': {
      const before = cluster.objects.EndpointSlice.get(keyOfObject(value))
      const isSame = before !== undefined && equal(shown(before), shown(value))
      return isSame ? nobody : ofService('ip', value.namespace, value.serviceName)
    }
    case 'Node':
      return ofNode(cluster.objects.Node.get(value.name), value)
    case 'Pod': {
      if (equal(cluster.objects.Pod.get(keyOfObject(value)), value)) return nobody
      const awaited = new Set(bindingsAwaitedBy(value))
      return ({ object }) => object.namespace === value.namespace && awaited.has(object.name)
    }
    default:
      return nobody
  }
}

const shown = ({ serviceName, addressType, endpoints, ports }: EndpointSlice): unknown => ({
  ...{ serviceName, addressType, endpoints, ports }
})

const ofRemoved = (cluster: Cluster, kind: string, namespace: string, name: string): Which => {
  const key = keyOfObject({ namespace, name })
  switch (kind) {
    case 'TargetGroupBinding':
      return (binding) => binding.key === key
    case 'Service':
      return ({ object, spec }) => spec.serviceRef.name === name && object.namespace === namespace
    case 'EndpointSlice':
      return ofService('ip', namespace, cluster.objects.EndpointSlice.get(key)?.serviceName)
    case 'Node':
      return ofNode(cluster.objects.Node.get(name), undefined)
    default:
      return nobody
  }
}

/**
 * Which bindings a change touches, by their keys; `cluster` is as it was before the change. A Pod touches those that its readiness gates name:
 * whether it receives traffic is told by EndpointSlices.
 */
export const bindingsTouchedBy = (cluster: Cluster, bindings: Bindings, change: Change): ReadonlySet<string> => {
  const which =
    change.type === 'removed'
      ? ofRemoved(cluster, change.kind, change.namespace ?? '', change.name)
      : 'read' in change.object
        ? ofSet(cluster, change.object.read)
        : nobody
  if (which === nobody) return new Set()
  return new Set([...bindings.values()].filter(which).map(({ key }) => key))
}
