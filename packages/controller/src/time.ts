import type { Clock } from '@alb-ingress/core'

/** Time as a parameter: tests let it pass as they like. */
export interface Timers {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Calls once, after so many milliseconds; what it gives takes the call back. */
  readonly after: (milliseconds: number, call: () => void) => () => void
}

// What Node can wait for at once.
const longest = 2 ** 31 - 1

export const nodeTimers: Timers = {
  now: Date.now,
  after: (milliseconds, call) => {
    const timer = setTimeout(call, Math.min(longest, Math.max(0, milliseconds)))
    return () => clearTimeout(timer)
  }
}

/** The clock of the core's ports, by the same time. */
export const clockOf = ({ now, after }: Timers): Clock => ({
  now,
  sleep: (milliseconds) => () => new Promise((resolve) => after(milliseconds, resolve))
})
