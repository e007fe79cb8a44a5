import { aboutKind } from '../resources/kinds.js'
import { keyOf } from '../resources/ref.js'
import { push } from '../support/lists-by.js'
import type { Subject } from './call.js'
import { baseKey } from './settle.js'
import type { Step } from './step.js'
import type { Edge, Terrain } from './terrain.js'

/** The key of the rule that would have this number on the listener of the given rule. */
const keyAt = (rule: Subject, number: number): string =>
  keyOf({ ...rule, id: `${rule.id.slice(0, rule.id.lastIndexOf(':'))}:${number}` })

/** Who frees a logical place: the call that moves its rule away, or else the deletions of whatever has its id. */
const freeing = (terrain: Terrain, steps: ReadonlyArray<Step>): ReadonlyMap<string, ReadonlyArray<number>> => {
  const freed = new Map<string, Array<number>>()
  for (const [i, { does, subjects }] of terrain.steps.entries()) {
    for (const subject of does === 'delete' ? subjects : []) push(freed, baseKey(subject), i)
  }
  for (const [i, step] of steps.entries()) {
    if (step.on !== 'aws' || step.call.do !== 'prioritise') continue
    for (const { rule } of step.call.rules) freed.set(keyOf(rule), [i])
  }
  return freed
}

/**
 * Places that an id stands for: the port of a listener, the priority of a rule, the one load balancer of a group. Where replacing
 * means deleting first, who takes such a place waits for the step that frees it.
 */
export const roomForPlaces = (terrain: Terrain, steps: ReadonlyArray<Step>, edge: Edge): void => {
  const freed = freeing(terrain, steps)
  const take = (i: number, key: string): void => {
    for (const earlier of freed.get(key) ?? []) if (earlier !== i) edge(i, earlier)
  }
  for (const [i, { does, subjects }] of terrain.steps.entries()) {
    for (const subject of does === 'create' ? subjects : []) {
      if (aboutKind(subject.kind).replace === 'deleteFirst') take(i, keyOf(subject))
    }
  }
  for (const [i, step] of steps.entries()) {
    if (step.on !== 'aws' || step.call.do !== 'prioritise') continue
    for (const { rule, to } of step.call.rules) take(i, keyAt(rule, to))
  }
}
