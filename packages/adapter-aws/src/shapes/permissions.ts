import type { GrantedPermission, Permission } from '@alb-ingress/core'
import type { IpPermission } from '@aws-sdk/client-ec2'
import { literal } from './literal.js'
import { given } from './understood.js'

/** Permissions as they are sent, each with its one source. A description is sent where there is one. */
export const sentPermissions = (permissions: ReadonlyArray<GrantedPermission>): Array<IpPermission> =>
  permissions.map((permission) => ({
    IpProtocol: permission.protocol,
    ...sentPorts(permission),
    ...sentSource(permission)
  }))

/** AWS's word for every protocol, which leaves no ports to choose. */
const everyProtocol = '-1'

const sentPorts = ({ protocol, fromPort, toPort }: Permission): IpPermission =>
  protocol === everyProtocol ? {} : { FromPort: fromPort, ToPort: toPort }

const sentSource = ({ source, description }: GrantedPermission): IpPermission => {
  const about = { Description: description }
  if ('cidr' in source) return { IpRanges: [{ CidrIp: source.cidr, ...about }] }
  if ('cidrIpv6' in source) return { Ipv6Ranges: [{ CidrIpv6: source.cidrIpv6, ...about }] }
  if ('prefixListId' in source) return { PrefixListIds: [{ PrefixListId: source.prefixListId, ...about }] }
  return { UserIdGroupPairs: [{ GroupId: literal(source.securityGroup), ...about }] }
}

/**
 * Permissions as AWS shows them, which is by protocol and ports: here each has one source, and its description. Of a security group the id alone
 * counts.
 */
export const shownPermissions = (permissions: ReadonlyArray<IpPermission> = []): ReadonlyArray<GrantedPermission> =>
  permissions.flatMap((permission) =>
    sourcesOf(permission).map(([source, description]) => ({
      protocol: permission.IpProtocol ?? '',
      fromPort: permission.FromPort ?? 0,
      toPort: permission.ToPort ?? 0,
      source,
      ...given({ description })
    }))
  )

type Described = readonly [source: Permission['source'], description: string | undefined]

const sourcesOf = (permission: IpPermission): ReadonlyArray<Described> => [
  ...(permission.IpRanges ?? []).map(({ CidrIp = '', Description }): Described => [{ cidr: CidrIp }, Description]),
  ...(permission.Ipv6Ranges ?? []).map(
    ({ CidrIpv6 = '', Description }): Described => [{ cidrIpv6: CidrIpv6 }, Description]
  ),
  ...(permission.PrefixListIds ?? []).map(
    ({ PrefixListId = '', Description }): Described => [{ prefixListId: PrefixListId }, Description]
  ),
  ...(permission.UserIdGroupPairs ?? []).map(
    ({ GroupId = '', Description }): Described => [{ securityGroup: GroupId }, Description]
  )
]

/** The permission alone, as two of them are compared. */
export const withoutDescription = ({ description: _, ...permission }: GrantedPermission): Permission => permission
