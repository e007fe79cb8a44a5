import type { Timers } from '../../src/time.js'

/** Time that passes only when a test says so. */
export interface TestTime extends Timers {
  /** Lets so many milliseconds pass; what is due meanwhile happens in its order, and is waited for. */
  readonly pass: (milliseconds: number) => Promise<void>
}

/** Whatever can go on without time has gone on. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}

export const testTime = (start = Date.UTC(2026, 0, 1)): TestTime => {
  let now = start
  const alarms = new Set<{ readonly at: number; readonly call: () => void }>()
  return {
    now: () => now,
    after: (milliseconds, call) => {
      const alarm = { at: now + milliseconds, call }
      alarms.add(alarm)
      return () => alarms.delete(alarm)
    },
    pass: async (milliseconds) => {
      const end = now + milliseconds
      await settled()
      for (;;) {
        const [next] = [...alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        alarms.delete(next)
        now = Math.max(now, next.at)
        next.call()
        await settled()
      }
      now = end
    }
  }
}
