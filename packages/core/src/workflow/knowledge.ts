import type { Answer, QuestionKind } from '../facts/facts.js'
import type { GroupId } from '../groups/group.js'
import { isName } from '../plan/as-referred.js'
import { withDetails } from '../plan/details.js'
import { inOrder } from '../plan/identify.js'
import { uniqueName } from '../plan/room-for-names.js'
import type { ReadDetail } from '../resources/found.js'
import type { StackId } from '../resources/ref.js'
import type { ObservedResource, ObservedState } from '../resources/stack.js'
import { push } from '../support/lists-by.js'

/** What AWS has of one stack, as far as we know. */
export interface KnownStack {
  /** With the details that were read so far. Bindings are not among them: the cluster tells those. */
  readonly resources: ReadonlyArray<ObservedResource>
  /** Whether AWS may have something else, as after a call of which nobody knows how it ended. */
  readonly stale: boolean
  /** The how-manieth thing that was learnt. */
  readonly learnt: number
}

/** An answer that counts until a time, in milliseconds since 1970. */
export interface KnownAnswer {
  readonly answer: Answer<QuestionKind>
  readonly until: number
}

/**
 * What is known of the account from earlier looks and from results of our own calls. A read-only view, like `Cluster`: the functions of this
 * folder advance it in place and give it back, so that several passes at a time lose nothing that one of them has learnt.
 */
export interface Knowledge {
  readonly stacks: ReadonlyMap<StackId, KnownStack>
  /** Whether everything was observed once: stacks that are not known are not there. */
  readonly complete: boolean
  readonly answers: ReadonlyMap<string, KnownAnswer>
  /** For each group that was looked at: whether it needs, or may need, what belongs to the cluster. */
  readonly needsShared: ReadonlyMap<GroupId, boolean>
  /** By ARN, by id, and by name where no two can have the same: whose stack holds it. */
  readonly holders: ReadonlyMap<string, StackId>
  readonly rulesPerLoadBalancer: number
  /** How many things were learnt. Who begins to look remembers it: what is learnt later outranks what that look brings. */
  readonly learnt: number
}

/** Knowledge as its functions see it. */
export interface Notes extends Knowledge {
  readonly stacks: Map<StackId, KnownStack>
  complete: boolean
  readonly answers: Map<string, KnownAnswer>
  readonly needsShared: Map<GroupId, boolean>
  readonly holders: Map<string, StackId>
  rulesPerLoadBalancer: number
  learnt: number
}

/** Before the first look. */
export const nothingKnownYet = (): Knowledge => {
  const notes: Notes = {
    ...{ stacks: new Map(), answers: new Map(), needsShared: new Map(), holders: new Map() },
    ...{ complete: false, rulesPerLoadBalancer: 100, learnt: 0 }
  }
  return notes
}

// Every Knowledge comes from `nothingKnownYet`, which makes notes.
export const notesOf = (knowledge: Knowledge): Notes => knowledge as Notes

/** The texts by which a resource is found: what AWS calls it, and its name where no two can have the same. */
const textsOf = ({ kind, physicalId, spec }: ObservedResource): ReadonlyArray<string> => {
  const name = uniqueName(kind, spec)
  return [...(isName(physicalId) ? [physicalId] : []), ...(name === undefined ? [] : [name])]
}

/** Writes down what a stack has, in place of what was known of it. */
export const noteStack = (
  notes: Notes,
  id: StackId,
  resources: ReadonlyArray<ObservedResource>,
  stale = false
): void => {
  const { holders, stacks } = notes
  for (const resource of stacks.get(id)?.resources ?? [])
    for (const text of textsOf(resource)) if (holders.get(text) === id) holders.delete(text)
  const own = resources.filter(({ kind }) => kind !== 'TargetGroupBinding').sort(inOrder)
  for (const resource of own) for (const text of textsOf(resource)) holders.set(text, id)
  notes.learnt += 1
  stacks.set(id, { resources: own, stale, learnt: notes.learnt })
}

/**
 * Writes down what a look at some stacks, or at all, has brought. `begun` is how much was known when the look began: what was learnt of a stack since then
 * outranks the look.
 */
export const noteObserved = (
  knowledge: Knowledge,
  state: ObservedState,
  begun: number,
  asked?: ReadonlySet<StackId>
): void => {
  const notes = notesOf(knowledge)
  const ids = asked ?? new Set([...notes.stacks.keys(), ...state.stacks.keys()])
  for (const id of ids) {
    const known = notes.stacks.get(id)
    if (known !== undefined && known.learnt > begun) continue
    const found = state.stacks.get(id)?.resources ?? []
    noteStack(notes, id, found)
    // Where all is known, what is not there needs no note.
    if (asked === undefined && found.length === 0) notes.stacks.delete(id)
  }
  // What was told of others beside may be only a part, but names and ARNs lead to it.
  for (const [id, { resources }] of state.stacks) if (!notes.stacks.has(id)) noteStack(notes, id, resources, true)
  notes.rulesPerLoadBalancer = state.rulesPerLoadBalancer
  if (asked === undefined) notes.complete = true
}

/** Adds details that were read to what is known of their stacks. */
export const noteDetails = (knowledge: Knowledge, details: ReadonlyArray<ReadDetail>): void => {
  const notes = notesOf(knowledge)
  const byStack = new Map<StackId, Array<ReadDetail>>()
  for (const detail of details) {
    const holder = notes.holders.get(detail.physicalId)
    if (holder !== undefined) push(byStack, holder, detail)
  }
  for (const [id, own] of byStack) {
    const known = notes.stacks.get(id)
    if (known === undefined) continue
    const state = { stacks: new Map([[id, { id, resources: known.resources }]]), rulesPerLoadBalancer: 0 }
    const { resources } = withDetails(state, own).stacks.get(id) ?? known
    notes.stacks.set(id, { ...known, resources })
  }
}

/** What AWS has of these stacks may be something else: they are observed before they count again. Without stacks: all. */
export const doubt = (knowledge: Knowledge, ids: Iterable<StackId> = knowledge.stacks.keys()): Knowledge => {
  const notes = notesOf(knowledge)
  for (const id of [...ids]) {
    const known = notes.stacks.get(id) ?? { resources: [], learnt: notes.learnt }
    notes.stacks.set(id, { ...known, stale: true })
  }
  return knowledge
}

/** Whether a look at the account would tell nothing new of a stack. */
export const isFresh = ({ stacks, complete }: Knowledge, id: StackId): boolean => {
  const known = stacks.get(id)
  return known === undefined ? complete : !known.stale
}
