import { lastPriority, type Places } from './keeping.js'

/** A stretch of rules without numbers of their own, between two that have theirs. */
export interface Gap {
  /** First place in the stretch, and the place behind its last. */
  readonly from: number
  readonly to: number
  /** The numbers around it: those between are for its rules. */
  readonly above: number
  readonly below: number
  /** Indices of the leftovers whose numbers lie between. */
  readonly leftovers: ReadonlyArray<number>
}

/** The stretches before, between and behind the rules that have numbers, with the leftovers (ascending) that stand there. */
export const gapsOf = (numbers: Places, leftovers: ReadonlyArray<number>): ReadonlyArray<Gap> => {
  const gaps: Array<Gap> = []
  let from = 0
  let above = 0
  let next = 0
  const close = (to: number, below: number): void => {
    const inside: Array<number> = []
    for (let number = leftovers[next]; number !== undefined && number < below; number = leftovers[++next])
      inside.push(next)
    gaps.push({ from, to, above, below, leftovers: inside })
    from = to + 1
    above = below
  }
  for (const [place, number] of numbers.entries()) if (number !== undefined) close(place, number)
  close(numbers.length, lastPriority + 1)
  return gaps
}
