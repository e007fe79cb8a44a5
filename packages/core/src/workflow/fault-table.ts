import type { Fault } from '../facts/fault.js'
import type { Step } from '../plan/step.js'

/**
 * What to do about a fault. `done`: the step has what it wanted · `again`: the same call after a while · `replan`: the world is not as it was
 * observed, so what depends on the step must wait for another plan · `stop`: somebody has to change something first.
 */
export type Response = 'done' | 'again' | 'replan' | 'stop'

const isDeletion = (step: Step): boolean =>
  step.on === 'aws'
    ? step.call.do === 'delete'
    : step.write.write === 'deleteBinding' || step.write.write === 'removeFinalizer'

// AWS lets go of network interfaces and associations some seconds after what used them is gone, and shows what was made some seconds late.
// It takes a load balancer as a target when that is active, which may be minutes later: another plan registers it then.
const passing: ReadonlySet<string> = new Set([
  'ResourceInUse',
  'ResourceInUseException',
  'DependencyViolation',
  'ListenerNotFound',
  'InvalidTarget'
])

/** The one table from a fault to what is done about it. */
export const responseTo = (fault: Fault, step: Step): Response => {
  switch (fault.kind) {
    case 'throttled':
    case 'unavailable':
      return 'again'
    case 'missing':
      if (isDeletion(step)) return 'done'
      return passing.has(fault.code) ? 'again' : 'replan'
    case 'conflict':
      return passing.has(fault.code) ? 'again' : 'replan'
    case 'denied':
    case 'limit':
    case 'invalid':
      return 'stop'
  }
}

/** How long to wait before the n-th repetition, in milliseconds: twice as long each time, and never longer than two seconds. */
export const pauseBefore = (repetition: number): number => Math.min(2000, 100 * 2 ** (repetition - 1))

/** After so many repetitions the step has failed, and a later plan goes on from there. */
export const mostRepetitions = 10
