import type { Clock } from '../ports/clock.js'

/** What of an `AbortSignal` is needed here. */
export interface Signal {
  readonly aborted: boolean
  readonly addEventListener: (type: 'abort', listener: () => void) => void
  readonly removeEventListener: (type: 'abort', listener: () => void) => void
}

/** Sleeps as the clock does, and wakes when the signal is aborted. */
export const interruptible =
  (clock: Clock, signal?: Signal) =>
  (milliseconds: number): Promise<void> => {
    if (signal === undefined) return clock.sleep(milliseconds)()
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake)
        resolve()
      }
      signal.addEventListener('abort', wake)
      clock.sleep(milliseconds)().then(wake, reject)
    })
  }
