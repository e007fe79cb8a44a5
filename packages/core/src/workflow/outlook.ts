import { andThen, type Checked, findings, ok } from '../checked/checked.js'
import { type Diagnostic, distinct } from '../checked/diagnostic.js'
import { distinctQuestions, type Facts, type FactsNeeded } from '../facts/facts.js'
import type { Cluster } from '../groups/cluster.js'
import { type ConfiguredGroup, configure } from '../groups/configure.js'
import type { GroupId, IngressGroup, Leaver } from '../groups/group.js'
import { groupIds, groupOf, leaversOf } from '../groups/group-of.js'
import type { Installation } from '../install.js'
import { keyOfObject, type ObjectKey } from '../kubernetes/object.js'
import { O, pipe } from '../prelude.js'
import type { ObservedState, Stack } from '../resources/stack.js'
import { byText } from '../support/canonical.js'
import { needed, translate } from '../translate/translate.js'
import { feasible } from './feasible.js'

/** A group before the account has been asked. */
export interface Prospect {
  readonly id: GroupId
  readonly group: Checked<IngressGroup>
  /** Absent where the group itself does not check. */
  readonly configured: ConfiguredGroup | undefined
  readonly leaving: ReadonlyArray<Leaver>
}

/** A group once the account has answered: what it should be, or why that cannot be said. */
export interface GroupOutlook {
  readonly id: GroupId
  readonly members: ReadonlyArray<ObjectKey>
  readonly leaving: ReadonlyArray<ObjectKey>
  /** `leaving`: no member is left. `frozen`: it does not check, or cannot be carried out, so it keeps its last good state. */
  readonly state: 'wanted' | 'leaving' | 'frozen'
  readonly stack: Checked<Stack>
  /** What of the stack can be carried out: plans are made from it. */
  readonly planned: Checked<Stack>
  readonly prospect: Prospect
}

// A group that no Ingress names, and whose finalizer none holds, is none: its stack may be there, but nobody asks for it to go.
const exists = ({ group, leaving }: Prospect): boolean =>
  group._tag === 'Left' || group.right.members.length > 0 || leaving.length > 0

/** The groups of a cluster, each settled as far as it can be without the account. `only` leaves the others out. */
export const prospects = (
  cluster: Cluster,
  install: Installation,
  only?: GroupId | ReadonlySet<GroupId>
): ReadonlyArray<Prospect> =>
  (only === undefined ? groupIds(cluster) : typeof only === 'string' ? [only] : [...only].sort(byText))
    .map((id): Prospect => {
      const group = groupOf(cluster, id)
      const configured = group._tag === 'Left' ? undefined : configure(install)(group.right)
      return { id, group, configured, leaving: leaversOf(cluster, id) }
    })
    .filter(exists)

/** What all groups together ask of the account, each question once. */
export const questionsOf = (groups: ReadonlyArray<Prospect>): FactsNeeded =>
  distinctQuestions(groups.flatMap(({ configured }) => (configured === undefined ? [] : needed(configured))))

const stackOf = ({ group, configured, id }: Prospect, facts: Facts, observed: ObservedState): Checked<Stack> =>
  pipe(
    group,
    andThen(() =>
      configured === undefined
        ? ok<Stack>({ id, resources: [] })
        : translate(facts, O.fromNullable(observed.stacks.get(id)))(configured)
    )
  )

/** Decides one group: what it should be, given what the account says and has. */
export const decide =
  (facts: Facts, observed: ObservedState) =>
  (prospect: Prospect): GroupOutlook => {
    const stack = stackOf(prospect, facts, observed)
    const members =
      prospect.group._tag === 'Left' ? [] : prospect.group.right.members.map(({ ingress }) => keyOfObject(ingress))
    const { configured } = prospect
    const planned =
      configured === undefined
        ? stack
        : pipe(stack, andThen(feasible(facts, observed.stacks.get(prospect.id), configured)))
    const state = planned._tag === 'Left' ? 'frozen' : members.length === 0 ? 'leaving' : 'wanted'
    const leaving = prospect.leaving.map(({ ingress }) => keyOfObject(ingress))
    return { id: prospect.id, members, leaving, state, stack, planned, prospect }
  }

/** Everything noticed about groups, each thing once. */
export const findingsOf = (groups: ReadonlyArray<GroupOutlook>): ReadonlyArray<Diagnostic> =>
  distinct(groups.flatMap(({ planned }) => findings(planned)))
