import type { Target } from '../resources/target-group.js'
import { targetKey } from '../targets/endpoint.js'
import type { Failure } from './carry-out.js'

/** Targets that AWS does not take, by key: until when they are left out, in milliseconds since 1970. */
export type DeclinedTargets = ReadonlyMap<string, number>

// A machine that has just been stopped is a node for some minutes more.
const lifetime = 60_000

// AWS says which targets it means in quotation marks, one after the other.
const wordsIn = (message: string): ReadonlySet<string> =>
  new Set(message.split(/[^\w.:-]+/).map((word) => word.replace(/[.:]+$/, '')))

const named = ({ fault, step }: Failure): ReadonlyArray<Target> => {
  if (fault.code !== 'InvalidTarget' || step.on !== 'aws' || step.call.do !== 'add') return []
  const words = wordsIn(fault.message)
  // The steps of a binding have no other elements.
  return (step.call.elements as ReadonlyArray<Target>).filter(({ id }) => words.has(id))
}

/** Those that AWS has named when it declined a whole call: without them it takes the others. */
export const newlyDeclined = (failed: ReadonlyArray<Failure>, now: number): DeclinedTargets =>
  new Map(failed.flatMap(named).map((target) => [targetKey(target), now + lifetime]))

/** Those that are still left out. */
export const stillDeclined = (declined: DeclinedTargets, now: number): DeclinedTargets =>
  new Map([...declined].filter(([, until]) => now < until))
