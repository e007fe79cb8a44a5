import { clusterFrom } from '../../src/groups/apply-change.js'
import type { Cluster } from '../../src/groups/cluster.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import type { Node } from '../../src/kubernetes/node.js'
import type { Pod } from '../../src/kubernetes/pod.js'
import type { TargetEndpoint } from '../../src/targets/endpoint.js'
import type { Manifest } from '../../testing/manifests.js'
import { type NodeSaid, nodeManifest, type PodSaid, podManifest } from '../../testing/target-manifests.js'

/** The cluster of these objects, all of which can be read. */
export const clusterOf = (...manifests: ReadonlyArray<Manifest>): Cluster => {
  const decoded = manifests.map(decodeObject)
  const broken = decoded.find((each) => !('read' in each))
  if (broken !== undefined) throw new Error(JSON.stringify(broken))
  return clusterFrom({ ingressClass: '' }, decoded)
}

const only = <A>(values: Iterable<A>): A => {
  const [first] = values
  if (first === undefined) throw new Error('there is none')
  return first
}

export const aNode = (name: string, said: NodeSaid = {}): Node =>
  only(clusterOf(nodeManifest(name, said)).objects.Node.values())

const aPod = (key: string, said: PodSaid): Pod => only(clusterOf(podManifest(key, said)).objects.Pod.values())

/** A Pod as an endpoint, at its own address. */
export const atPod = (key: string, port: number, said: PodSaid): TargetEndpoint => ({
  ...{ id: said.ip, port },
  behind: { pod: aPod(key, said) }
})

export const atNode = (name: string, port: number, said: NodeSaid = {}): TargetEndpoint => ({
  ...{ id: `i-${name}`, port },
  behind: { node: aNode(name, said) }
})
