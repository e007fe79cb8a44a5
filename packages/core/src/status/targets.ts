import type { Answer } from '../facts/facts.js'
import { faultText } from '../facts/fault.js'
import type { FoundTarget } from '../facts/found-target.js'
import { E, O } from '../prelude.js'
import { printable } from '../support/wording.js'
import type { Backend } from '../targets/backend.js'
import { targetKey } from '../targets/endpoint.js'
import type { Health, Status } from './status.js'

/** Who should be behind a target group, as the objects at hand say. */
export interface Behind {
  /** `namespace/name:port`. */
  readonly service: string
  /** Absent where the objects say nothing of endpoints, as manifests mostly do. */
  readonly backend?: Backend
}

/** How the targets of a target group are, all together. */
export interface TargetsStatus {
  readonly about: ReadonlyArray<string>
  readonly health: Health
  readonly reasons: ReadonlyArray<string>
  readonly parts: ReadonlyArray<Status>
}

const healthIn: Readonly<Record<FoundTarget['state'], Health>> = {
  healthy: 'well',
  // Nobody checks it, so nobody can say that it is ill.
  unavailable: 'well',
  // It leaves, as it should.
  draining: 'well',
  initial: 'waiting',
  unused: 'unwell',
  unhealthy: 'unwell',
  'unhealthy.draining': 'unwell'
}

const targetStatus = (target: FoundTarget): Status => {
  const { id, port, availabilityZone, state, reason, description } = target
  const health = healthIn[state]
  const said = [reason, description].filter((part) => part !== undefined && part !== '').join(': ')
  return {
    kind: 'Target',
    name: printable(`target ${id}:${port}`),
    about: [state, ...(availabilityZone === undefined ? [] : [printable(availabilityZone)])],
    health,
    reasons: health === 'well' ? [] : [said === '' ? `AWS says only that it is ${state}` : printable(said)],
    parts: []
  }
}

const mostNamed = 5

const fewWords = (names: ReadonlyArray<string>): string => {
  const more = names.length - mostNamed
  return more <= 1 ? names.join(', ') : `${names.slice(0, mostNamed).join(', ')} and ${more} more`
}

/** Why nobody, or too few, are there. */
const missing = (targets: ReadonlyArray<FoundTarget>, behind: Behind | undefined): ReadonlyArray<string> => {
  const backend = behind?.backend
  if (backend === undefined) return targets.length === 0 ? ['no target is registered'] : []
  if (backend.is !== 'there') return [`${backend.because}. ${backend.hint}`]
  const { endpoints, unfit } = backend
  if (endpoints.length === 0)
    return [
      `${behind?.service} has no endpoint that is ready`,
      ...unfit.map(({ node, because }) => `node ${node} is left out: ${because}`)
    ]
  const there = new Set(targets.map(targetKey))
  const waiting = endpoints.filter((endpoint) => !there.has(targetKey(endpoint)))
  return waiting.length === 0 ? [] : [`not registered yet: ${fewWords(waiting.map(targetKey))}`]
}

const counted = (targets: ReadonlyArray<FoundTarget>): ReadonlyArray<string> => {
  const staying = targets.filter(({ state }) => state !== 'draining')
  if (staying.length === 0) return []
  const healthy = staying.filter(({ state }) => healthIn[state] === 'well')
  return [`${healthy.length} of ${staying.length === 1 ? '1 target' : `${staying.length} targets`} healthy`]
}

/** How the targets are that AWS shows, beside those that should be there. */
export const targetsStatus = (answer: Answer<'targets'> | undefined, behind: Behind | undefined): TargetsStatus => {
  const service = behind === undefined ? [] : [printable(behind.service)]
  const nothing = { about: service, parts: [] }
  if (answer === undefined) return { ...nothing, health: 'well', reasons: [] }
  if (E.isLeft(answer))
    return { ...nothing, health: 'unwell', reasons: [`targets cannot be read: ${printable(faultText(answer.left))}`] }
  if (O.isNone(answer.right)) return { ...nothing, health: 'unwell', reasons: ['AWS knows no such target group'] }
  const targets = answer.right.value
  const reasons = missing(targets, behind).map(printable)
  const isServed = targets.some(({ state }) => healthIn[state] === 'well' && state !== 'draining')
  return {
    about: [...service, ...counted(targets)],
    health: reasons.length === 0 ? 'well' : isServed ? 'waiting' : 'unwell',
    reasons,
    parts: targets.map(targetStatus)
  }
}
