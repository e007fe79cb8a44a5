import { listOf, recordOf } from '../api/json.js'

/** A condition as the API holds it. */
export interface Condition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
}

/** Time as the API writes it: whole seconds. */
export const apiTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z')

/**
 * A condition to be written over those that are there, or nothing where it says the same already. The time of the last transition moves only when
 * the status changes.
 */
export const transition = (present: unknown, wanted: Condition, now: number): object | undefined => {
  const before = listOf(present)
    .map(recordOf)
    .find(({ type }) => type === wanted.type)
  const said = (member: 'status' | 'reason' | 'message'): boolean => (before?.[member] ?? '') === wanted[member]
  if (said('status') && said('reason') && said('message')) return undefined
  const since = before !== undefined && said('status') ? before.lastTransitionTime : apiTime(now)
  return { ...wanted, lastTransitionTime: since }
}
