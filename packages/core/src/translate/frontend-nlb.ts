import type { Setting } from '../annotations/annotation.js'
import { annotations } from '../annotations/registry.js'
import { all, andThen, type Checked, map, noting, ok, valueIn } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { FactsNeeded } from '../facts/facts.js'
import type { SharedSettings } from '../groups/configure.js'
import type { ConfiguredFrontend } from '../groups/frontend.js'
import { O, pipe } from '../prelude.js'
import type { SubnetMapping } from '../resources/load-balancer.js'
import { type Context, placeOf } from './context.js'
import { resolveSecurityGroups, securityGroupQuestions } from './security-groups.js'
import { chooseSubnets, subnetQuestions } from './subnets.js'

/** What is said of the network load balancer in front, the account having been asked. What is absent is as behind it. */
export interface Frontend extends ConfiguredFrontend {
  readonly subnetMappings: ReadonlyArray<SubnetMapping>
  readonly securityGroups: O.Option<ReadonlyArray<string>>
}

/** What must be known of the account for the network load balancer in front. */
export const frontendQuestions = ({ frontend }: SharedSettings): FactsNeeded => {
  if (O.isNone(frontend)) return []
  const { frontendNlbSubnets, frontendNlbSecurityGroups } = frontend.value.settings
  return [...subnetQuestions(frontendNlbSubnets), ...securityGroupQuestions(frontendNlbSecurityGroups)]
}

type Given = O.Option<Setting<ReadonlyArray<string>>>

const itemsOf = (given: Given): ReadonlyArray<string> => (O.isSome(given) ? given.value.value : [])

const groupsGiven = (context: Context, given: Given): Checked<O.Option<ReadonlyArray<string>>> =>
  O.isNone(given) || given.value.value.length === 0
    ? ok(O.none)
    : pipe(
        resolveSecurityGroups(context, given.value.value, placeOf(context, given.value)),
        map((ids) => O.some(ids))
      )

/** `subnets`: as far as they are known. */
const addressProblems = (
  context: Context,
  { frontendNlbEipAllocations: given, frontendNlbScheme }: ConfiguredFrontend['settings'],
  subnets: ReadonlyArray<string> | undefined
): ReadonlyArray<Diagnostic> => {
  if (O.isNone(given)) return []
  const at = placeOf(context, given.value)
  const { key } = annotations.frontendNlbEipAllocations
  const refused = (message: string, hint: string): ReadonlyArray<Diagnostic> => [
    diagnostic('frontend-nlb/addresses', at, `${nameOf(at.object)}: ${message}`, hint)
  ]
  if (frontendNlbScheme.value !== 'internet-facing')
    return refused(
      `${key} gives public addresses to a network load balancer that is internal.`,
      `Set ${annotations.frontendNlbScheme.key} to internet-facing, or take the addresses out.`
    )
  const { length } = given.value.value
  if (length === 0 || subnets === undefined || length === subnets.length) return []
  return refused(
    `${key} gives ${length} addresses for ${subnets.length} subnets (${subnets.join(', ')}).`,
    `Give one address for each subnet, in the order of ${annotations.frontendNlbSubnets.key}.`
  )
}

/** By default the scheme is that of the installation, whatever the load balancer behind has: the reference has it so. */
const schemeHint = (
  context: Context,
  { loadBalancer }: SharedSettings,
  { enabled, settings: { frontendNlbScheme } }: ConfiguredFrontend
): ReadonlyArray<Diagnostic> => {
  if (frontendNlbScheme.origins.length > 0 || frontendNlbScheme.value === loadBalancer.scheme.value) return []
  const at = placeOf(context, enabled)
  return [
    diagnostic(
      'frontend-nlb/scheme',
      at,
      `${nameOf(at.object)}: the network load balancer is ${frontendNlbScheme.value}, as --default-load-balancer-scheme says, and the load balancer behind it is ${loadBalancer.scheme.value}.`,
      `Say which one is meant with ${annotations.frontendNlbScheme.key}.`
    )
  ]
}

/** Security groups that are made for a group open the ports of the load balancer behind, and no others. */
const closedPorts = (
  { loadBalancer, listeners }: SharedSettings,
  { settings, listeners: inFront }: ConfiguredFrontend
): ReadonlyArray<Diagnostic> => {
  const given = [loadBalancer.securityGroups, settings.frontendNlbSecurityGroups]
  if (given.some((each) => itemsOf(each).length > 0)) return []
  const open = new Set(listeners.map(({ port }) => port))
  return inFront
    .filter(({ nlbPort }) => !open.has(nlbPort))
    .map(({ nlbPort, at }) =>
      diagnostic(
        'frontend-nlb/closed-port',
        at,
        `${nameOf(at.object)}: nobody can reach port ${nlbPort} of the network load balancer: it has the security group of the load balancer behind it, which opens ports ${[...open].join(', ')}.`,
        `Name a security group that opens ${nlbPort} with ${annotations.frontendNlbSecurityGroups.key}.`
      )
    )
}

const readFrontend = (context: Context, shared: SharedSettings, frontend: ConfiguredFrontend): Checked<Frontend> => {
  const { settings } = frontend
  const addresses = itemsOf(settings.frontendNlbEipAllocations)
  const use = {
    type: 'network',
    scheme: settings.frontendNlbScheme.value,
    needsIpv6: shared.loadBalancer.ipAddressType.value !== 'ipv4'
  } as const
  const subnets = chooseSubnets(context, settings.frontendNlbSubnets, use)
  const addressed = map((ids: ReadonlyArray<string>) =>
    ids.map((subnetId, i): SubnetMapping => {
      const allocationId = addresses[i]
      return allocationId === undefined ? { subnetId } : { subnetId, allocationId }
    })
  )
  const notes = [...schemeHint(context, shared, frontend), ...closedPorts(shared, frontend)]
  return pipe(
    all({
      subnetMappings: addressed(subnets),
      securityGroups: groupsGiven(context, settings.frontendNlbSecurityGroups),
      addresses: noting(addressProblems(context, settings, valueIn(subnets)), undefined)
    }),
    andThen(({ addresses: _, ...parts }) => noting(notes, { ...frontend, ...parts }))
  )
}

/** The network load balancer in front of the group, where one is asked for; its problems are told whatever those of the others are. */
export const frontendOfGroup = (context: Context, shared: SharedSettings): Checked<O.Option<Frontend>> =>
  O.isNone(shared.frontend)
    ? ok(O.none)
    : pipe(readFrontend(context, shared, shared.frontend.value), map(O.some<Frontend>))
