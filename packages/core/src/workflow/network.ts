import { type Diagnostic, distinct } from '../checked/diagnostic.js'
import { answerTo, type Facts, question } from '../facts/facts.js'
import type { Fault } from '../facts/fault.js'
import type { GrantedPermission } from '../facts/network.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import type { Plan } from '../plan/step.js'
import type { Aws } from '../ports/aws.js'
import { E, O, pipe, TE } from '../prelude.js'
import type { Permission } from '../resources/security-group.js'
import type { Binding } from '../targets/binding.js'
import { contributionOf } from '../targets/contribution.js'
import type { Contributed, Contribution } from '../targets/network.js'
import { wantedTogether } from '../targets/network-rules.js'
import { type TargetSettings, usualTargetSettings } from '../targets/settings.js'
import type { Report } from './carry-out.js'
import { askForGuards, faultsIn, lookups, type Party, partiesIn } from './network-facts.js'
import { networkPlan } from './network-plan.js'

/** What is remembered of the rules on nodes and Pods between looks. */
export interface NetworkMemory {
  /** What a binding wanted when that was last known, by its key. */
  readonly contributions: ReadonlyMap<string, Contribution>
  readonly unwantedSince: ReadonlyMap<string, number>
  /** Security groups in which rules were wanted once. */
  readonly groups: ReadonlySet<string>
  readonly full: ReadonlySet<string>
}

export const noNetworkMemory: NetworkMemory = {
  contributions: new Map(),
  unwantedSince: new Map(),
  groups: new Set(),
  full: new Set()
}

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

/** Groups in which rules of ours may be: where some are wanted, were wanted, and all that are marked for the cluster. */
const groupsToRead = ({ facts, wanted }: Seen, clusterName: string, memory: NetworkMemory): ReadonlyArray<string> => {
  const marked = answerTo(facts, question('securityGroupsOfCluster', clusterName))
  const ofCluster = E.isRight(marked) && O.isSome(marked.right) ? marked.right.value.map(({ id }) => id) : []
  return [...new Set([...wanted.keys(), ...memory.groups, ...ofCluster])]
}

// A group that is gone holds no rules; one that cannot be read is left alone.
const grantedIn = (
  facts: Facts,
  groups: ReadonlyArray<string>
): ReadonlyMap<string, ReadonlyArray<GrantedPermission>> =>
  new Map(
    groups.flatMap((group) => {
      const rules = answerTo(facts, question('securityGroupRules', group))
      return E.isRight(rules) && O.isSome(rules.right) ? [[group, rules.right.value] as const] : []
    })
  )

const outlookOf = (
  parties: ReadonlyArray<Party>,
  seen: Seen,
  rules: Facts,
  groups: ReadonlyArray<string>,
  settings: TargetSettings,
  memory: NetworkMemory
): NetworkOutlook => {
  const granted = grantedIn(rules, groups)
  const complete = [...seen.found.keys()].every((key) => seen.contributions.has(key))
  const { plan, refused, unwantedSince, again } = networkPlan(
    {
      ...{ wanted: seen.wanted, granted, complete, unwantedSince: memory.unwantedSince },
      ...{ sources: sourcesOf(parties), full: memory.full, now: rules.now }
    },
    { maxRevokedShare: settings.maxRevokedShare, drain: settings.drain }
  )
  const unknown = [...seen.found.values()].flatMap((each) => (each.is === 'unknown' ? each.because : []))
  const isUnsure = unknown.length > 0
  return {
    ...{ plan, refused, complete },
    findings: distinct([
      ...unknown,
      ...(refused === undefined ? [] : [refused]),
      ...faultsIn(seen.facts),
      ...faultsIn(rules)
    ]),
    memory: {
      contributions: seen.contributions,
      unwantedSince,
      groups: new Set([...seen.wanted.keys(), ...[...memory.groups].filter((group) => granted.has(group))]),
      full: memory.full
    },
    again: isUnsure ? Math.min(settings.lookAgain, again ?? settings.lookAgain) : again
  }
}

/**
 * Looks at what all bindings together want of the security groups of nodes and Pods, whether their targets are registered yet or not, and
 * plans the rules. Everything is asked for all bindings at once.
 */
export const surveyNetwork =
  (aws: Aws, install: Installation, settings: TargetSettings = usualTargetSettings) =>
  (
    cluster: Cluster,
    bindings: Iterable<Binding>,
    memory: NetworkMemory = noNetworkMemory
  ): TE.TaskEither<Fault, NetworkOutlook> => {
    const parties = partiesIn(cluster, bindings, settings)
    return pipe(
      askForGuards(aws, cluster, parties, [question('securityGroupsOfCluster', install.clusterName)]),
      TE.map((facts) => see(cluster, parties, facts, install, settings, memory)),
      TE.chain((seen) => {
        const groups = groupsToRead(seen, install.clusterName, memory)
        return pipe(
          aws.answer(groups.map((group) => question('securityGroupRules', group))),
          TE.map((rules) => outlookOf(parties, seen, rules, groups, settings, memory))
        )
      })
    )
  }

/** What is to be remembered once the plan was carried out: a group that took no more rules gives some back first, next time. */
export const afterNetwork = ({ memory }: NetworkOutlook, { failed }: Report): NetworkMemory => ({
  ...memory,
  full: new Set(
    failed.flatMap(({ fault, step }) =>
      fault.code === 'RulesPerSecurityGroupLimitExceeded' && step.on === 'aws' && step.call.do === 'add'
        ? (step.call.subject.physicalId ?? [])
        : []
    )
  )
})
