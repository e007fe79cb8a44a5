import type { Fault } from '../facts/fault.js'
import type { Step } from '../plan/step.js'
import type { KubernetesWrite } from '../plan/write.js'

/**
 * What to do about a fault. `done`: the step has what it wanted · `again`: the same call after a while · `replan`: the world is not as it was
 * observed, so what depends on the step must wait for another plan · `stop`: somebody has to change something first.
 */
export type Response = 'done' | 'again' | 'replan' | 'stop'

const deletions: ReadonlySet<KubernetesWrite['write']> = new Set([
  'deleteBinding',
  'removeFinalizer',
  'deleteConfigMap'
])

// A Pod that is gone, or replaced by another of its name, waits for no condition.
const isForNobody = (fault: Fault, step: Step): boolean =>
  step.on === 'kubernetes' &&
  step.write.write === 'podCondition' &&
  (fault.kind === 'missing' || fault.kind === 'conflict')

// A target group that is gone has no targets any more.
const isDeletion = (step: Step): boolean =>
  step.on === 'aws'
    ? step.call.do === 'delete' || step.call.action === 'DeregisterTargets'
    : deletions.has(step.write.write)

// AWS lets go of network interfaces and associations some seconds after what used them is gone, and shows what was made some seconds late.
// It takes a load balancer as a target when that is active, which may be minutes later: another plan registers it then.
const passing: ReadonlySet<string> = new Set([
  'ResourceInUse',
  'ResourceInUseException',
  'DependencyViolation',
  'ListenerNotFound',
  'InvalidTarget'
])

// A load balancer becomes a target in time; a machine or an address that AWS does not take holds back those that are registered with it.
const holdsBackOthers = ({ code }: Fault, step: Step): boolean =>
  code === 'InvalidTarget' &&
  step.on === 'aws' &&
  step.call.do === 'add' &&
  step.call.elements.every((each) => typeof each === 'object' && each !== null && 'id' in each)

/** The one table from a fault to what is done about it. */
export const responseTo = (fault: Fault, step: Step): Response => {
  if (isForNobody(fault, step)) return 'done'
  if (holdsBackOthers(fault, step)) return 'replan'
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

const longestPause = 2000

/**
 * How long to wait before the n-th repetition, in milliseconds: twice as long each time, and never longer than two seconds; or as long as the world
 * asks for.
 */
export const pauseBefore = (repetition: number, { pause = 0 }: Pick<Fault, 'pause'> = {}): number =>
  Math.max(pause, Math.min(longestPause, 100 * 2 ** (repetition - 1)))

/** After so many repetitions the step has failed, and a later plan goes on from there. */
export const mostRepetitions = 10

/** When another pass may get further, in milliseconds, where AWS is still making a load balancer: that takes it some minutes. */
export const laterWhileProvisioning = 15_000

/** The same, where AWS has not let go of something, or has not taken something in: that takes it some ten seconds. */
export const laterFor = ({ pause = 0 }: Fault): number => Math.max(pause, 5000)
