import type { Cluster } from '../groups/cluster.js'
import { slicesOfService } from '../groups/cluster.js'
import type { Endpoint, EndpointSlice } from '../kubernetes/endpoint-slice.js'
import type { ObjectKey } from '../kubernetes/object.js'
import type { Pod } from '../kubernetes/pod.js'
import { byText } from '../support/canonical.js'
import { type FoundEndpoints, type TargetEndpoint, targetKey } from './endpoint.js'
import { readinessOf } from './nodes.js'

type Standing = 'ready' | 'unknown' | 'out'

const containersAreReady = ({ conditions }: Pod): boolean =>
  conditions.some(({ type, status }) => type === 'ContainersReady' && status === 'True')

/**
 * Whether a Pod is to receive traffic. One that only waits for its readiness gates does: a gate of ours opens when the target is healthy.
 * `unknown`: its node has not been heard of, so it counts where nobody else is there.
 */
const standingOf = (cluster: Cluster, endpoint: Endpoint, pod: Pod): Standing => {
  if (endpoint.ready) return 'ready'
  if (!containersAreReady(pod)) return 'out'
  const node = cluster.objects.Node.get(pod.nodeName)
  if (node === undefined) return 'out'
  const readiness = readinessOf(node)
  if (readiness === 'Unknown') return 'unknown'
  return readiness === 'True' && !endpoint.terminating ? 'ready' : 'out'
}

/** The numbers that a port of a Service has in a slice. A port without a name is the only one, whatever the slice calls it. */
const numbersIn = ({ ports }: EndpointSlice, portName: string): ReadonlyArray<number> =>
  ports.flatMap(({ name, port }) => (port === undefined || (portName !== '' && name !== portName) ? [] : [port]))

/** Which Pods receive the traffic of one port of a Service, at addresses of one family. */
export const podEndpoints = (
  cluster: Cluster,
  service: ObjectKey,
  portName: string,
  addressType: 'IPv4' | 'IPv6',
  failOpen: boolean
): FoundEndpoints => {
  const found = { ready: new Map<string, TargetEndpoint>(), unknown: new Map<string, TargetEndpoint>() }
  const unseen = new Set<string>()
  for (const slice of slicesOfService(cluster, service)) {
    if (slice.addressType !== addressType) continue
    for (const endpoint of slice.endpoints) {
      const [id] = endpoint.addresses
      if (endpoint.pod === undefined || id === undefined) continue
      const pod = cluster.objects.Pod.get(endpoint.pod)
      if (pod === undefined) {
        unseen.add(id)
        continue
      }
      const standing = standingOf(cluster, endpoint, pod)
      if (standing === 'out') continue
      for (const port of numbersIn(slice, portName)) add(found[standing], { id, port, behind: { pod } })
    }
  }
  const chosen = found.ready.size > 0 || !failOpen ? found.ready : found.unknown
  const endpoints = [...chosen].sort(([a], [b]) => byText(a, b)).map(([, endpoint]) => endpoint)
  return { endpoints, unseen: [...unseen].sort(byText), unfit: [] }
}

// Pods of one node that use its network can have the same address and port, and are one target: the first by name stands for them.
const add = (found: Map<string, TargetEndpoint>, endpoint: TargetEndpoint): void => {
  const key = targetKey(endpoint)
  const before = found.get(key)
  if (before === undefined || nameOf(endpoint) < nameOf(before)) found.set(key, endpoint)
}

const nameOf = ({ behind }: TargetEndpoint): string => ('pod' in behind ? behind.pod.name : behind.node.name)
