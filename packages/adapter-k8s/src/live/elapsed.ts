/** A moment on both clocks of this machine. */
export interface Moment {
  readonly wall: number
  readonly steady: number
}

export const thisMoment = (): Moment => ({ wall: Date.now(), steady: performance.now() })

/**
 * Milliseconds since a moment, by the clock that says more. The wall clock may be set back, and the steady one stands still while the machine
 * sleeps; who must not act too late believes the worse of them.
 */
export const elapsed = (since: Moment, now: Moment = thisMoment()): number =>
  Math.max(now.wall - since.wall, now.steady - since.steady)
