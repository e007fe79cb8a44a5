import type { Fault } from '@alb-ingress/core'

interface Pauses {
  readonly first: number
  readonly longest: number
}

// Soon again after an outage. Rights and kinds come when somebody brings them.
const usual: Pauses = { first: 200, longest: 10_000 }
const seldom: Pauses = { first: 1_000, longest: 60_000 }

/**
 * How long to wait before reading again after so many failures in a row, in milliseconds: twice as long each time, of which chance (0 to 1)
 * takes up to half away, because a server that comes back should not meet everybody at once.
 */
export const pauseAfter = (failures: number, chance: number, fault?: Fault): number => {
  const { first, longest } = fault?.code === 'Forbidden' || fault?.kind === 'missing' ? seldom : usual
  const most = Math.min(longest, first * 2 ** (Math.max(1, failures) - 1))
  return Math.round(most * (1 - chance / 2))
}
