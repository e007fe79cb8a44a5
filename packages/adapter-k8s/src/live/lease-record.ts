import { recordOf, textOf } from '../api/json.js'
import type { ApiObject } from '../api/object.js'

/** What a Lease says about who leads. */
export interface LeaseRecord {
  /** Empty when it was let go. */
  readonly holder: string
  /** How long others must wait after the last sign of life, in milliseconds. */
  readonly duration: number
  readonly acquireTime: string
  readonly renewTime: string
  /** How often it went from one to another. */
  readonly transitions: number
  readonly resourceVersion: string
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

export const leaseRecord = ({ metadata, spec }: ApiObject): LeaseRecord => {
  const { holderIdentity, leaseDurationSeconds, acquireTime, renewTime, leaseTransitions } = recordOf(spec)
  return {
    holder: textOf(holderIdentity),
    duration: numberOf(leaseDurationSeconds) * 1000,
    acquireTime: textOf(acquireTime),
    renewTime: textOf(renewTime),
    transitions: numberOf(leaseTransitions),
    resourceVersion: metadata.resourceVersion
  }
}

/**
 * What a candidate does about the record that it found, by its own clock: `sinceSeen` says how long ago it first saw this version, in milliseconds. The
 * times in the record are those of other machines and prove nothing.
 */
export const leaseMove = (
  me: string,
  record: LeaseRecord | undefined,
  sinceSeen: number
): 'create' | 'renew' | 'take' | 'wait' => {
  if (record === undefined) return 'create'
  if (record.holder === me) return 'renew'
  if (record.holder === '') return 'take'
  return sinceSeen >= record.duration ? 'take' : 'wait'
}

// The API wants six digits after the second.
const microTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('Z', '000Z')

/** `spec` of the Lease by which `me` takes or keeps the lead. */
export const heldBy = (me: string, before: LeaseRecord | undefined, duration: number, now: number): object => {
  const isMine = before?.holder === me
  return {
    holderIdentity: me,
    leaseDurationSeconds: duration / 1000,
    acquireTime: isMine ? before.acquireTime : microTime(now),
    renewTime: microTime(now),
    leaseTransitions: before === undefined ? 0 : before.transitions + (isMine ? 0 : 1)
  }
}

/** `spec` of a Lease that is let go: the next candidate takes it at once. */
export const letGo = (before: LeaseRecord, now: number): object => ({
  holderIdentity: '',
  leaseDurationSeconds: 1,
  acquireTime: microTime(now),
  renewTime: microTime(now),
  leaseTransitions: before.transitions
})
