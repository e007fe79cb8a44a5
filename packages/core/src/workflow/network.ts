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
import { networkPlan } from './network-plan.js'

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

const contributionsOf = (
  cluster: Cluster,
  parties: ReadonlyArray<Party>,
  facts: Facts,
  install: Installation,
  { interfaceTags }: TargetSettings
): ReadonlyMap<string, Contributed> => {
  const marks = { clusterName: install.clusterName, interfaceTags }
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

interface Seen {
  readonly facts: Facts
  readonly found: ReadonlyMap<string, Contributed>
  readonly contributions: ReadonlyMap<string, Contribution>
  readonly wanted: ReadonlyMap<string, ReadonlyArray<Permission>>
}

const see = (
  cluster: Cluster,
  parties: ReadonlyArray<Party>,
  facts: Facts,
  install: Installation,
  settings: TargetSettings,
  memory: NetworkMemory
): Seen => {
  const found = contributionsOf(cluster, parties, facts, install, settings)
  const contributions = standing(found, memory.contributions)
  const wanted = wantedTogether(contributions.values(), !install.disableRestrictedSecurityGroupRules)
  return { facts, found, contributions, wanted }
}

/** What was seen, and what each group holds. */
interface Known {
  readonly parties: ReadonlyArray<Party>
  readonly seen: Seen
  readonly rules: Facts
  readonly granted: NetworkMemory['granted']
  readonly marked: Marked | undefined
}

const outlookOf = (
  { parties, seen, rules, granted, marked }: Known,
  settings: TargetSettings,
  memory: NetworkMemory,
  areAll: boolean
): NetworkOutlook => {
  const complete = areAll && [...seen.found.keys()].every((key) => seen.contributions.has(key))
  const { plan, refused, unwantedSince, again } = networkPlan(
    {
      ...{ wanted: seen.wanted, complete, unwantedSince: memory.unwantedSince },
      granted: new Map([...granted].map(([group, { value }]) => [group, value])),
      ...{ sources: sourcesOf(parties), full: memory.full, now: rules.now }
    },
    settings
  )
  const unknown = [...seen.found.values()].flatMap((each) => (each.is === 'unknown' ? each.because : []))
  return {
    ...{ plan, refused, complete },
    findings: distinct([
      ...unknown,
      ...(refused === undefined ? [] : [refused]),
      ...faultsIn(seen.facts),
      ...faultsIn(rules)
    ]),
    memory: {
      ...{ contributions: seen.contributions, unwantedSince, granted, full: memory.full },
      groups: new Set([...seen.wanted.keys(), ...[...memory.groups].filter((group) => granted.has(group))]),
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
    const marks = question('securityGroupsOfCluster', install.clusterName)
    const seeing = ({ now }: Facts) => {
      const known = believed(memory.marked, now) === undefined ? undefined : memory.marked
      return pipe(
        askForGuards(aws, cluster, parties, known === undefined ? [marks] : []),
        TE.map((facts) => ({
          seen: see(cluster, parties, facts, install, settings, memory),
          marked: known ?? markedIn(facts, marks)
        }))
      )
    }
    const reading = ({ seen, marked }: { readonly seen: Seen; readonly marked: Marked | undefined }, now: number) => {
      // Rules of ours may be where some are wanted, where some were, and in all groups that are marked for the cluster.
      const groups = [...new Set([...seen.wanted.keys(), ...memory.groups, ...(marked?.value ?? [])])]
      const unknown = groups.filter((group) => believed(memory.granted.get(group), now) === undefined)
      return pipe(
        aws.answer(unknown.map((group) => question('securityGroupRules', group))),
        TE.map((rules): Known => ({ parties, seen, rules, granted: grantedIn(rules, groups, memory), marked }))
      )
    }
    return pipe(
      aws.answer([]),
      TE.chain((clock) =>
        pipe(
          seeing(clock),
          TE.chain((sight) => reading(sight, clock.now))
        )
      ),
      TE.map((known) => outlookOf(known, settings, memory, areAll))
    )
  }
