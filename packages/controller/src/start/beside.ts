import { E, type Fault, type TE } from '@alb-ingress/core'
import type { Timers } from '../time.js'
import type { LeaseHolder } from './connections.js'

/** The one who acts, when it is another controller and no replica of ours. */
const otherController = (holder: LeaseHolder | undefined, isOurs: (identity: string) => boolean): string | undefined =>
  holder?.isAlive === true && !isOurs(holder.identity) ? holder.identity : undefined

export interface Watch {
  /** Who acts beside us, when somebody does. */
  readonly other: () => string | undefined
  readonly stop: () => void
}

// Shorter than a lease lasts.
const interval = 10_000

/** Looks every few seconds whether another controller acts; `turned` hears when that changes. A look that fails changes nothing. */
export const watchOthers = async (
  look: TE.TaskEither<Fault, LeaseHolder | undefined>,
  isOurs: (identity: string) => boolean,
  timers: Timers,
  turned: (other: string | undefined) => void
): Promise<Watch> => {
  let other: string | undefined
  let cancel: (() => void) | undefined
  let isStopped = false
  const once = async (): Promise<void> => {
    const found = await look()
    if (isStopped) return
    const now = E.isRight(found) ? otherController(found.right, isOurs) : other
    const isOther = now !== other
    other = now
    if (isOther) turned(now)
    cancel = timers.after(interval, () => void once())
  }
  await once()
  return {
    other: () => other,
    stop: () => {
      isStopped = true
      cancel?.()
    }
  }
}
