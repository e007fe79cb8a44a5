import type { WorkKind } from './work.js'

/** How works of one kind are taken. Times in milliseconds. */
export interface Pace {
  /** How many may run side by side. */
  readonly workers: number
  /** After an event it waits so long for more of them, */
  readonly settle: number
  /** and never longer than this after the first of them. */
  readonly longestSettle: number
  readonly firstPause: number
  /** The pause after a failure doubles up to here. */
  readonly longestPause: number
}

export type Paces = Readonly<Record<WorkKind, Pace>>

// Endpoints change while requests are being served, so bindings wait for next to nothing. Many Ingresses come by one `kubectl apply`.
const group: Pace = { workers: 3, settle: 250, longestSettle: 2000, firstPause: 5, longestPause: 1_000_000 }

export const defaultPaces: Paces = {
  group,
  binding: { ...group, settle: 50, longestSettle: 250 },
  // Each of its works is only one, so none waits for the other.
  shared: { ...group, workers: 2, settle: 500 }
}

/** How long to wait after so many failures in a row. */
export const pauseAfter = (failures: number, { firstPause, longestPause }: Pace): number =>
  Math.min(longestPause, firstPause * 2 ** Math.min(failures - 1, 40))
