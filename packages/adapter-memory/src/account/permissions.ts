import { isCidr, maskedCidr } from './cidr.js'
import { text } from './literal.js'
import type { Permission, SecurityGroup, Source } from './records.js'
import { declined, firstRefusal, type Refusal, unless, type Verdict, when } from './refusal.js'
import { groupNotFound } from './security-groups.js'
import { putSecurityGroup } from './store.js'
import type { World } from './world.js'

// AWS tells permissions apart by protocol, ports and source; it clears the host bits of a CIDR block before it looks.
const kept = (permission: Permission): Permission => ({ ...permission, source: keptSource(permission.source) })

const keptSource = (source: Source): Source => {
  if ('cidr' in source) return { cidr: maskedCidr(source.cidr) ?? source.cidr }
  return 'cidrIpv6' in source ? { cidrIpv6: maskedCidr(source.cidrIpv6) ?? source.cidrIpv6 } : source
}

const sourceText = (source: Source): string => {
  if ('cidr' in source) return source.cidr
  if ('cidrIpv6' in source) return source.cidrIpv6
  return 'prefixListId' in source ? source.prefixListId : text(source.securityGroup)
}

const keyOf = ({ protocol, fromPort, toPort, source }: Permission): string =>
  `${protocol} ${fromPort}-${toPort} ${sourceText(source)}`

/** AuthorizeSecurityGroupIngress: all permissions of the call, or none. One that is there already is a duplicate. */
export const authorizeIngress = (world: World, id: string, given: ReadonlyArray<Permission>): Verdict => {
  const group = world.securityGroups.get(id)
  if (group === undefined) return declined(groupNotFound(id))
  const asked = given.map(kept)
  const refusal =
    firstRefusal(asked, (permission) => permissionRefusal(world, permission)) ??
    duplicateRefusal(group, asked) ??
    limitRefusal(world, [...group.ingress, ...asked])
  return unless(refusal, () => {
    putSecurityGroup(world, { ...group, ingress: [...group.ingress, ...asked] })
    return undefined
  })
}

/** RevokeSecurityGroupIngress: every permission must be there, as it was authorised. */
export const revokeIngress = (world: World, id: string, given: ReadonlyArray<Permission>): Verdict => {
  const group = world.securityGroups.get(id)
  if (group === undefined) return declined(groupNotFound(id))
  const going = new Set(given.map((permission) => keyOf(kept(permission))))
  const held = new Set(group.ingress.map(keyOf))
  const refusal = firstRefusal(going, (key) =>
    when(!held.has(key), 'InvalidPermission.NotFound', 'The specified rule does not exist in this security group')
  )
  return unless(refusal, () => {
    putSecurityGroup(world, { ...group, ingress: group.ingress.filter((permission) => !going.has(keyOf(permission))) })
    return undefined
  })
}

const permissionRefusal = (world: World, { fromPort, toPort, source }: Permission): Refusal =>
  when(
    fromPort < 0 || toPort > 65535 || fromPort > toPort,
    'InvalidParameterValue',
    `Invalid port range '${fromPort}' to '${toPort}'`
  ) ?? sourceRefusal(world, source)

const sourceRefusal = ({ file, securityGroups }: World, source: Source): Refusal => {
  if ('cidr' in source) return cidrRefusal(source.cidr, !source.cidr.includes(':'))
  if ('cidrIpv6' in source) return cidrRefusal(source.cidrIpv6, source.cidrIpv6.includes(':'))
  if ('prefixListId' in source) {
    const known = (file.prefixLists ?? []).some(({ id }) => id === source.prefixListId)
    return when(!known, 'InvalidPrefixListID.NotFound', `The prefix list ID '${source.prefixListId}' does not exist`)
  }
  const id = text(source.securityGroup)
  return securityGroups.has(id) ? undefined : groupNotFound(id)
}

const cidrRefusal = (cidr: string, ofItsFamily: boolean): Refusal =>
  when(!ofItsFamily || !isCidr(cidr), 'InvalidParameterValue', `CIDR block ${cidr} is malformed`)

const duplicateRefusal = (group: SecurityGroup, asked: ReadonlyArray<Permission>): Refusal => {
  const held = new Set(group.ingress.map(keyOf))
  return firstRefusal(asked, (permission) => {
    const twice = held.has(keyOf(permission))
    held.add(keyOf(permission))
    return when(twice, 'InvalidPermission.Duplicate', `the specified rule "${keyOf(permission)}" already exists`)
  })
}

// IPv4 and IPv6 are counted apart; other sources count for both.
const limitRefusal = ({ limits }: World, permissions: ReadonlyArray<Permission>): Refusal => {
  const limit = limits.permissionsPerSecurityGroup
  const four = permissions.filter(({ source }) => !('cidrIpv6' in source)).length
  const six = permissions.filter(({ source }) => !('cidr' in source)).length
  return when(
    Math.max(four, six) > limit,
    'RulesPerSecurityGroupLimitExceeded',
    'The maximum number of rules per security group has been reached'
  )
}
