import type { Permission } from '../resources/security-group.js'

/** A VPC. The blocks, of IPv4 and IPv6, are those in state `associated`. */
export interface Vpc {
  readonly id: string
  readonly cidrBlocks: ReadonlyArray<string>
}

/** What a node or a pod is reached through: its addresses, and the security groups that guard them. */
export interface NetworkInterface {
  readonly id: string
  readonly vpcId: string
  /** Of an interface that is attached to an instance; 0 is the first. */
  readonly deviceIndex?: number
  readonly privateIpAddresses: ReadonlyArray<string>
  readonly ipv6Addresses: ReadonlyArray<string>
  /** Blocks that are delegated to it, such as `10.0.1.16/28`: pods have addresses in them. */
  readonly ipv4Prefixes: ReadonlyArray<string>
  readonly ipv6Prefixes: ReadonlyArray<string>
  /** Ids. */
  readonly securityGroups: ReadonlyArray<string>
}

export interface Instance {
  readonly id: string
  readonly vpcId: string
  readonly availabilityZone: string
  readonly networkInterfaces: ReadonlyArray<NetworkInterface>
}

/** A permission as a security group holds it. By its description whoever made it knows it again. */
export type GrantedPermission = Permission & { readonly description?: string }
