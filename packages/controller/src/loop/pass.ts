import type { Fault } from '@alb-ingress/core'
import type { Ending } from '../queue/queue.js'
import type { GroupState } from './happening.js'

/** How a pass over one work went. */
export interface Passed {
  readonly ending: Ending
  readonly done: number
  readonly failed: ReadonlyArray<Fault>
  readonly left: number
  readonly state?: GroupState
}

export const nothingDone: Passed = { ending: { end: 'done' }, done: 0, failed: [], left: 0 }

/** The world could not be looked at: nothing was done, and it is tried again. */
export const couldNotLook = (fault: Fault): Passed => ({ ...nothingDone, ending: { end: 'failed' }, failed: [fault] })
