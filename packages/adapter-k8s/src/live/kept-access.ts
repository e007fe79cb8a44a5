import { E, type Fault, type TE } from '@alb-ingress/core'
import type { Access } from '../api/client.js'
import { elapsed, type Moment, thisMoment } from './elapsed.js'

// Whoever renews a token leaves the old one good for much longer.
const lifetime = 10_000

/** Credentials, read from their files again after ten seconds and not for each of hundreds of calls. A failure is not kept. */
export const keptAccess = (
  read: TE.TaskEither<Fault, Access>,
  now: () => Moment = thisMoment
): TE.TaskEither<Fault, Access> => {
  let kept: { readonly at: Moment; readonly access: Promise<E.Either<Fault, Access>> } | undefined
  return async () => {
    if (kept !== undefined && elapsed(kept.at, now()) < lifetime) return kept.access
    const mine = { at: now(), access: read() }
    kept = mine
    const access = await mine.access
    if (E.isLeft(access) && kept === mine) kept = undefined
    return access
  }
}
