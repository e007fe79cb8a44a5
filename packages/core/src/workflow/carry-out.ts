import type { Fault } from '../facts/fault.js'
import { comesTooEarly, stillProvisioning } from '../plan/awaited.js'
import type { Outputs } from '../plan/bind.js'
import { handleOf } from '../plan/footprint.js'
import { knownBefore, outputKey, outputsOf } from '../plan/outputs.js'
import type { Plan, Step, StepId } from '../plan/step.js'
import type { Outcome } from '../ports/aws.js'
import type { Ports } from '../ports/ports.js'
import type { T } from '../prelude.js'
import type { ObservedState } from '../resources/stack.js'
import { laterFor, laterWhileProvisioning, mostRepetitions } from './fault-table.js'
import { interruptible, type Signal } from './interruptible.js'
import { type Ending, type Patience, performStep } from './perform-step.js'
import { schedule } from './schedule.js'

/** Something that happened to a step. */
export interface Progress {
  readonly step: Step
  readonly event: 'started' | 'done' | 'waiting' | 'failed' | 'skipped'
  /** With `waiting` and `failed`; with `skipped` where a fault postpones the step. */
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
  /** Asked before every call; a controller that is no longer the leader stops here, in the middle of a plan. */
  readonly mayContinue?: () => boolean
  /** When it is aborted, the calls that run are ended and no other is made; who waits to repeat one waits no longer. */
  readonly signal?: Signal
  /** How often a step is repeated that waits for AWS to let go of something, before another pass tries it: 10 times, with pauses of up to two seconds. */
  readonly repetitions?: number
}

/** What is written down while a plan is carried out. */
interface Ledger {
  readonly known: Map<string, string>
  /** What AWS is still making. */
  readonly provisioning: Set<string>
  readonly done: Array<StepId>
  readonly outcomes: Map<StepId, Outcome>
  readonly failed: Array<Failure>
  /** When each may be tried again, in milliseconds. */
  readonly postponed: Map<StepId, number>
}

const ledgerFor = (plan: Plan, observed: ObservedState): Ledger => ({
  known: new Map(knownBefore(plan, observed)),
  provisioning: new Set(stillProvisioning(observed)),
  ...{ done: [], outcomes: new Map(), failed: [], postponed: new Map() }
})

const noteDone = ({ known, provisioning, done, outcomes }: Ledger, step: Step, outcome: Outcome): void => {
  done.push(step.id)
  outcomes.set(step.id, outcome)
  if (step.on !== 'aws' || step.call.do !== 'create') return
  for (const [key, value] of outputsOf(step.call.subject, outcome)) known.set(key, value)
  if (outcome.reported?.state === 'provisioning') provisioning.add(handleOf(step.call.subject))
}

const noteEnding = (ledger: Ledger, step: Step, ending: Ending, tell: CarryOutOptions['onProgress']): boolean => {
  switch (ending.is) {
    case 'done':
      noteDone(ledger, step, ending.outcome)
      tell({ step, event: 'done' })
      return true
    case 'failed':
      ledger.failed.push({ step, fault: ending.fault, replan: ending.replan })
      tell({ step, event: 'failed', fault: ending.fault })
      return false
    case 'postponed':
      ledger.postponed.set(step.id, laterFor(ending.fault))
      tell({ step, event: 'skipped', fault: ending.fault })
      return false
  }
}

const reportOf = ({ steps }: Plan, { done, failed, postponed, outcomes }: Ledger): Report => {
  const over = new Set([...done, ...failed.map(({ step }) => step.id), ...postponed.keys()])
  const skipped = steps.filter(({ id }) => !over.has(id)).map(({ id }) => id)
  const later = Math.min(...postponed.values())
  return {
    ...{ done, failed, skipped, outcomes },
    ...(postponed.size === 0 ? {} : { postponed: [...postponed.keys()], later })
  }
}

/**
 * Carries a plan out. A step starts when all steps before it are done; a failure stops only what waits for it. What a call says of a
 * resource that it made is what later steps refer to. Nothing is rolled back: the next plan starts from what is there.
 */
export const carryOut =
  (ports: Ports, options: CarryOutOptions) =>
  (plan: Plan, observed: ObservedState): T.Task<Report> =>
  async () => {
    const { concurrency, onProgress, mayContinue = () => true, signal, repetitions = mostRepetitions } = options
    const ledger = ledgerFor(plan, observed)
    const outputs: Outputs = (name, output) => ledger.known.get(outputKey(name, output))
    const mayGoOn = (): boolean => mayContinue() && signal?.aborted !== true
    const patience = (step: Step): Patience => ({
      ...{ repetitions, mayGoOn, sleep: interruptible(ports.clock, signal) },
      onWaiting: (fault) => onProgress({ step, event: 'waiting', fault })
    })
    const run = async (step: Step): Promise<boolean> => {
      if (comesTooEarly(step, ledger.provisioning)) {
        ledger.postponed.set(step.id, laterWhileProvisioning)
        onProgress({ step, event: 'skipped' })
        return false
      }
      onProgress({ step, event: 'started' })
      return noteEnding(ledger, step, await performStep(ports, step, outputs, patience(step)), onProgress)
    }
    await schedule(plan, { concurrency, mayStart: mayGoOn, run })
    const report = reportOf(plan, ledger)
    const skipped = new Set(report.skipped)
    for (const step of plan.steps) if (skipped.has(step.id)) onProgress({ step, event: 'skipped' })
    return report
  }
