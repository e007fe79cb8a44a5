import type { StackId } from '../resources/ref.js'
import { type ObservedStack, type ObservedState, sharedStack } from '../resources/stack.js'
import { topological } from '../support/topological.js'
import { awaitsActive } from './awaited.js'
import { kubernetesAround } from './kubernetes-around.js'
import { needs } from './needs.js'
import { releases } from './releases.js'
import { roomAtTargetGroups } from './room-at-target-groups.js'
import { roomForNames } from './room-for-names.js'
import { roomForPlaces } from './room-for-places.js'
import { roomForRules } from './room-for-rules.js'
import { ruleTurns, type Wait } from './rule-turns.js'
import type { Plan, Step, StepId } from './step.js'
import { terrainOf } from './terrain.js'
import { within } from './within.js'

/** Only the stacks that the steps are about, and the one that all share: what others have makes no edge. */
const nearby = (steps: ReadonlyArray<Step>, observed: ObservedState): ObservedState => {
  const near = [...new Set([sharedStack, ...steps.map(({ stack }) => stack)])]
  const stacks = near.flatMap((id): ReadonlyArray<readonly [StackId, ObservedStack]> => {
    const stack = observed.stacks.get(id)
    return stack === undefined ? [] : [[id, stack]]
  })
  return { ...observed, stacks: new Map(stacks) }
}

/** For each step, by index, the steps that it waits for. */
export const edgesOf = (steps: ReadonlyArray<Step>, observed: ObservedState): ReadonlyArray<ReadonlyArray<number>> => {
  const terrain = terrainOf(steps, nearby(steps, observed))
  const before = steps.map((): Set<number> => new Set())
  const waiting = new Set<number>()
  const awaited = new Set<number>()
  // What may have to wait for minutes holds nothing back, so it counts for nobody.
  const late = terrain.steps.map(awaitsActive)
  const edge = (later: number, earlier: number): void => {
    if (later === earlier) return
    before[later]?.add(earlier)
    if (steps[later]?.stack !== steps[earlier]?.stack) return
    waiting.add(later)
    if (late[later] !== true) awaited.add(earlier)
  }
  needs(terrain, edge)
  releases(terrain, edge)
  roomForNames(terrain, steps, edge)
  roomForPlaces(terrain, steps, edge)
  roomForRules(terrain, steps, observed.rulesPerLoadBalancer, edge)
  roomAtTargetGroups(terrain, steps, edge)
  within(terrain, edge)
  const inner = { waiting: new Set(waiting), awaited: new Set(awaited) }
  kubernetesAround(
    terrain,
    edge,
    (step) => inner.waiting.has(step),
    (step) => inner.awaited.has(step)
  )
  const edges = before.map((earlier) => [...earlier].sort((a, b) => a - b))
  return withTurns(edges, ruleTurns(terrain, steps))
}

/** Turns are taken unless steps would wait for each other: where room is short, something has to go before its successor is there. */
const withTurns = (
  edges: ReadonlyArray<ReadonlyArray<number>>,
  turns: ReadonlyArray<Wait>
): ReadonlyArray<ReadonlyArray<number>> => {
  if (turns.length === 0) return edges
  const before = edges.map((earlier) => new Set(earlier))
  for (const [later, earlier] of turns) before[later]?.add(earlier)
  const all = before.map((earlier) => [...earlier].sort((a, b) => a - b))
  return 'circle' in topological(all) ? edges : all
}

/**
 * Orders the steps of a plan. Four rules make every edge: needs, releases, makes room, within. Steps without an edge between them
 * may run side by side; equal steps in equal order give equal plans. Steps that wait for each other in a circle are a defect.
 */
export const order = (steps: ReadonlyArray<Step>, observed: ObservedState): Plan => {
  const before = edgesOf(steps, observed)
  const idOf = (index: number): StepId => steps[index]?.id ?? ''
  const sorted = topological(before)
  if ('circle' in sorted)
    throw new Error(`Steps wait for each other in a circle: ${sorted.circle.map(idOf).join(' → ')}`)
  const inOrder = sorted.order.flatMap((index) => steps[index] ?? [])
  const after = new Map(steps.map((step, i) => [step.id, (before[i] ?? []).map(idOf)]))
  if (after.size !== steps.length) throw new Error('Two steps of a plan have one id')
  return { steps: inOrder, after }
}
