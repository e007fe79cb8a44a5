import { dueOf, type Entry, type Queue } from './queue.js'
import type { Pace } from './settings.js'
import { keyOfWork, type Work, type WorkKind } from './work.js'

/** What may start now, in this order, and when to ask again; `undefined` when nothing waits for a moment to come. */
export interface Taken {
  readonly queue: Queue
  readonly start: ReadonlyArray<Work>
  readonly wakeAt: number | undefined
}

// Looking whether all is as it was gives way to changes, but not for ever: after so many milliseconds it is as urgent as they are.
const headStart = 30_000

const rank = (entry: Entry, pace: Pace): number =>
  dueOf(entry, pace) - (entry.touch?.urgency === 'change' ? headStart : 0)

const started = ({ work, failures }: Entry): Entry => ({ work, failures, isRunning: true })

const kinds: ReadonlyArray<WorkKind> = ['binding', 'group', 'shared']

/**
 * Takes what is due, as far as workers are free: never a work that somebody works on, changes before sweeps, and whoever waits longest first.
 * What is taken counts as running until it has ended.
 */
export const take = (queue: Queue, now: number): Taken => {
  const entries = new Map(queue.entries)
  const start: Array<Work> = []
  let wakeAt = Infinity
  for (const kind of kinds) {
    const pace = queue.paces[kind]
    const all = [...queue.entries.values()].filter(({ work }) => work.kind === kind)
    const waiting = all.filter(({ isRunning }) => !isRunning)
    const due = waiting.filter((entry) => dueOf(entry, pace) <= now)
    const free = Math.max(0, pace.workers - (all.length - waiting.length))
    const first = due.sort((a, b) => rank(a, pace) - rank(b, pace)).slice(0, free)
    for (const entry of first) {
      entries.set(keyOfWork(entry.work), started(entry))
      start.push(entry.work)
    }
    for (const entry of waiting) {
      const at = dueOf(entry, pace)
      if (at > now) wakeAt = Math.min(wakeAt, at)
    }
  }
  return { queue: { ...queue, entries }, start, wakeAt: wakeAt === Infinity ? undefined : wakeAt }
}

/** How many works of a kind run, and how many wait. */
export const depthOf = ({ entries }: Queue, kind: WorkKind): { readonly running: number; readonly waiting: number } => {
  const all = [...entries.values()].filter(({ work }) => work.kind === kind)
  const running = all.filter(({ isRunning }) => isRunning).length
  return { running, waiting: all.length - running }
}
