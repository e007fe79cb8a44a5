import type { GrantedPermission } from '../facts/network.js'
import { type Permission, permissionKey } from '../resources/security-group.js'
import { byText } from '../support/canonical.js'
import { listsBy, push } from '../support/lists-by.js'
import type { Contribution } from './network.js'

/** The description by which rules on nodes and Pods are known as ours: that of AWS Load Balancer Controller 3.5. */
export const sharedRule = 'elbv2.k8s.aws/targetGroupBinding=shared'

// Labels stand in the description as `key=value`, each up to a comma or the end.
const ofOurs = /(?<![^\s,=])elbv2\.k8s\.aws\/targetGroupBinding=shared(?:,|$)/

/** Whether a rule is one of those that we may take back. */
export const isOurs = ({ description = '' }: GrantedPermission): boolean => ofOurs.test(description)

const sorted = (permissions: Iterable<Permission>): ReadonlyArray<Permission> =>
  [...new Map([...permissions].map((each) => [permissionKey(each), each]))]
    .sort(([a], [b]) => byText(a, b))
    .map(([, each]) => each)

const isAll = ({ fromPort, toPort }: Permission): boolean => fromPort === 0 && toPort === 0

/** One rule from the lowest to the highest port, so that a load balancer with many ports needs one rule in each group. */
const widened = (permissions: readonly [Permission, ...ReadonlyArray<Permission>]): Permission => {
  if (permissions.some(isAll)) return { ...permissions[0], fromPort: 0, toPort: 65535 }
  return {
    ...permissions[0],
    fromPort: Math.min(...permissions.map(({ fromPort }) => fromPort)),
    toPort: Math.max(...permissions.map(({ toPort }) => toPort))
  }
}

const restricted = (permissions: ReadonlyArray<Permission>): ReadonlyArray<Permission> => {
  const byGroup = permissions.filter(({ source }) => 'securityGroup' in source)
  const others = permissions.filter(({ source }) => !('securityGroup' in source))
  const ranges = listsBy(byGroup, (each) => `${each.protocol} ${JSON.stringify(each.source)}`)
  return sorted([...[...ranges.values()].map(widened), ...others])
}

/** What all bindings together want, by security group; `isRestricted`: one range of ports for each source group instead of every port by itself. */
export const wantedTogether = (
  contributions: Iterable<Contribution>,
  isRestricted: boolean
): ReadonlyMap<string, ReadonlyArray<Permission>> => {
  const together = new Map<string, Array<Permission>>()
  for (const contribution of contributions)
    for (const [group, permissions] of contribution) for (const each of permissions) push(together, group, each)
  return new Map(
    [...together].map(([group, permissions]) => [group, isRestricted ? restricted(permissions) : sorted(permissions)])
  )
}

/** What is to be changed in one security group. */
export interface RuleChange {
  readonly grant: ReadonlyArray<GrantedPermission>
  readonly revoke: ReadonlyArray<GrantedPermission>
}

/** Rules are told apart without their descriptions: one that somebody made by hand does as well, and is never taken back. */
export const ruleChange = (
  wanted: ReadonlyArray<Permission>,
  granted: ReadonlyArray<GrantedPermission>
): RuleChange => {
  const there = new Set(granted.map(permissionKey))
  const needed = new Set(wanted.map(permissionKey))
  return {
    grant: wanted
      .filter((each) => !there.has(permissionKey(each)))
      .map((each) => ({ ...each, description: sharedRule })),
    revoke: granted.filter((each) => isOurs(each) && !needed.has(permissionKey(each)))
  }
}

/** So few may always be revoked: a share of little says nothing. */
const alwaysAllowed = 5

/** Whether so much would be revoked that a mistake is more likely than the wish. */
export const revokesTooMany = (revoked: number, ours: number, share: number): boolean =>
  revoked > alwaysAllowed && revoked > ours * share
