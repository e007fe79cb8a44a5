import { type Fault, masked, planView, printable, type Step } from '@alb-ingress/core'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Happening, Tell } from '../loop/happening.js'

export type { Logger }

export type LogLevel = 'error' | 'warn' | 'info' | 'debug'

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/** Structured lines, one JSON object each. Whatever is logged is masked first, so a secret that somebody forgets is not in it. */
export const loggerTo = (level: LogLevel, destination?: DestinationStream): Logger => {
  const options = {
    level,
    base: {},
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }), log: (line: object) => asRecord(masked(line)) }
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

const faultFields = ({ kind, code, message, call, requestId }: Fault): object => ({
  ...{ kind, code, call, message: printable(message) },
  ...(requestId === undefined ? {} : { requestId })
})

const stepFields = ({ id, stack, causes }: Step): object => ({
  step: id,
  stack,
  // The fields alone: their values may be long, and secret.
  because: causes.map(({ because, field }) => (field === undefined ? because : `${because} ${field}`))
})

type Passed = Extract<Happening, { tells: 'passed' }>

const levelOf = ({ failed, done, left, state, why }: Passed): LogLevel => {
  if (failed.length > 0) return 'error'
  if (state === 'frozen') return 'warn'
  return done + left > 0 || why.length === 0 ? 'info' : 'debug'
}

const passedFields = ({ work, why, waited, milliseconds, done, failed, left, state, ending }: Passed): object => ({
  ...{ [work.kind]: work.name, why, waited, milliseconds, done, left, ...(state === undefined ? {} : { state }) },
  ...(failed[0] === undefined ? {} : { failed: failed.length, fault: faultFields(failed[0]) }),
  ...(ending.end === 'later' ? { after: ending.after } : {})
})

/** What the loop tells, as log lines: one for each pass with what and why. Plans and their steps are told at the given level. */
export const logging =
  (log: Logger, plansAt: LogLevel = 'debug'): Tell =>
  (happening) => {
    switch (happening.tells) {
      case 'leading':
        return log.info(
          { isLeader: happening.isLeader },
          happening.isLeader ? 'this replica acts' : 'this replica waits'
        )
      case 'planned': {
        const { work, plan, withheld, milliseconds } = happening
        const fields = { [work.kind]: work.name, ...planView(plan).summary, withheld: withheld.length, milliseconds }
        log[plansAt](fields, 'planned')
        for (const step of [...plan.steps, ...withheld]) log[plansAt](stepFields(step), 'step of the plan')
        return
      }
      case 'step': {
        const { progress, milliseconds } = happening
        const fault = progress.fault === undefined ? {} : { fault: faultFields(progress.fault) }
        return log.debug({ step: progress.step.id, event: progress.event, milliseconds, ...fault }, 'step')
      }
      case 'noticed':
        for (const { code, severity, message, hint } of happening.findings)
          log[severity === 'hint' ? 'debug' : 'warn'](
            { [happening.work.kind]: happening.work.name, code, message, hint },
            'noticed'
          )
        return
      case 'passed':
        return log[levelOf(happening)](passedFields(happening), 'passed')
      case 'swept':
        for (const { resource, physicalId, drift, field } of happening.drift)
          log.warn({ stack: resource.stack, kind: resource.kind, id: physicalId, drift, field }, 'others changed it')
        return log.info({ groups: happening.groups, toDo: happening.toDo, frozen: happening.frozen }, 'swept')
      case 'gone':
        return log.info({ [happening.work.kind]: happening.work.name }, 'gone')
      case 'targets':
        return log.debug({ binding: happening.binding.key, targets: happening.states }, 'targets')
      case 'unwritten':
        return log.warn({ fault: faultFields(happening.fault) }, 'an event could not be written')
      case 'defect': {
        const { error } = happening
        const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
        return log.error({ [happening.work.kind]: happening.work.name, stack }, 'a defect of this program')
      }
    }
  }
