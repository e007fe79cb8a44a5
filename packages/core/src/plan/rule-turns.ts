import { sameConditions } from '../resources/condition.js'
import { type Arn, isRef, keyOf } from '../resources/ref.js'
import { push } from '../support/lists-by.js'
import { overlap, type Reach, reachOf } from './rule-overlap.js'
import type { Step } from './step.js'
import type { Terrain } from './terrain.js'

/** A place among the rules of a listener, and which requests it is for. */
interface Place {
  readonly number: number
  readonly reach: Reach
}

/** What a step makes of one rule of a listener that is there: a place that it fills, and one that it empties. */
interface Turn {
  readonly index: number
  readonly fills?: Place
  readonly empties?: Place
}

/** The first step waits for the second. */
export type Wait = readonly [later: number, earlier: number]

/** What AWS calls a listener that is there before the plan. */
const listenerOf = (listener: Arn | undefined, { creator, physicalId }: Terrain): string | undefined => {
  if (!isRef(listener)) return listener
  const key = keyOf(listener)
  return creator.has(key) ? undefined : physicalId.get(key)
}

interface Found {
  readonly listener: string | undefined
  readonly turn: Turn
}

const turnOf = (step: Step, index: number, terrain: Terrain): Found | undefined => {
  if (step.on !== 'aws' || step.call.kind !== 'ListenerRule') return undefined
  const { call } = step
  if (call.do === 'create') {
    const { listener, priority: number = 0, conditions = [] } = call.spec
    return { listener: listenerOf(listener, terrain), turn: { index, fills: { number, reach: reachOf(conditions) } } }
  }
  if (call.do !== 'modify' && call.do !== 'delete') return undefined
  const there = terrain.byPhysicalId.get(call.subject.physicalId ?? '')
  if (there?.kind !== 'ListenerRule') return undefined
  const { listener, priority: number = 0, conditions: before = [] } = there.spec
  const empties = { number, reach: reachOf(before) }
  const after = call.do === 'modify' ? (call.fields.conditions ?? before) : undefined
  const turn = (): Turn => {
    if (after === undefined) return { index, empties }
    if (sameConditions(after, before)) return { index, fills: empties, empties }
    return { index, fills: { number, reach: reachOf(after) }, empties }
  }
  return { listener: listenerOf(listener, terrain), turn: turn() }
}

const meet = (a: Place, b: Place): boolean => overlap(a.reach, b.reach)

/** A rule that changes for the same requests as before takes none from others, and gives none to them. */
const isKept = ({ fills, empties }: Turn): boolean => fills !== undefined && fills === empties

/** Rules that come first are there before those behind them, which would take their requests. */
const fillingTurns = (own: ReadonlyArray<Turn>, wait: (later: Turn, earlier: Turn) => void): void => {
  const news = own.filter((turn) => turn.fills !== undefined && !isKept(turn))
  for (const later of own) {
    for (const earlier of later.fills === undefined ? [] : news) {
      const [behind, before] = [later.fills, earlier.fills]
      if (behind !== undefined && before !== undefined && before.number < behind.number && meet(behind, before))
        wait(later, earlier)
    }
  }
}

/** A rule goes when those are there that take its requests over; and those behind it, which would get them meanwhile, go before it. */
const emptyingTurns = (own: ReadonlyArray<Turn>, wait: (later: Turn, earlier: Turn) => void): void => {
  for (const later of own) {
    const { fills, empties } = later
    if (empties === undefined || fills !== undefined) continue
    for (const earlier of own) {
      const behind = earlier.empties
      const takesOver = earlier.fills !== undefined && meet(empties, earlier.fills)
      const wouldGet = behind !== undefined && behind.number > empties.number && meet(empties, behind)
      if (takesOver || wouldGet) wait(later, earlier)
    }
  }
}

/**
 * Which steps take turns on the rules of a listener that is there, so that on the way requests are answered as before or as after. Rules that no
 * request fits both of make each other no difference. One that is made into a rule for other requests is there for them in its turn, but gives up
 * those that it had at once.
 */
export const ruleTurns = (terrain: Terrain, steps: ReadonlyArray<Step>): ReadonlyArray<Wait> => {
  const turns = new Map<string, Array<Turn>>()
  for (const [index, step] of steps.entries()) {
    const found = turnOf(step, index, terrain)
    if (found?.listener !== undefined) push(turns, found.listener, found.turn)
  }
  const waits: Array<Wait> = []
  const wait = (later: Turn, earlier: Turn): void => {
    if (later !== earlier) waits.push([later.index, earlier.index])
  }
  for (const own of turns.values()) {
    fillingTurns(own, wait)
    emptyingTurns(own, wait)
  }
  return waits
}
