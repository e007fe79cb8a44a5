import { type Fault, TE } from '@alb-ingress/core'
import pLimit from 'p-limit'
import { faultOf } from '../faults/fault-of.js'

/** Makes one call of AWS, named by its action. What AWS declines, and a connection that fails, is a fault. */
export type Ask = <A>(action: string, run: () => Promise<A>) => TE.TaskEither<Fault, A>

/** How many reads may be under way side by side. */
const sideBySide = 16

/** Reads wait for each other so that a large account is not asked for everything in one moment. */
export const asking = (): Ask => {
  const limit = pLimit(sideBySide)
  return (action, run) =>
    TE.tryCatch(
      () => limit(run),
      (error) => faultOf(action, error)
    )
}

/** All of them side by side; the first fault, if there is any. */
export const together = <A>(asked: ReadonlyArray<TE.TaskEither<Fault, A>>): TE.TaskEither<Fault, ReadonlyArray<A>> =>
  TE.sequenceArray(asked)

/** The answer, or something else where AWS has no such thing. */
export const orWhereMissing =
  <A>(instead: A) =>
  (asked: TE.TaskEither<Fault, A>): TE.TaskEither<Fault, A> =>
    TE.orElse<Fault, A, Fault>((fault) => (fault.kind === 'missing' ? TE.right(instead) : TE.left(fault)))(asked)
