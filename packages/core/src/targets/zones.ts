import type { Vpc } from '../facts/network.js'
import type { Node } from '../kubernetes/node.js'
import { isWithin } from '../support/cidr.js'
import type { TargetEndpoint } from './endpoint.js'

/** What zones depend on. */
export interface ZoneFacts {
  /** `undefined`: another account's, which cannot be looked at. */
  readonly vpc: Vpc | undefined
  readonly nodes: ReadonlyMap<string, Node>
  /** AWS has once refused `all` for this target group: it wants to know the zone of each Pod. */
  readonly needsZone: boolean
}

const zoneLabel = 'topology.kubernetes.io/zone'

/**
 * The availability zone to register an endpoint with: none for an instance, and for an address of the VPC, whose zone AWS knows; `all` for an
 * address outside of it, such as that of a machine on premises or of a peered VPC.
 */
export const zoneOf = ({ id, behind }: TargetEndpoint, { vpc, nodes, needsZone }: ZoneFacts): string | undefined => {
  if ('node' in behind) return undefined
  if (vpc?.cidrBlocks.some((block) => isWithin(block, id)) === true) return undefined
  const zone = nodes.get(behind.pod.nodeName)?.labels[zoneLabel]
  return needsZone && vpc !== undefined && zone !== undefined ? zone : 'all'
}
