import { type Diagnostic, distinct } from '../checked/diagnostic.js'
import { type Facts, question } from '../facts/facts.js'
import type { Fault } from '../facts/fault.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import type { Plan } from '../plan/step.js'
import type { Aws } from '../ports/aws.js'
import { pipe, TE } from '../prelude.js'
import type { Permission } from '../resources/security-group.js'
import type { Binding } from '../targets/binding.js'
import { contributionOf } from '../targets/contribution.js'
import type { Contributed, Contribution } from '../targets/network.js'
import { wantedTogether } from '../targets/network-rules.js'
import { type TargetSettings, usualTargetSettings } from '../targets/settings.js'
import { askForGuards, faultsIn, lookups, type Party, partiesIn } from './network-facts.js'
import { believed, grantedIn, type Marked, markedIn, type NetworkMemory, noNetworkMemory } from './network-memory.js'
import { type NetworkPlan, type NetworkRules, networkPlan } from './network-plan.js'

/** What was found of the rules on nodes and Pods, and what is to be done. */
export interface NetworkOutlook {
  readonly plan: Plan
  readonly findings: ReadonlyArray<Diagnostic>
  readonly refused: Diagnostic | undefined
  /** Whether it is known what every binding wants. */
  readonly complete: boolean
  readonly memory: NetworkMemory
  readonly again: number | undefined
}

/** What is to be found out, and with what. */
interface Inquiry {
  readonly aws: Aws
  readonly install: Installation
  readonly settings: TargetSettings
  readonly cluster: Cluster
  readonly parties: ReadonlyArray<Party>
  readonly memory: NetworkMemory
  readonly areAll: boolean
}

const contributionsOf = (
  { cluster, parties, install, settings }: Inquiry,
  facts: Facts
): ReadonlyMap<string, Contributed> => {
  const marks = { clusterName: install.clusterName, interfaceTags: settings.interfaceTags }
  const known = lookups(facts)
  return new Map(
    parties.map(({ binding, endpoints }) => [
      binding.key,
      endpoints === undefined
        ? { is: 'unknown', because: [] }
        : contributionOf(cluster, binding, endpoints, known, marks)
    ])
  )
}

const sourcesOf = (parties: ReadonlyArray<Party>): ReadonlySet<string> =>
  new Set(
    parties.flatMap(({ binding: { spec } }) =>
      (spec.networking ?? []).flatMap(({ from }) => from.flatMap(({ securityGroup }) => securityGroup?.groupID ?? []))
    )
  )

/** What stands for each binding: what it wants now, or what it wanted when that was last known. */
const standing = (
  found: ReadonlyMap<string, Contributed>,
  before: NetworkMemory['contributions']
): ReadonlyMap<string, Contribution> => {
  const all = new Map<string, Contribution>()
  for (const [key, contributed] of found) {
    const wants = contributed.is === 'known' ? contributed.wants : before.get(key)
    if (wants !== undefined) all.set(key, wants)
  }
  return all
}

export interface NetworkSurveyOptions {
  /** Whether all bindings are among those given: otherwise nothing is taken back. */
  readonly areAll?: boolean
}

/** What all bindings want, as far as that is known, and the groups that are marked for the cluster. */
interface Seen {
  readonly facts: Facts
  readonly found: ReadonlyMap<string, Contributed>
  readonly contributions: ReadonlyMap<string, Contribution>
  readonly wanted: ReadonlyMap<string, ReadonlyArray<Permission>>
  readonly marked: Marked | undefined
}

const see = (inquiry: Inquiry, now: number): TE.TaskEither<Fault, Seen> => {
  const { aws, cluster, parties, memory, install } = inquiry
  const marks = question('securityGroupsOfCluster', install.clusterName)
  const known = believed(memory.marked, now) === undefined ? undefined : memory.marked
  return pipe(
    askForGuards(aws, cluster, parties, known === undefined ? [marks] : []),
    TE.map((facts): Seen => {
      const found = contributionsOf(inquiry, facts)
      const contributions = standing(found, memory.contributions)
      const wanted = wantedTogether(contributions.values(), !install.disableRestrictedSecurityGroupRules)
      return { facts, found, contributions, wanted, marked: known ?? markedIn(facts, marks) }
    })
  )
}

/** What was seen, and what each group holds. */
interface Known extends Seen {
  readonly rules: Facts
  readonly granted: NetworkMemory['granted']
}

// Rules of ours may be where some are wanted, where some were, and in all groups that are marked for the cluster.
const readRules =
  ({ aws, memory }: Inquiry, now: number) =>
  (seen: Seen): TE.TaskEither<Fault, Known> => {
    const groups = [...new Set([...seen.wanted.keys(), ...memory.groups, ...(seen.marked?.value ?? [])])]
    const unknown = groups.filter((group) => believed(memory.granted.get(group), now) === undefined)
    return pipe(
      aws.answer(unknown.map((group) => question('securityGroupRules', group))),
      TE.map((rules) => ({ ...seen, rules, granted: grantedIn(rules, groups, memory) }))
    )
  }

const planFor = ({ parties, memory, areAll, settings }: Inquiry, known: Known): NetworkPlan & { complete: boolean } => {
  const areKnown = [...known.found.keys()].every((key) => known.contributions.has(key))
  const complete = areAll && areKnown && !parties.some(({ isPartial }) => isPartial)
  const rules: NetworkRules = {
    ...{ wanted: known.wanted, complete, unwantedSince: memory.unwantedSince },
    granted: new Map([...known.granted].map(([group, { value }]) => [group, value])),
    ...{ sources: sourcesOf(parties), full: memory.full, now: known.rules.now }
  }
  return { complete, ...networkPlan(rules, settings) }
}

const outlookOf =
  (inquiry: Inquiry) =>
  (known: Known): NetworkOutlook => {
    const { memory, settings } = inquiry
    const { found, contributions, wanted, granted, marked, facts, rules } = known
    const { plan, refused, complete, unwantedSince, again } = planFor(inquiry, known)
    const unknown = [...found.values()].flatMap((each) => (each.is === 'unknown' ? each.because : []))
    const said = [...unknown, ...(refused === undefined ? [] : [refused]), ...faultsIn(facts), ...faultsIn(rules)]
    return {
      ...{ plan, refused, complete, findings: distinct(said) },
      memory: {
        ...{ contributions, unwantedSince, granted, full: memory.full },
        groups: new Set([...wanted.keys(), ...[...memory.groups].filter((group) => granted.has(group))]),
        ...(marked === undefined ? {} : { marked })
      },
      again: unknown.length > 0 ? Math.min(settings.lookAgain, again ?? settings.lookAgain) : again
    }
  }

/**
 * Looks at what all bindings together want of the security groups of nodes and Pods, whether their targets are registered yet or not, and
 * plans the rules. Everything is asked for all bindings at once, and what was told lately is not asked again.
 */
export const surveyNetwork =
  (aws: Aws, install: Installation, settings: TargetSettings = usualTargetSettings) =>
  (
    cluster: Cluster,
    bindings: Iterable<Binding>,
    memory: NetworkMemory = noNetworkMemory,
    { areAll = true }: NetworkSurveyOptions = {}
  ): TE.TaskEither<Fault, NetworkOutlook> => {
    const parties = partiesIn(cluster, bindings, settings)
    const inquiry: Inquiry = { aws, install, settings, cluster, parties, memory, areAll }
    return pipe(
      aws.answer([]),
      TE.chain(({ now }) => pipe(see(inquiry, now), TE.chain(readRules(inquiry, now)))),
      TE.map(outlookOf(inquiry))
    )
  }
