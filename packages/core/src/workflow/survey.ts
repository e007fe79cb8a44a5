import { type Diagnostic, distinct } from '../checked/diagnostic.js'
import type { Fault } from '../facts/fault.js'
import { clusterFrom } from '../groups/apply-change.js'
import { type Invalid, invalid, type Unmanaged, unmanaged } from '../groups/census.js'
import type { Cluster } from '../groups/cluster.js'
import type { GroupId } from '../groups/group.js'
import type { Installation } from '../install.js'
import { decodeObject } from '../kubernetes/decode.js'
import type { DesiredState, StackGoal } from '../plan/desired.js'
import { detailsNeeded, detailsOfLeaving, withDetails } from '../plan/details.js'
import { diff } from '../plan/diff.js'
import { foreignTags } from '../plan/foreign-tags.js'
import type { Identified } from '../plan/identify.js'
import { order } from '../plan/order.js'
import { type Policy, permit } from '../plan/permit.js'
import type { Plan, Step } from '../plan/step.js'
import type { Ports } from '../ports/ports.js'
import { pipe, TE } from '../prelude.js'
import type { DetailsNeeded } from '../resources/found.js'
import type { StackId } from '../resources/ref.js'
import { type ObservedState, sharedStack } from '../resources/stack.js'
import { goalOf } from './goals.js'
import { look } from './look.js'
import { formerlyServed, noticedOf } from './noticed.js'
import { decide, findingsOf, type GroupOutlook, prospects } from './outlook.js'
import { sharedGoal } from './shared-stack.js'

export interface SurveyOptions {
  /** Looks at this group and at no other. */
  readonly only?: GroupId
  /** Stacks that nobody names any more are to go. Without it they are only reported. */
  readonly prune?: boolean
}

/** What is, and what should be: all that a plan is made from, and all that a report tells. */
export interface Outlook {
  readonly install: Installation
  readonly groups: ReadonlyArray<GroupOutlook>
  readonly unmanaged: ReadonlyArray<Unmanaged>
  readonly invalid: ReadonlyArray<Invalid>
  readonly observed: ObservedState
  readonly desired: DesiredState
  /** Stacks of this cluster in the account that no group names. */
  readonly stray: ReadonlyArray<StackId>
  /** Everything noticed, of objects, of groups and of the account. */
  readonly findings: ReadonlyArray<Diagnostic>
}

/** What one look at cluster and account has brought. */
interface Sight {
  readonly install: Installation
  readonly options: SurveyOptions
  readonly cluster: Cluster
  /** While objects were read. */
  readonly noticed: ReadonlyArray<Diagnostic>
  readonly groups: ReadonlyArray<GroupOutlook>
  readonly identified: Identified
}

const strayIn = ({ groups, identified, options }: Sight): ReadonlyArray<StackId> => {
  // Whoever looks at one group cannot say of others that nobody names them.
  if (options.only !== undefined) return []
  const named = new Set<StackId>([sharedStack, ...groups.map(({ id }) => id)])
  return [...identified.state.stacks.keys()].filter((id) => !named.has(id))
}

const goalsOf = (sight: Sight): ReadonlyMap<StackId, StackGoal> => {
  const { install, groups, cluster, identified, options } = sight
  const goals = new Map<StackId, StackGoal>(groups.map((group) => [group.id, goalOf(install)(group)]))
  const stray = strayIn(sight)
  if (options.prune === true) for (const id of stray) goals.set(id, { goal: 'leaving', releases: [] })
  const othersRemain = options.only !== undefined || stray.some((id) => !goals.has(id))
  const shared = sharedGoal(cluster, install, groups, identified.state, othersRemain)
  if (shared !== undefined) goals.set(sharedStack, shared)
  return goals
}

const detailsFor = (goals: ReadonlyMap<StackId, StackGoal>, observed: ObservedState): DetailsNeeded =>
  [...goals].flatMap(([id, goal]) => {
    const current = observed.stacks.get(id)
    if (goal.goal === 'wanted') return detailsNeeded(goal.stack, current)
    return goal.goal === 'leaving' ? detailsOfLeaving(current) : []
  })

const outlookOf = (sight: Sight, goals: ReadonlyMap<StackId, StackGoal>, observed: ObservedState): Outlook => {
  const { install, cluster, noticed, groups, identified } = sight
  const notValid = invalid(cluster)
  const stray = strayIn(sight)
  return {
    install,
    groups,
    unmanaged: unmanaged(cluster),
    invalid: notValid,
    observed,
    desired: { stacks: goals, foreignTags: foreignTags(install.clusterName, install.externalManagedTags) },
    stray: stray.filter((id) => !goals.has(id)),
    findings: distinct([
      ...noticed,
      ...notValid.flatMap(({ problems }) => problems),
      ...findingsOf(groups),
      ...identified.findings,
      ...formerlyServed(cluster, stray)
    ])
  }
}

/**
 * Looks at cluster and account, and says of every group what it should be. Two rounds: what can be asked at once, then the details of
 * what stays. A fault means that nothing could be read; whatever could not be answered for one group freezes only that one.
 */
export const survey =
  (ports: Ports, install: Installation) =>
  (options: SurveyOptions = {}): TE.TaskEither<Fault, Outlook> =>
    pipe(
      ports.kubernetes.read,
      TE.chain((objects) => {
        const decoded = objects.map(decodeObject)
        const cluster = clusterFrom(install, decoded)
        const noticed = noticedOf(cluster, decoded)
        const asked = prospects(cluster, install, options.only)
        return pipe(
          look(ports.aws, install, cluster, asked),
          TE.map(({ facts, identified }): Sight => {
            const groups = asked.map(decide(facts, identified.state))
            return { install, options, cluster, noticed, groups, identified }
          })
        )
      }),
      TE.chain((sight) => {
        const goals = goalsOf(sight)
        const { state } = sight.identified
        return pipe(
          ports.aws.details(detailsFor(goals, state)),
          TE.map((details) => outlookOf(sight, goals, withDetails(state, details)))
        )
      })
    )

/** The plan that leads from what is to what should be, and the steps that the policy withholds. */
export const planOf = (
  { desired, observed }: Outlook,
  policy: Policy = 'sync'
): { readonly plan: Plan; readonly withheld: ReadonlyArray<Step> } => {
  const { allowed, withheld } = permit(policy)(diff(desired, observed))
  return { plan: order(allowed, observed), withheld }
}
