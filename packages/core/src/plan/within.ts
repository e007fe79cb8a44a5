import { fieldsOf } from '../resources/kinds.js'
import type { KindName } from '../resources/ref.js'
import { push } from '../support/lists-by.js'
import { type Footprint, handleOf } from './footprint.js'
import type { Edge, Terrain } from './terrain.js'

/** Where a call comes among the calls on its resource: creation, then field by field as declared, deletion last. */
const position = ({ does, fields }: Footprint, kind: KindName): number => {
  if (does === 'create') return -1
  if (does === 'delete') return Number.POSITIVE_INFINITY
  const declared = fieldsOf(kind)
  const first = Math.min(...fields.map((field) => declared.findIndex(([name]) => name === field)))
  const change = declared[first]?.[1].change
  if (does === 'remove' && change?.how === 'attached' && change.offFirst) return -0.5
  // Additions first, unless the field says otherwise.
  const later = change?.how === 'elements' && change.first === 'remove' ? 'add' : 'remove'
  return 2 * first + (does === later ? 1 : 0)
}

/** Calls that name one thing, by that thing. */
const stepsByHandle = (
  { steps }: Terrain,
  handle: (step: Footprint, subject: Footprint['subjects'][number]) => string | undefined
): ReadonlyMap<string, ReadonlyArray<number>> => {
  const found = new Map<string, Array<number>>()
  for (const [i, step] of steps.entries()) {
    for (const subject of step.subjects) {
      const key = handle(step, subject)
      if (key !== undefined) push(found, key, i)
    }
  }
  return found
}

const isTagging = ({ does }: Footprint): boolean => does === 'tag' || does === 'untag'

/** Each step waits for all of the position before its own. */
const inTurn = (indices: ReadonlyArray<number>, positionOf: (index: number) => number, edge: Edge): void => {
  const sorted = indices.map((index) => ({ index, at: positionOf(index) })).sort((a, b) => a.at - b.at)
  let before: ReadonlyArray<number> = []
  let now: Array<number> = []
  let last: number | undefined
  for (const { index, at } of sorted) {
    if (at !== last) {
      before = now
      now = []
      last = at
    }
    now.push(index)
    for (const earlier of before) edge(index, earlier)
  }
}

/**
 * Calls on one resource run in the order its kind declares. Tags commute with all other fields, and one call may tag many
 * resources that have nothing else to do with each other: it only comes before the removal of tags.
 */
export const within = (terrain: Terrain, edge: Edge): void => {
  const { steps } = terrain
  const ordinary = stepsByHandle(terrain, (step, subject) => (isTagging(step) ? undefined : handleOf(subject)))
  for (const indices of ordinary.values()) {
    if (indices.length < 2) continue
    inTurn(
      indices,
      (index) => {
        const step = steps[index]
        const kind = step?.subjects[0]?.kind
        return step === undefined || kind === undefined ? 0 : position(step, kind)
      },
      edge
    )
  }
  const tagging = stepsByHandle(terrain, (step, subject) => (isTagging(step) ? handleOf(subject) : undefined))
  for (const indices of tagging.values()) {
    if (indices.length < 2) continue
    inTurn(indices, (index) => (steps[index]?.does === 'untag' ? 1 : 0), edge)
  }
}
