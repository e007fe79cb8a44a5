import { setTimeout as sleep } from 'node:timers/promises'
import { E, type Fault } from '@alb-ingress/core'
import type { Client } from '../api/client.js'
import { elapsed, type Moment, thisMoment } from './elapsed.js'
import { holdingOf } from './holding.js'
import type { LeaseName } from './lease-calls.js'

export interface ElectionSettings extends LeaseName {
  /** Who we are: no two processes say the same. */
  readonly identity: string
  readonly turned: (isLeader: boolean) => void
  /** The Lease could not be read or written, and is tried again. */
  readonly failed?: (fault: Fault) => void
  readonly timing?: LeaseTiming
}

/** In milliseconds. */
export interface LeaseTiming {
  /** Others wait so long after the last renewal. */
  readonly lease: number
  /** A leader that could not renew for so long leads no more. Shorter than `lease`, so that it stops before others start. */
  readonly renewDeadline: number
  readonly retry: number
}

/** Those of the reference. */
export const usualTiming: LeaseTiming = { lease: 15_000, renewDeadline: 10_000, retry: 2_000 }

export interface Leadership {
  /** Asked before each step: by our own clock, nobody else can lead yet. */
  readonly isLeader: () => boolean
  /** Lets go of the Lease, so that the next one need not wait. */
  readonly stop: () => Promise<void>
}

/** Stands for election until `stop`. Who loses the lead goes on as a candidate. */
export const elect = (client: Client, settings: ElectionSettings): Leadership => {
  const { timing = usualTiming } = settings
  const ends = new AbortController()
  const lead = leadOf(settings, timing)
  const holding = holdingOf(client, settings, settings.identity, timing.lease)

  const campaign = async (): Promise<void> => {
    while (!ends.signal.aborted) {
      const started = thisMoment()
      const held = await holding.attempt(lead.patience(), ends.signal)
      if (ends.signal.aborted) return
      if (E.isLeft(held)) settings.failed?.(held.left)
      else if (held.right) lead.renewed(started)
      else lead.lost()
      await sleep(timing.retry * (1 + Math.random() * 0.2), undefined, { signal: ends.signal }).catch(() => undefined)
    }
  }
  const running = campaign()
  return {
    isLeader: lead.isHeld,
    stop: async () => {
      const wasLeader = lead.isHeld()
      ends.abort()
      await running
      lead.lost()
      if (wasLeader) await holding.release()
    }
  }
}

/** Whether we lead, by our own clock: from the start of the last renewal that succeeded until its deadline. */
const leadOf = ({ turned }: ElectionSettings, { renewDeadline }: LeaseTiming) => {
  let since: Moment | undefined
  let deadline: NodeJS.Timeout | undefined
  const isHeld = (): boolean => since !== undefined && elapsed(since) < renewDeadline
  const lost = (): void => {
    clearTimeout(deadline)
    if (since === undefined) return
    since = undefined
    turned(false)
  }
  const renewed = (started: Moment): void => {
    // The answer came too late to count on it.
    if (elapsed(started) >= renewDeadline) return
    clearTimeout(deadline)
    const isNew = since === undefined
    since = started
    deadline = setTimeout(lost, renewDeadline - elapsed(started))
    if (isNew) turned(true)
  }
  /** How long an attempt may take, in milliseconds. */
  const patience = (): number => (since === undefined ? renewDeadline : Math.max(1, renewDeadline - elapsed(since)))
  return { isHeld, lost, renewed, patience }
}
