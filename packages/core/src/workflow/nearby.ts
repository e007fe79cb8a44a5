import type { Cluster } from '../groups/cluster.js'
import { type Referred, referred } from '../plan/as-referred.js'
import type { StackGoal } from '../plan/desired.js'
import { withBindings } from '../plan/identify.js'
import { uniqueName } from '../plan/room-for-names.js'
import { arnsIn, mapArns } from '../resources/arns.js'
import { type Ref, refsIn, type StackId } from '../resources/ref.js'
import { type ObservedResource, type ObservedStack, type ObservedState, sharedStack } from '../resources/stack.js'
import { foundBindings } from './found-bindings.js'
import { isFresh, type Knowledge } from './knowledge.js'

const stackIn = (knowledge: Knowledge, id: StackId): ReadonlyArray<readonly [StackId, ObservedStack]> => {
  const known = knowledge.stacks.get(id)
  return known === undefined || known.resources.length === 0 ? [] : [[id, { id, resources: known.resources }]]
}

/** What one look found of a stack may name by ARN what another look found of another one. */
const withRefs = (resource: ObservedResource, refs: Referred): ObservedResource => {
  const { kind, spec } = resource
  if (!arnsIn(kind, spec).some((part) => typeof part === 'string' && refs.has(part))) return resource
  const leaf = (part: string | Ref): unknown => (typeof part === 'string' ? (refs.get(part) ?? part) : part)
  // References stand where literals may.
  return { ...resource, spec: mapArns(kind, spec, leaf) } as ObservedResource
}

/** What is known of these stacks, or of all, with the bindings that the cluster has. */
export const viewOf = (knowledge: Knowledge, cluster: Cluster, ids?: ReadonlySet<StackId>): ObservedState => {
  const known = [...(ids ?? knowledge.stacks.keys())].flatMap((id) => stackIn(knowledge, id))
  const refs = referred(known.flatMap(([, { resources }]) => resources))
  const stacks = new Map(
    known.map(([id, { resources }]) => [id, { id, resources: resources.map((each) => withRefs(each, refs)) }])
  )
  const { rulesPerLoadBalancer } = knowledge
  return withBindings({ stacks, rulesPerLoadBalancer }, foundBindings(cluster, ids))
}

/** Stacks that what is there refers to, and those that have what a goal names, or a name that it wants. */
const touching = (knowledge: Knowledge, id: StackId, goal: StackGoal | undefined): ReadonlySet<StackId> => {
  const found = new Set<StackId>([id, sharedStack])
  const add = (text: unknown): void => {
    const holder = typeof text === 'string' ? knowledge.holders.get(text) : undefined
    if (holder !== undefined) found.add(holder)
  }
  for (const { kind, spec } of knowledge.stacks.get(id)?.resources ?? []) {
    for (const ref of refsIn(spec)) found.add(ref.stack)
    for (const part of arnsIn(kind, spec)) add(part)
  }
  for (const { kind, spec } of goal?.goal === 'wanted' ? goal.stack.resources : []) {
    add(uniqueName(kind, spec))
    for (const part of arnsIn(kind, spec)) add(part)
  }
  return found
}

/** The stacks that a plan for these goals may have to know of: what others have makes no difference to it. */
export const nearby = (knowledge: Knowledge, goals: ReadonlyMap<StackId, StackGoal>): ReadonlySet<StackId> => {
  const found = new Set<StackId>([sharedStack])
  for (const [id, goal] of goals) for (const each of touching(knowledge, id, goal)) found.add(each)
  return found
}

/** Which of these stacks have to be observed before they count. */
export const unseen = (knowledge: Knowledge, ids: Iterable<StackId>): ReadonlySet<StackId> =>
  new Set([sharedStack, ...ids].filter((id) => !isFresh(knowledge, id)))
