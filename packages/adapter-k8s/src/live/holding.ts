import { E, type Fault, pipe } from '@alb-ingress/core'
import type { Client } from '../api/client.js'
import { elapsed, thisMoment } from './elapsed.js'
import { type LeaseName, readLease, writeLease } from './lease-calls.js'
import { heldBy, type LeaseRecord, leaseMove, letGo } from './lease-record.js'

/** One candidate's hold on a Lease. */
export interface Holding {
  /** Tries to get or keep the Lease, for at most `patience` milliseconds. Right says whether it is ours now. */
  readonly attempt: (patience: number, signal: AbortSignal) => Promise<E.Either<Fault, boolean>>
  /** Lets go of it, if it is ours. */
  readonly release: () => Promise<void>
}

// Who ends does not wait for an API server that is away: the Lease ends by itself.
const longestFarewell = 3_000

/** `duration`: how long others wait after our last sign of life, in milliseconds. */
export const holdingOf = (client: Client, lease: LeaseName, identity: string, duration: number): Holding => {
  let known: LeaseRecord | undefined
  let seen = thisMoment()
  const see = (record: LeaseRecord | undefined): void => {
    if (record?.resourceVersion !== known?.resourceVersion) seen = thisMoment()
    known = record
  }

  const once = async (signal: AbortSignal): Promise<E.Either<Fault, boolean>> => {
    // Who leads knows the Lease from the last renewal. If somebody took it since, writing it is a conflict.
    if (known?.holder !== identity) {
      const found = await readLease(client, lease, signal)()
      if (E.isLeft(found)) return found
      see(found.right)
    }
    if (leaseMove(identity, known, elapsed(seen)) === 'wait') return E.right(false)
    const written = writeLease(client, lease, heldBy(identity, known, duration, Date.now()), known, signal)
    return pipe(
      await written(),
      E.map((record) => {
        see(record)
        return true
      })
    )
  }

  return {
    attempt: async (patience, signal) => {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(patience))])
      const first = await once(limited)
      if (E.isRight(first) || !isOutrun(first.left)) return first
      // Somebody has written it meanwhile: perhaps we ourselves, and did not hear of it.
      see(undefined)
      const second = await once(limited)
      return E.isLeft(second) && isOutrun(second.left) ? E.right(false) : second
    },
    release: async () => {
      const limited = AbortSignal.timeout(longestFarewell)
      const found = await readLease(client, lease, limited)()
      if (E.isLeft(found) || found.right?.holder !== identity) return
      await writeLease(client, lease, letGo(found.right, Date.now()), found.right, limited)()
    }
  }
}

const isOutrun = ({ kind }: Fault): boolean => kind === 'conflict' || kind === 'missing'
