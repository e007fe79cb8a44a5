import { type Pace, type Paces, pauseAfter } from './settings.js'
import { keyOfWork, type Work } from './work.js'

/** Somebody changed something, or it is time to look whether somebody did. Changes go first. */
export type Urgency = 'change' | 'sweep'

/** How a pass ended. `later`: all went well, and something is to be looked at again after so many milliseconds. */
export type Ending =
  | { readonly end: 'done' }
  | { readonly end: 'failed' }
  | { readonly end: 'later'; readonly after: number }

export type QueueEvent =
  | { readonly event: 'touched'; readonly works: Iterable<Work>; readonly urgency: Urgency }
  | { readonly event: 'ended'; readonly work: Work; readonly ending: Ending }
  /** It exists no more: what waits for it is dropped. */
  | { readonly event: 'vanished'; readonly works: Iterable<Work> }

/** Events that no pass has begun after. */
interface Touch {
  readonly first: number
  readonly last: number
  readonly urgency: Urgency
}

export interface Entry {
  readonly work: Work
  readonly isRunning: boolean
  readonly touch?: Touch
  /** When it is to be repeated, whatever happens. */
  readonly again?: number
  /** In a row. */
  readonly failures: number
}

/**
 * What there is to do. A work that nobody waits for, and that did not fail, is not in it. Times are milliseconds since 1970. A read-only view:
 * one owner advances it, in place, as thousands of works may wait at a time; old views are not kept.
 */
export interface Queue {
  readonly paces: Paces
  readonly entries: ReadonlyMap<string, Entry>
}

export const emptyQueue = (paces: Paces): Queue => ({ paces, entries: new Map() })

const untouched = (work: Work): Entry => ({ work, isRunning: false, failures: 0 })

const touched = (entry: Entry, urgency: Urgency, now: number): Entry => ({
  ...entry,
  touch: {
    first: entry.touch?.first ?? now,
    last: now,
    urgency: entry.touch?.urgency === 'change' ? 'change' : urgency
  }
})

const ended = ({ again: _, ...entry }: Entry, ending: Ending, pace: Pace, now: number): Entry => {
  const idle = { ...entry, isRunning: false, failures: 0 }
  if (ending.end === 'done') return idle
  if (ending.end === 'later') return { ...idle, again: now + ending.after }
  const failures = entry.failures + 1
  return { ...idle, failures, again: now + pauseAfter(failures, pace) }
}

const isIdle = ({ isRunning, touch, again }: Entry): boolean => !isRunning && touch === undefined && again === undefined

// Every queue comes from `emptyQueue`, which makes it of a map.
export const entriesOf = ({ entries }: Queue): Map<string, Entry> => entries as Map<string, Entry>

/** What an event makes of the queue: it is advanced in place, and given back. */
export const afterEvent = (queue: Queue, event: QueueEvent, now: number): Queue => {
  const entries = entriesOf(queue)
  const put = (entry: Entry): void => {
    if (isIdle(entry)) entries.delete(keyOfWork(entry.work))
    else entries.set(keyOfWork(entry.work), entry)
  }
  const entryOf = (work: Work): Entry => entries.get(keyOfWork(work)) ?? untouched(work)
  switch (event.event) {
    case 'touched':
      for (const work of event.works) put(touched(entryOf(work), event.urgency, now))
      break
    case 'ended':
      put(ended(entryOf(event.work), event.ending, queue.paces[event.work.kind], now))
      break
    case 'vanished':
      for (const work of event.works) put({ ...untouched(work), isRunning: entryOf(work).isRunning })
  }
  return queue
}

/** When an entry may be taken: when its events have settled, or when it is to be repeated. */
export const dueOf = ({ touch, again = Infinity }: Entry, { settle, longestSettle }: Pace): number =>
  touch === undefined ? again : Math.min(again, touch.last + settle, touch.first + longestSettle)
