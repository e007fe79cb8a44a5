import { keyOfWork, type Work } from '../queue/work.js'

/** Why each work is to be done: the first few things that happened since its last pass began. */
export interface Why {
  readonly add: (work: Work, reason: string) => void
  /** Gives the reasons and forgets them. */
  readonly take: (work: Work) => ReadonlyArray<string>
}

const mostReasons = 4

export const whyOfWorks = (): Why => {
  const reasons = new Map<string, Set<string>>()
  return {
    add: (work, reason) => {
      const of = reasons.get(keyOfWork(work)) ?? new Set()
      if (of.size < mostReasons) reasons.set(keyOfWork(work), of.add(reason))
    },
    take: (work) => {
      const of = reasons.get(keyOfWork(work)) ?? []
      reasons.delete(keyOfWork(work))
      return [...of]
    }
  }
}
