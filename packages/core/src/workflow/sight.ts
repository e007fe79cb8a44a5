import { type Diagnostic, distinct } from '../checked/diagnostic.js'
import { invalid, unmanaged } from '../groups/census.js'
import type { GroupId } from '../groups/group.js'
import { groupIds } from '../groups/group-of.js'
import type { Installation } from '../install.js'
import type { StackGoal } from '../plan/desired.js'
import { foreignTags } from '../plan/foreign-tags.js'
import { refsIn, type StackId } from '../resources/ref.js'
import { type ObservedResource, type ObservedState, sharedStack } from '../resources/stack.js'
import { goalOf } from './goals.js'
import { type Knowledge, notesOf } from './knowledge.js'
import { askAgainSoon } from './known-answers.js'
import { formerlyServed } from './noticed.js'
import { findingsOf, type GroupOutlook, questionsOf } from './outlook.js'
import type { Seen } from './seen.js'
import { asksForShared, sharedGoal } from './shared-stack.js'
import type { Outlook, SurveyOptions } from './survey.js'
import type { Unread } from './unread.js'

/** What one look at cluster and account has brought. */
export interface Sight {
  readonly install: Installation
  readonly options: SurveyOptions
  /** The groups that are looked at; absent: all. */
  readonly only: ReadonlySet<GroupId> | undefined
  readonly seen: Seen
  readonly knowledge: Knowledge
  readonly groups: ReadonlyArray<GroupOutlook>
  readonly observed: ObservedState
  /** What was noticed in the account. */
  readonly findings: ReadonlyArray<Diagnostic>
  /** Stacks of which something could not be read. */
  readonly unread?: ReadonlyMap<StackId, ReadonlyArray<Unread>>
}

/** The groups that are asked for by name. */
export const onlyOf = ({ only }: SurveyOptions): ReadonlySet<GroupId> | undefined =>
  typeof only === 'string' ? new Set([only]) : only

const strayIn = ({ groups, observed, only }: Sight): ReadonlyArray<StackId> => {
  // Whoever looks at some groups cannot say of others that nobody names them.
  if (only !== undefined) return []
  const named = new Set<StackId>([sharedStack, ...groups.map(({ id }) => id)])
  return [...observed.stacks.keys()].filter((id) => !named.has(id))
}

/** Whether groups that are not looked at now may need what belongs to the cluster, or stacks are there that nobody names. */
const othersRemain = ({ knowledge, only, groups, seen }: Sight): boolean => {
  if (only === undefined) return false
  if (!knowledge.complete) return true
  const { needsShared, stacks } = knowledge
  for (const [id, needs] of needsShared) if (needs && !only.has(id)) return true
  if (groupIds(seen.cluster).some((id) => !only.has(id) && needsShared.get(id) !== false)) return true
  const named = new Set<StackId>([sharedStack, ...needsShared.keys(), ...groups.map(({ id }) => id)])
  // Who needs it no more may have it still.
  const holds = (resources: ReadonlyArray<ObservedResource>): boolean =>
    resources.some(({ stack, spec }) => stack !== sharedStack && refsIn(spec).some((ref) => ref.stack === sharedStack))
  return [...stacks].some(
    ([id, { resources }]) => !only.has(id) && resources.length > 0 && (!named.has(id) || holds(resources))
  )
}

/** What is wanted of every stack that the sight is about. */
export const goalsOf = (sight: Sight): ReadonlyMap<StackId, StackGoal> => {
  const { install, groups, seen, observed, options, unread } = sight
  const goals = new Map<StackId, StackGoal>(
    groups.map((group) => [group.id, goalOf(install, options.bindingsPublished)(group)])
  )
  const stray = strayIn(sight)
  if (options.prune === true)
    for (const id of stray) goals.set(id, { goal: unread?.has(id) === true ? 'frozen' : 'leaving', releases: [] })
  const remain = (): boolean => stray.some((id) => goals.get(id)?.goal !== 'leaving') || othersRemain(sight)
  const shared = sharedGoal(seen.cluster, install, groups, observed, remain)
  if (shared !== undefined) goals.set(sharedStack, shared)
  return goals
}

/** Remembers who needs what belongs to the cluster, and that what led nowhere is to be asked again soon. */
export const noteNeeds = ({ knowledge, groups, only, options: { now } }: Sight): void => {
  const { needsShared } = notesOf(knowledge)
  if (only === undefined) needsShared.clear()
  for (const id of only ?? []) needsShared.delete(id)
  for (const group of groups) needsShared.set(group.id, group.state === 'frozen' || asksForShared(group))
  if (now === undefined) return
  const nowhere = groups.filter(({ state }) => state === 'frozen')
  askAgainSoon(knowledge, questionsOf(nowhere.map(({ prospect }) => prospect)), now)
}

/** All that a plan is made from, and all that a report tells. */
export const outlookOf = (sight: Sight): Outlook => {
  const { install, seen, groups, observed, only } = sight
  const goals = goalsOf(sight)
  const notValid = only === undefined ? invalid(seen.cluster) : []
  const stray = strayIn(sight)
  return {
    ...{ install, groups, observed },
    unmanaged: only === undefined ? unmanaged(seen.cluster) : [],
    invalid: notValid,
    desired: { stacks: goals, foreignTags: foreignTags(install.clusterName, install.externalManagedTags) },
    stray: stray.filter((id) => !goals.has(id)),
    findings: distinct([
      ...seen.noticed,
      ...notValid.flatMap(({ problems }) => problems),
      ...findingsOf(groups),
      ...sight.findings,
      ...formerlyServed(seen.cluster, stray)
    ])
  }
}
