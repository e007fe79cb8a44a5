import { type Fault, pipe, TE } from '@alb-ingress/core'

// AWS refuses a list of ids as a whole when it does not know, or does not like, one of them.
const isAboutOne = ({ kind }: Fault): boolean => kind === 'missing' || kind === 'invalid'

/**
 * What a call says of each id in a list, when one of them may be unknown: then each half is asked for itself. `none`: there is no such
 * thing; a single id that AWS does not like is `none` too, as it cannot be one of anything.
 */
export const eachOf =
  <A>(ask: (ids: ReadonlyArray<string>) => TE.TaskEither<Fault, ReadonlyArray<A>>) =>
  (ids: ReadonlyArray<string>): TE.TaskEither<Fault, ReadonlyArray<A>> => {
    if (ids.length === 0) return TE.right([])
    return pipe(
      ask(ids),
      TE.orElse((fault) => {
        if (!isAboutOne(fault)) return TE.left(fault)
        if (ids.length === 1) return TE.right<Fault, ReadonlyArray<A>>([])
        const half = Math.ceil(ids.length / 2)
        const parts = [ids.slice(0, half), ids.slice(half)].map(eachOf(ask))
        return pipe(
          TE.sequenceArray(parts),
          TE.map((found) => found.flat())
        )
      })
    )
  }
