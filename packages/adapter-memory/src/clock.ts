import type { Clock } from '@alb-ingress/core'

/** A clock that stands still until somebody sets it or sleeps: waiting takes no time. */
export interface MemoryClock extends Clock {
  readonly advance: (milliseconds: number) => void
}

/** Starts at the given time, in milliseconds since 1970. */
export const memoryClock = (start = 0): MemoryClock => {
  let time = start
  const advance = (milliseconds: number): void => {
    time += milliseconds
  }
  return {
    now: () => time,
    sleep: (milliseconds) => async () => advance(milliseconds),
    advance
  }
}
