import type { T } from '../prelude.js'

/** Time as a parameter: tests wait without waiting. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => T.Task<void>
}
