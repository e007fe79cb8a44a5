import { withOwnPrefix } from '../annotations/prefix.js'
import { all, type Checked, each, map, noting, ok, valueIn } from '../checked/checked.js'
import { distinct } from '../checked/diagnostic.js'
import { distinctQuestions, type Facts, type FactsNeeded } from '../facts/facts.js'
import type { ConfiguredGroup, ConfiguredMember, SharedSettings } from '../groups/configure.js'
import { O, pipe, TH } from '../prelude.js'
import type { ObservedStack, Resource, Stack } from '../resources/stack.js'
import { actionQuestions } from './actions.js'
import { addOnQuestions } from './add-ons.js'
import { certificateQuestions, certificatesOfMembers } from './certificates.js'
import { type Context, contextOf } from './context.js'
import { createdCertificates } from './created-certificates.js'
import { frontendOfGroup, frontendQuestions } from './frontend-nlb.js'
import { frontendResources } from './frontend-nlb-resources.js'
import { type MembersTls, translateListener } from './listeners.js'
import { translateLoadBalancer } from './load-balancer.js'
import { authenticationOfMembers, trustStoreQuestions } from './mutual-authentication.js'
import { reservedTags } from './reserved-tags.js'
import { securityGroupQuestions } from './security-groups.js'
import { subnetQuestions } from './subnets.js'
import type { TargetGroupUse } from './target-group.js'
import { collectTargetGroups } from './target-groups.js'

/** What must be known of the account before the group can be translated. Questions are wide, so that many groups ask the same ones. */
export const needed = (configured: ConfiguredGroup): FactsNeeded => {
  const shared = valueIn(configured.shared)
  const members = configured.members.flatMap((member) => valueIn(member) ?? [])
  if (shared === undefined || members.length === 0) return []
  return distinctQuestions([
    ...subnetQuestions(shared.loadBalancer.subnets),
    ...securityGroupQuestions(shared.loadBalancer.securityGroups),
    ...addOnQuestions(configured.install, shared),
    ...certificateQuestions(configured.install, members),
    ...trustStoreQuestions(members),
    ...members.flatMap(({ ingress }) => actionQuestions(ingress)),
    ...frontendQuestions(shared)
  ])
}

// Where the load balancer does not check, its rules are read all the same: for their mistakes, and with nothing to open.
const unknownFront = (shared: SharedSettings): TargetGroupUse => ({
  hasIpv6: shared.loadBalancer.ipAddressType.value !== 'ipv4',
  source: O.none
})

const resourcesOf = (
  context: Context,
  members: ReadonlyArray<ConfiguredMember>,
  shared: SharedSettings
): Checked<ReadonlyArray<Resource>> => {
  const front = translateLoadBalancer(context, shared)
  const { hasIpv6, source } = pipe(
    front,
    map(({ hasIpv6, securityGroups }): TargetGroupUse => ({ hasIpv6, source: securityGroups.source })),
    (use) => valueIn(use) ?? unknownFront(shared)
  )
  const certificates = certificatesOfMembers(context, members)
  const authentication = authenticationOfMembers(context, members)
  const tls: MembersTls = { certificates: valueIn(certificates), authentication: valueIn(authentication) }
  const targetGroups = collectTargetGroups(context, { hasIpv6, source })
  const listeners = each(shared.listeners, (listener) =>
    translateListener(context, targetGroups, tls, shared.redirectPort, listener)
  )
  return pipe(
    all({
      front,
      created: createdCertificates(context, members),
      certificates,
      authentication,
      listeners,
      frontend: frontendOfGroup(context, shared)
    }),
    map((parts) => [
      ...(O.isSome(parts.front.securityGroups.managed) ? [parts.front.securityGroups.managed.value] : []),
      ...parts.created,
      parts.front.loadBalancer,
      ...targetGroups.resources(),
      ...parts.listeners.flat(),
      ...(O.isSome(parts.frontend) ? frontendResources(context, parts.frontend.value, parts.front.loadBalancer) : [])
    ])
  )
}

/**
 * The resources of a group as they should be, or every reason why they cannot be said. `current` is what the group has now. Without
 * members the stack is empty. User tags only: ownership tags are added when a plan is made.
 */
export const translate =
  (facts: Facts, current: O.Option<ObservedStack>) =>
  (configured: ConfiguredGroup): Checked<Stack> => {
    const { group } = configured
    const context = contextOf(facts, current, configured)
    const shared = valueIn(configured.shared)
    const readable = configured.members.flatMap((member) => valueIn(member) ?? [])
    const resources = shared === undefined || readable.length === 0 ? ok([]) : resourcesOf(context, readable, shared)
    // Two listeners that lead to the same Service find the same mistake twice.
    return pipe(
      all({
        members: each(configured.members, (member) => member),
        shared: configured.shared,
        resources,
        reserved: noting(reservedTags(readable), undefined)
      }),
      map((parts): Stack => ({ id: group.id, resources: parts.resources })),
      TH.mapLeft((noticed) => withOwnPrefix(distinct(noticed), configured.install.annotationsPrefix))
    )
  }
