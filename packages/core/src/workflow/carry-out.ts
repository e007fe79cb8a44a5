import type { Fault } from '../facts/fault.js'
import { comesTooEarly, stillProvisioning } from '../plan/awaited.js'
import { bindCall, bindWrite, type Outputs } from '../plan/bind.js'
import { handleOf } from '../plan/footprint.js'
import { knownBefore, outputKey, outputsOf } from '../plan/outputs.js'
import type { Plan, Step, StepId } from '../plan/step.js'
import type { Outcome } from '../ports/aws.js'
import type { Ports } from '../ports/ports.js'
import { E, pipe, type T, TE } from '../prelude.js'
import type { ObservedState } from '../resources/stack.js'
import { push } from '../support/lists-by.js'
import { mostRepetitions, pauseBefore, responseTo } from './fault-table.js'

/** Something that happened to a step. */
export interface Progress {
  readonly step: Step
  readonly event: 'started' | 'done' | 'waiting' | 'failed' | 'skipped'
  /** With `waiting` and `failed`. */
  readonly fault?: Fault
}

export interface Failure {
  readonly step: Step
  readonly fault: Fault
  /** Whether the next plan may well succeed; otherwise somebody has to change something first. */
  readonly replan: boolean
}

/** What became of a plan. Steps that wait for a failed one are skipped; all others are done, or postponed. */
export interface Report {
  readonly done: ReadonlyArray<StepId>
  readonly failed: ReadonlyArray<Failure>
  readonly skipped: ReadonlyArray<StepId>
  /** Steps, if any, that AWS takes only when it has finished making something: a later plan has them again. */
  readonly postponed?: ReadonlyArray<StepId>
  /** What the world said to each step that is done. */
  readonly outcomes: ReadonlyMap<StepId, Outcome>
  /** In milliseconds: when another pass may get further. Absent where nothing waits for time to pass. */
  readonly later?: number
}

export interface CarryOutOptions {
  /** How many steps may run at a time. */
  readonly concurrency: number
  readonly onProgress: (progress: Progress) => void
  /** Asked before every step; a controller that is no longer the leader stops here, in the middle of a plan. */
  readonly mayContinue?: () => boolean
}

const send = (ports: Ports, step: Step, outputs: Outputs): TE.TaskEither<Fault, Outcome> =>
  step.on === 'aws'
    ? ports.aws.perform(bindCall(step.call, outputs))
    : pipe(
        ports.kubernetes.perform(bindWrite(step.write, outputs)),
        TE.map((): Outcome => ({}))
      )

/** One step, repeated while the world may still come round. */
const perform = async (
  ports: Ports,
  step: Step,
  outputs: Outputs,
  onProgress: CarryOutOptions['onProgress']
): Promise<E.Either<Failure, Outcome>> => {
  for (let attempt = 1; ; attempt++) {
    const outcome = await send(ports, step, outputs)()
    if (E.isRight(outcome)) return outcome
    const fault = outcome.left
    const response = responseTo(fault, step)
    if (response === 'done') return E.right({})
    if (response !== 'again' || attempt > mostRepetitions) return E.left({ step, fault, replan: response !== 'stop' })
    onProgress({ step, event: 'waiting', fault })
    await ports.clock.sleep(pauseBefore(attempt))()
  }
}

/** Which steps wait for each step, and for how many each step still waits. */
const waitingOf = ({ steps, after }: Plan) => {
  const followers = new Map<StepId, Array<Step>>()
  const open = new Map<StepId, number>()
  for (const step of steps) {
    const before = after.get(step.id) ?? []
    open.set(step.id, before.length)
    for (const earlier of before) push(followers, earlier, step)
  }
  return { followers, open }
}

/**
 * Carries a plan out. A step starts when all steps before it are done; a failure stops only what waits for it. What a call says of a
 * resource that it made is what later steps refer to. Nothing is rolled back: the next plan starts from what is there.
 */
export const carryOut =
  (ports: Ports, { concurrency, onProgress, mayContinue = () => true }: CarryOutOptions) =>
  (plan: Plan, observed: ObservedState): T.Task<Report> =>
  async () => {
    const known = new Map(knownBefore(plan, observed))
    const outputs: Outputs = (name, output) => known.get(outputKey(name, output))
    const { followers, open } = waitingOf(plan)
    const ready = plan.steps.filter(({ id }) => open.get(id) === 0)
    const done: Array<StepId> = []
    const outcomes = new Map<StepId, Outcome>()
    const failed: Array<Failure> = []
    const postponed: Array<Step> = []
    const provisioning = new Set(stillProvisioning(observed))

    const finish = (step: Step, outcome: Outcome): void => {
      if (step.on === 'aws' && step.call.do === 'create') {
        for (const [key, value] of outputsOf(step.call.subject, outcome)) known.set(key, value)
        if (outcome.reported?.state === 'provisioning') provisioning.add(handleOf(step.call.subject))
      }
      done.push(step.id)
      outcomes.set(step.id, outcome)
      onProgress({ step, event: 'done' })
      for (const follower of followers.get(step.id) ?? []) {
        const left = (open.get(follower.id) ?? 1) - 1
        open.set(follower.id, left)
        if (left === 0) ready.push(follower)
      }
    }

    const run = async (step: Step): Promise<void> => {
      onProgress({ step, event: 'started' })
      const result = await perform(ports, step, outputs, onProgress)
      if (E.isRight(result)) return finish(step, result.right)
      failed.push(result.left)
      onProgress({ step, event: 'failed', fault: result.left.fault })
    }

    const running = new Set<Promise<void>>()
    while (running.size > 0 || (ready.length > 0 && mayContinue())) {
      while (ready.length > 0 && running.size < concurrency && mayContinue()) {
        const step = ready.shift()
        if (step === undefined) break
        if (comesTooEarly(step, provisioning)) {
          postponed.push(step)
          continue
        }
        const task: Promise<void> = run(step).finally(() => running.delete(task))
        running.add(task)
      }
      if (running.size > 0) await Promise.race(running)
    }

    const over = new Set([...done, ...[...failed.map(({ step }) => step), ...postponed].map(({ id }) => id)])
    const skipped = plan.steps.filter(({ id }) => !over.has(id))
    for (const step of [...postponed, ...skipped]) onProgress({ step, event: 'skipped' })
    return {
      ...{ done, failed, skipped: skipped.map(({ id }) => id), outcomes },
      ...(postponed.length === 0 ? {} : { postponed: postponed.map(({ id }) => id) })
    }
  }
