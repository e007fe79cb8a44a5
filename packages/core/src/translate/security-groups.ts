import type { Setting } from '../annotations/annotation.js'
import { annotations } from '../annotations/registry.js'
import { andThen, type Checked, each, map, noting, ok, refuse } from '../checked/checked.js'
import { type At, diagnostic, nameOf } from '../checked/diagnostic.js'
import { type FactsNeeded, question } from '../facts/facts.js'
import type { ConfiguredListener, SharedSettings } from '../groups/configure.js'
import { O, pipe } from '../prelude.js'
import { backendSecurityGroupId } from '../resources/ownership.js'
import { type Arn, type Ref, refTo } from '../resources/ref.js'
import type { Permission } from '../resources/security-group.js'
import { type Resource, sharedStack } from '../resources/stack.js'
import { quoted } from '../support/wording.js'
import { ask, type Context, placeOf } from './context.js'
import { securityGroupName } from './names.js'

/** Which security groups the load balancer has, and which of them nodes and pods are opened for. */
export interface SecurityGroupChoice {
  readonly attached: ReadonlyArray<Arn>
  /** The group that is made for the load balancer, where none are given. */
  readonly managed: O.Option<Resource<'SecurityGroup'>>
  /** `none`: nobody opens nodes and pods for it. */
  readonly source: O.Option<Arn>
}

type Given = O.Option<Setting<ReadonlyArray<string>>>

const isGroupId = (item: string): boolean => item.startsWith('sg-')

/** Security groups that are given, by id or by their Name tag. */
export const securityGroupQuestions = (given: Given): FactsNeeded =>
  O.isNone(given)
    ? []
    : given.value.value.map((item) =>
        isGroupId(item) ? question('securityGroup', item) : question('securityGroupsNamed', item)
      )

const unknownGroup = (context: Context, item: string, at: At): Checked<never> =>
  refuse(
    diagnostic(
      'security-groups/unknown',
      at,
      `${nameOf(at.object)}: there is no security group ${quoted(item)}${isGroupId(item) ? '' : ` with that Name tag in ${context.install.vpcId}`}.`,
      'Check the id, or the Name tag (not the group name), of the security group.'
    )
  )

const groupsOf = (context: Context, item: string, at: At): Checked<ReadonlyArray<string>> =>
  isGroupId(item)
    ? pipe(
        ask(context, question('securityGroup', item), at),
        map((group) => (O.isSome(group) ? [group.value.id] : []))
      )
    : pipe(
        ask(context, question('securityGroupsNamed', item), at),
        map((groups) => (O.isSome(groups) ? groups.value.map(({ id }) => id) : []))
      )

/** Security groups by id or by their Name tag. Ids first, then names: a name that several groups have brings them all in. */
export const resolveSecurityGroups = (
  context: Context,
  items: ReadonlyArray<string>,
  at: At
): Checked<ReadonlyArray<string>> => {
  const inOrder = [...items.filter(isGroupId), ...items.filter((item) => !isGroupId(item))]
  return pipe(
    each(inOrder, (item) =>
      pipe(
        groupsOf(context, item, at),
        andThen((ids) => (ids.length === 0 ? unknownGroup(context, item, at) : ok(ids)))
      )
    ),
    map((found) => [...new Set(found.flat())])
  )
}

/** The security group that all load balancers of the cluster share: the given one, or the one we make. */
const backendGroup = ({ install }: Context): Arn =>
  install.backendSecurityGroup ??
  refTo({ stack: sharedStack, kind: 'SecurityGroup', id: backendSecurityGroupId }, 'groupId')

const isIpv6 = (cidr: string): boolean => cidr.includes(':')

const distinctSorted = (texts: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(texts)].sort()

const everywhere: ReadonlyArray<string> = ['0.0.0.0/0', '::/0']

/** Who may reach a listener. IPv6 ranges say nothing for a load balancer without IPv6 addresses. */
const permissionsOf = (listener: ConfiguredListener, hasIpv6: boolean): ReadonlyArray<Permission> => {
  const { inboundCidrs, securityGroupPrefixLists } = listener.settings
  const prefixLists = O.isSome(securityGroupPrefixLists) ? securityGroupPrefixLists.value.value : []
  // Prefix lists alone restrict a listener as ranges do.
  const unasked = prefixLists.length === 0 ? everywhere : []
  const cidrs = O.isSome(inboundCidrs) ? inboundCidrs.value.value : unasked
  const sources: ReadonlyArray<Permission['source']> = [
    ...distinctSorted(cidrs.filter((cidr) => !isIpv6(cidr))).map((cidr) => ({ cidr })),
    ...(hasIpv6 ? distinctSorted(cidrs.filter(isIpv6)).map((cidrIpv6) => ({ cidrIpv6 })) : []),
    ...distinctSorted(prefixLists).map((prefixListId) => ({ prefixListId }))
  ]
  return sources.map((source) => ({ protocol: 'tcp', fromPort: listener.port, toPort: listener.port, source }))
}

/** The logical id that the reference gives it. */
const managedId = 'ManagedLBSecurityGroup'

const managedGroup = (
  { install, group }: Context,
  listeners: ReadonlyArray<ConfiguredListener>,
  hasIpv6: boolean,
  tags: Readonly<Record<string, string>>
): Resource<'SecurityGroup'> => ({
  stack: group.id,
  kind: 'SecurityGroup',
  id: managedId,
  spec: {
    groupName: securityGroupName(install.clusterName, group.id),
    description: '[k8s] Managed SecurityGroup for LoadBalancer',
    vpcId: install.vpcId,
    tags,
    ingress: listeners.flatMap((listener) => permissionsOf(listener, hasIpv6))
  }
})

const refToManaged = ({ group }: Context): Ref =>
  refTo({ stack: group.id, kind: 'SecurityGroup', id: managedId }, 'groupId')

const managedAndBackend = (context: Context, managed: Resource<'SecurityGroup'>): SecurityGroupChoice => {
  const own = refToManaged(context)
  if (!context.install.enableBackendSecurityGroup)
    return { attached: [own], managed: O.some(managed), source: O.some(own) }
  const backend = backendGroup(context)
  return { attached: [own, backend], managed: O.some(managed), source: O.some(backend) }
}

const givenGroups = (
  context: Context,
  shared: SharedSettings,
  ids: ReadonlyArray<string>
): Checked<SecurityGroupChoice> => {
  if (!shared.manageBackendRules.value) return ok({ attached: ids, managed: O.none, source: O.none })
  const backend = backendGroup(context)
  const choice = { attached: [...ids, backend], managed: O.none, source: O.some(backend) }
  if (context.install.enableBackendSecurityGroup) return ok(choice)
  return noting(
    [
      diagnostic(
        'security-groups/no-backend',
        placeOf(context, shared.manageBackendRules),
        `${annotations.manageBackendSecurityGroupRules.key} needs the shared backend security group, which --enable-backend-security-group=false switches off.`,
        `Switch it on, or set ${annotations.manageBackendSecurityGroupRules.key} to false and open nodes and pods yourself.`
      )
    ],
    choice
  )
}

/** The security groups of the load balancer: those that are given, else one of its own and the one that the cluster shares. */
export const chooseSecurityGroups = (
  context: Context,
  shared: SharedSettings,
  hasIpv6: boolean,
  tags: Readonly<Record<string, string>>
): Checked<SecurityGroupChoice> => {
  const given = shared.loadBalancer.securityGroups
  if (O.isNone(given) || given.value.value.length === 0)
    return ok(managedAndBackend(context, managedGroup(context, shared.listeners, hasIpv6, tags)))
  return pipe(
    resolveSecurityGroups(context, given.value.value, placeOf(context, given.value)),
    andThen((ids) => givenGroups(context, shared, ids))
  )
}
