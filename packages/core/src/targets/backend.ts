import type { Cluster } from '../groups/cluster.js'
import { keyOfObject, type ObjectKey } from '../kubernetes/object.js'
import type { Service, ServicePortSpec } from '../kubernetes/service.js'
import type { TargetGroupBindingSpec } from '../kubernetes/target-group-binding.js'
import { quoted } from '../support/wording.js'
import type { FoundEndpoints } from './endpoint.js'
import { nodeEndpoints } from './nodes.js'
import { podEndpoints } from './pods.js'

/**
 * What stands behind a target group. `gone`: there is no such Service or port, so nobody is to receive traffic. `unfit`: the Service cannot
 * have such targets, so whoever receives traffic goes on. Both say why.
 */
export type Backend =
  | ({ readonly is: 'there' } & FoundEndpoints)
  | { readonly is: 'gone' | 'unfit'; readonly because: string; readonly hint: string }

const portOf = ({ ports }: Service, asWritten: number | string): ServicePortSpec | undefined =>
  ports.find(({ name, port }) => (typeof asWritten === 'number' ? port === asWritten : name === asWritten))

/** Finds the endpoints of a binding in the namespace that it is in. */
export const backendOf = (
  cluster: Cluster,
  namespace: string,
  { serviceRef, targetType, nodeSelector, ipAddressType }: TargetGroupBindingSpec,
  failOpen: boolean
): Backend => {
  const key: ObjectKey = keyOfObject({ namespace, name: serviceRef.name })
  const service = cluster.objects.Service.get(key)
  if (service === undefined) {
    return {
      is: 'gone',
      because: `the Service ${quoted(key)} does not exist`,
      hint: 'Create the Service, or delete the binding.'
    }
  }
  const port = portOf(service, serviceRef.port)
  if (port === undefined) {
    const because = `the Service ${quoted(key)} has no port ${quoted(String(serviceRef.port))}`
    return { is: 'gone', because, hint: 'Name a port of the Service: by its number, or by its name.' }
  }
  if (targetType === 'ip') {
    const family = ipAddressType === 'ipv6' ? 'IPv6' : 'IPv4'
    return { is: 'there', ...podEndpoints(cluster, key, port.name, family, failOpen) }
  }
  if (targetType !== 'instance') {
    return {
      is: 'unfit',
      because: 'spec.targetType is missing',
      hint: 'Write instance or ip, as the target group has it.'
    }
  }
  if (service.type !== 'NodePort' && service.type !== 'LoadBalancer') {
    const because = `the Service ${quoted(key)} is of type ${quoted(service.type)}, which opens no port on nodes`
    return { is: 'unfit', because, hint: 'Make it a Service of type NodePort, or use targets of type ip.' }
  }
  if (port.nodePort === 0) {
    return {
      is: 'unfit',
      because: `the Service ${quoted(key)} has no node port yet`,
      hint: 'The API server gives it one.'
    }
  }
  return { is: 'there', ...nodeEndpoints(cluster.objects.Node.values(), nodeSelector, port.nodePort, failOpen) }
}
