import type { Fault } from '../facts/fault.js'
import type { StackGoal } from '../plan/desired.js'
import { detailsNeeded, detailsOfLeaving } from '../plan/details.js'
import type { Aws } from '../ports/aws.js'
import { pipe, TE } from '../prelude.js'
import type { DetailNeeded, DetailsNeeded } from '../resources/found.js'
import type { StackId } from '../resources/ref.js'
import type { ObservedState, Values } from '../resources/stack.js'
import { doubt, noteDetails } from './knowledge.js'
import { nearby, viewOf } from './nearby.js'
import { goalsOf, type Sight } from './sight.js'
import { frozenUnread, readingsOf, type Unread, unreadOf } from './unread.js'

/** The details that a plan for each goal depends on. */
const detailsFor = (
  goals: ReadonlyMap<StackId, StackGoal>,
  observed: ObservedState
): ReadonlyMap<StackId, DetailsNeeded> => {
  const needed = new Map<StackId, DetailsNeeded>()
  for (const [id, goal] of goals) {
    const current = observed.stacks.get(id)
    if (goal.goal === 'wanted') needed.set(id, detailsNeeded(goal.stack, current))
    if (goal.goal === 'leaving') needed.set(id, detailsOfLeaving(current))
  }
  return needed
}

/** Those that have not been read yet. */
const unknown = (needed: Iterable<DetailsNeeded>, observed: ObservedState): DetailsNeeded => {
  const specs = new Map<string, Values>()
  for (const { resources } of observed.stacks.values())
    for (const { physicalId, spec } of resources) specs.set(physicalId, spec)
  const isUnknown = ({ physicalId, field }: DetailNeeded): boolean => specs.get(physicalId)?.[field] === undefined
  return [...needed].flat().filter(isUnknown)
}

const frozen = (sight: Sight, unread: ReadonlyMap<StackId, ReadonlyArray<Unread>>): Sight =>
  unread.size === 0
    ? sight
    : { ...sight, unread, groups: sight.groups.map((group) => frozenUnread(group, unread.get(group.id) ?? [])) }

/**
 * The second round: reads the details that nobody has read yet, of what the goals are about. A group is frozen when one of its details cannot be read;
 * what is observed is then all that a plan may have to know.
 */
export const readDetails =
  (aws: Aws) =>
  (sight: Sight): TE.TaskEither<Fault, Sight> => {
    const { knowledge, seen, only } = sight
    const goals = goalsOf(sight)
    const needed = detailsFor(goals, sight.observed)
    const asked = unknown(needed.values(), sight.observed)
    return pipe(
      asked.length === 0 ? TE.right([]) : aws.details(asked),
      TE.map((found) => {
        const { read, unread } = readingsOf(found)
        noteDetails(knowledge, read)
        const observed = viewOf(knowledge, seen.cluster, only === undefined ? undefined : nearby(knowledge, goals))
        const byStack = unreadOf(needed, unread)
        // Somebody has deleted what they are about.
        const isGone = (own: ReadonlyArray<Unread>): boolean => own.some(({ fault }) => fault.kind === 'missing')
        doubt(
          knowledge,
          [...byStack].filter(([, own]) => isGone(own)).map(([id]) => id)
        )
        return frozen({ ...sight, observed }, byStack)
      })
    )
  }
