import { dueOf, type Entry, entriesOf, type Queue } from './queue.js'
import type { Pace } from './settings.js'
import { keyOfWork, type Work, type WorkKind } from './work.js'

/** What may start now, in this order, and when to ask again; `undefined` when nothing waits for a moment to come. */
export interface Taken {
  readonly queue: Queue
  readonly start: ReadonlyArray<Work>
  /** When the first event came of each that may start. */
  readonly since: ReadonlyArray<number>
  readonly wakeAt: number | undefined
}

// Looking whether all is as it was gives way to changes, but not for ever: after so many milliseconds it is as urgent as they are.
const headStart = 30_000

const rank = (entry: Entry, pace: Pace): number =>
  dueOf(entry, pace) - (entry.touch?.urgency === 'change' ? headStart : 0)

const started = ({ work, failures }: Entry): Entry => ({ work, failures, isRunning: true })

const kinds: ReadonlyArray<WorkKind> = ['binding', 'group', 'shared']

interface Line {
  running: number
  readonly due: Array<Entry>
}

/** The first few in the order of their ranks. There are few workers, and may be thousands of entries. */
const firstOf = (due: ReadonlyArray<Entry>, count: number, pace: Pace): ReadonlyArray<Entry> => {
  const first: Array<Entry> = []
  for (const entry of due) {
    const place = first.findIndex((other) => rank(entry, pace) < rank(other, pace))
    first.splice(place < 0 ? first.length : place, 0, entry)
    if (first.length > count) first.pop()
  }
  return first
}

/**
 * Takes what is due, as far as workers are free: never a work that somebody works on, changes before sweeps, and whoever waits longest first.
 * What is taken counts as running until it has ended. The queue is advanced in place, and given back.
 */
export const take = (queue: Queue, now: number): Taken => {
  const lines = new Map(kinds.map((kind): [WorkKind, Line] => [kind, { running: 0, due: [] }]))
  let wakeAt = Infinity
  for (const entry of queue.entries.values()) {
    const line = lines.get(entry.work.kind)
    const at = dueOf(entry, queue.paces[entry.work.kind])
    if (line === undefined) continue
    if (entry.isRunning) line.running += 1
    else if (at > now) wakeAt = Math.min(wakeAt, at)
    else line.due.push(entry)
  }
  const start = [...lines].flatMap(([kind, { running, due }]) => {
    const pace = queue.paces[kind]
    return firstOf(due, Math.max(0, pace.workers - running), pace)
  })
  const entries = entriesOf(queue)
  for (const entry of start) entries.set(keyOfWork(entry.work), started(entry))
  return {
    queue,
    start: start.map(({ work }) => work),
    since: start.map(({ touch }) => touch?.first ?? now),
    wakeAt: wakeAt === Infinity ? undefined : wakeAt
  }
}

/** How many works of a kind run, and for how many something happened that no pass has begun after. What is only to be repeated waits for its time. */
export const depthOf = ({ entries }: Queue, kind: WorkKind): { readonly running: number; readonly waiting: number } => {
  const all = [...entries.values()].filter(({ work }) => work.kind === kind)
  const count = (isSo: (entry: Entry) => boolean): number => all.filter(isSo).length
  return { running: count(({ isRunning }) => isRunning), waiting: count(({ touch }) => touch !== undefined) }
}
