import { type Question, question } from '../facts/facts.js'
import type { Instance, NetworkInterface } from '../facts/network.js'
import type { Cluster } from '../groups/cluster.js'
import type { Node } from '../kubernetes/node.js'
import type { Pod } from '../kubernetes/pod.js'
import { isWithin } from '../support/cidr.js'
import type { TargetEndpoint } from './endpoint.js'
import { instanceIdOf, isOutside } from './nodes.js'

/** How the account is looked up: what it said to a question, or nothing where it knows no such thing. */
export interface NetworkFacts {
  readonly instance: (id: string) => Instance | undefined
  readonly networkInterface: (id: string) => NetworkInterface | undefined
  readonly withAddress: (address: string) => NetworkInterface | undefined
}

type NetworkQuestion = Question<'instance' | 'networkInterface' | 'networkInterfaceWithAddress'>

/** The security groups of the interface behind an endpoint. `outside`: it has none in AWS, and there is nothing to open. */
export type Guarded = { readonly groups: ReadonlyArray<string> } | 'outside' | undefined

const label = (node: Node | undefined, name: string): string | undefined => node?.labels[name]

// Such Pods have interfaces that belong to no instance of the account.
const isManaged = (node: Node): boolean =>
  label(node, 'eks.amazonaws.com/compute-type') === 'fargate' ||
  label(node, 'sagemaker.amazonaws.com/compute-type') === 'hyperpod'

const ownInterfaceOf = ({ ownInterfaces }: Pod, address: string): string | undefined =>
  ownInterfaces.find(({ privateIp, ipv6Address }) => privateIp === address || ipv6Address === address)?.id

const has = ({ privateIpAddresses, ipv6Addresses, ipv4Prefixes, ipv6Prefixes }: NetworkInterface, address: string) =>
  privateIpAddresses.includes(address) ||
  ipv6Addresses.includes(address) ||
  [...ipv4Prefixes, ...ipv6Prefixes].some((prefix) => isWithin(prefix, address))

const isAlike = ([first, ...others]: ReadonlyArray<NetworkInterface>): boolean =>
  first !== undefined &&
  others.every(
    ({ securityGroups }) =>
      securityGroups.length === first.securityGroups.length &&
      securityGroups.every((id) => first.securityGroups.includes(id))
  )

/** Of all interfaces of an instance the one that has the address; any of them, where all are guarded alike, also one that is not listed yet. */
const interfaceOf = ({ networkInterfaces }: Instance, address: string): NetworkInterface | undefined =>
  isAlike(networkInterfaces) ? networkInterfaces[0] : networkInterfaces.find((each) => has(each, address))

const firstOf = ({ networkInterfaces }: Instance): NetworkInterface | undefined =>
  networkInterfaces.find(({ deviceIndex }) => deviceIndex === 0) ?? networkInterfaces[0]

const nodeAddress = ({ addresses }: Node): string | undefined =>
  addresses.find(({ type }) => type === 'InternalIP')?.address

/** What is asked first: the machine of an endpoint, or the interface of a Pod that has one of its own. */
export const interfaceQuestions = (
  cluster: Cluster,
  { id, behind }: TargetEndpoint
): ReadonlyArray<NetworkQuestion> => {
  if ('node' in behind) return [question('instance', id)]
  const own = ownInterfaceOf(behind.pod, id)
  if (own !== undefined) return [question('networkInterface', own)]
  const node = cluster.objects.Node.get(behind.pod.nodeName)
  if (node === undefined || isOutside(node)) return []
  const instance = instanceIdOf(node)
  return isManaged(node) || instance === undefined
    ? [question('networkInterfaceWithAddress', id)]
    : [question('instance', instance)]
}

/** What is asked next, of an endpoint whose interface the first answers have not shown. */
export const furtherQuestions = (cluster: Cluster, { id, behind }: TargetEndpoint): ReadonlyArray<NetworkQuestion> => {
  if ('node' in behind) return []
  const node = cluster.objects.Node.get(behind.pod.nodeName)
  const address = node === undefined || !isManaged(node) ? undefined : nodeAddress(node)
  return [
    question('networkInterfaceWithAddress', id),
    ...(address === undefined ? [] : [question('networkInterfaceWithAddress', address)])
  ]
}

const interfaceOfPod = (
  cluster: Cluster,
  pod: Pod,
  address: string,
  facts: NetworkFacts
): NetworkInterface | undefined => {
  const own = ownInterfaceOf(pod, address)
  if (own !== undefined) return facts.networkInterface(own)
  const node = cluster.objects.Node.get(pod.nodeName)
  if (node === undefined) return undefined
  const instance = facts.instance(instanceIdOf(node) ?? '')
  const byMachine = instance === undefined ? undefined : interfaceOf(instance, address)
  if (byMachine !== undefined) return byMachine
  const byAddress = facts.withAddress(address)
  if (byAddress !== undefined) return byAddress
  // The interface of the machine may hold the Pod's address in a block of addresses.
  const ofNode = facts.withAddress(nodeAddress(node) ?? '')
  return ofNode !== undefined && has(ofNode, address) ? ofNode : undefined
}

/** Which security groups guard an endpoint, as far as the answers so far show it. */
export const guardedBy = (cluster: Cluster, { id, behind }: TargetEndpoint, facts: NetworkFacts): Guarded => {
  if ('node' in behind) {
    const instance = facts.instance(id)
    const first = instance === undefined ? undefined : firstOf(instance)
    return first === undefined ? undefined : { groups: first.securityGroups }
  }
  const node = cluster.objects.Node.get(behind.pod.nodeName)
  if (node !== undefined && isOutside(node)) return 'outside'
  const found = interfaceOfPod(cluster, behind.pod, id, facts)
  return found === undefined ? undefined : { groups: found.securityGroups }
}
