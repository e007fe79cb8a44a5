import type { GroupId } from '../groups/group.js'
import { isImplicit } from '../groups/group.js'
import type { ObjectKey } from '../kubernetes/object.js'
import { sha256Hex } from '../support/sha256.js'

// Names are the reference's, to the letter: whoever takes over its resources, or hands ours back, finds what it would have made.

/** The characters that AWS allows in every name; case is kept. */
const plain = (text: string): string => text.replace(/[^0-9A-Za-z]/g, '')

const hash10 = (...texts: ReadonlyArray<string>): string => sha256Hex(...texts).slice(0, 10)

/** `shop-cart` of an implicit group shop/cart, `marigold` of a group of that name: the part of a name that people recognise. */
const readable = (group: GroupId): string => {
  if (!isImplicit(group)) return plain(group).slice(0, 17)
  const [namespace = '', name = ''] = group.split('/')
  return `${plain(namespace).slice(0, 8)}-${plain(name).slice(0, 8)}`
}

/** The scheme is hashed: another scheme is another load balancer, under another name. */
export const loadBalancerName = (clusterName: string, group: GroupId, scheme: string): string =>
  `k8s-${readable(group)}-${hash10(clusterName, group, scheme)}`

/** The name of the security group that is made for the load balancer of a group. */
export const securityGroupName = (clusterName: string, group: GroupId): string =>
  `k8s-${readable(group)}-${hash10(clusterName, group)}`

/** The logical id of the certificate made for an Ingress. Its first host is part of it: a host that comes before is another certificate. */
export const certificateId = (type: 'AMAZON_ISSUED' | 'PRIVATE', domainName: string, ingress: ObjectKey): string =>
  `${type.toLowerCase()}/${domainName.replaceAll('*', 'wildcard')}-${sha256Hex(ingress).slice(0, 8)}`

/** All that a target group's name is made from. The Service's uid is hashed: a Service made anew is another one. */
export interface TargetGroupNameInput {
  readonly clusterName: string
  readonly group: GroupId
  readonly ingress: { readonly namespace: string; readonly name: string }
  readonly service: { readonly namespace: string; readonly name: string; readonly uid: string }
  readonly servicePort: number | string
  readonly port: number
  readonly targetType: string
  readonly protocol: string
  readonly protocolVersion: string
  readonly targetControlPort?: number
}

/** Whatever needs another target group is hashed into its name. */
export const targetGroupName = (input: TargetGroupNameInput): string => {
  const { clusterName, group, ingress, service, servicePort, port, targetType, protocol, protocolVersion } = input
  const { targetControlPort } = input
  const hash = hash10(
    clusterName,
    group,
    ingress.namespace,
    ingress.name,
    service.uid,
    String(servicePort),
    String(port),
    targetType,
    protocol,
    protocolVersion,
    ...(targetControlPort === undefined ? [] : [String(targetControlPort)])
  )
  return `k8s-${plain(service.namespace).slice(0, 8)}-${plain(service.name).slice(0, 8)}-${hash}`
}

/** The name of the network load balancer in front comes from the name behind it. An empty one, which AWS refuses anyway, has nothing to give. */
export const frontendName = (clusterName: string, group: GroupId, behind: string, scheme: string): string => {
  if (behind !== '') return `${behind.slice(0, 28)}-nlb`
  const hash = sha256Hex(clusterName, group, scheme)
  return isImplicit(group)
    ? `k8s-${readable(group)}-${hash.slice(0, 6)}-nlb`
    : `k8s-${readable(group).slice(0, 16)}-${hash.slice(0, 8)}-nlb`
}

/** How health is checked is part of the name, as far as AWS could not change it once. */
export const frontendTargetGroupName = (
  clusterName: string,
  group: GroupId,
  port: number,
  { port: healthPort, protocol }: { readonly port: string; readonly protocol: string }
): string => `k8s-${readable(group)}-${hash10(clusterName, group, String(port), 'alb', 'TCP', healthPort, protocol)}`
