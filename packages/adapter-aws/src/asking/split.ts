import { type Fault, pipe, TE } from '@alb-ingress/core'
import { together } from './asking.js'
import { chunksOf } from './pages.js'

type Listing<A> = (ids: ReadonlyArray<string>) => TE.TaskEither<Fault, ReadonlyArray<A>>

// AWS refuses a list of ids as a whole when it does not know, or does not like, one of them.
const isAboutOne = ({ kind, code }: Fault): boolean =>
  kind === 'missing' || (kind === 'invalid' && /Malformed$|^InvalidParameterValue$|^ValidationError$/.test(code))

const inHalves =
  <A>(ask: Listing<A>): Listing<A> =>
  (ids) =>
    pipe(
      ask(ids),
      TE.orElse((fault) => {
        if (!isAboutOne(fault)) return TE.left(fault)
        if (ids.length === 1) return TE.right<Fault, ReadonlyArray<A>>([])
        const half = Math.ceil(ids.length / 2)
        return all([ids.slice(0, half), ids.slice(half)], inHalves(ask))
      })
    )

const all = <A>(parts: ReadonlyArray<ReadonlyArray<string>>, ask: Listing<A>): ReturnType<Listing<A>> =>
  pipe(
    together(parts.map(ask)),
    TE.map((found) => found.flat())
  )

/** As many ids as the calls of EC2 take without a word. */
const many = 200

/**
 * What a call says of each id in a list, at most so many in a call. When one of them is unknown each half is asked for itself: there is no
 * such thing then, as there is none of an id that AWS does not like.
 */
export const eachOf =
  <A>(ask: Listing<A>, most: number = many): Listing<A> =>
  (ids) =>
    all(chunksOf(ids, most), inHalves(ask))
