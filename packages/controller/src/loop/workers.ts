import { afterEvent, emptyQueue, type Queue, type QueueEvent, type Urgency } from '../queue/queue.js'
import { take } from '../queue/take.js'
import type { Work } from '../queue/work.js'
import type { Parts } from './parts.js'
import { nothingDone, type Passed } from './pass.js'
import { whyOfWorks } from './why.js'

/** The queue at work: it starts what is due, and wakes up when the next thing is. */
export interface Workers {
  readonly touch: (works: Iterable<Work>, urgency: Urgency, why: string) => void
  /** From now on works are taken; without it they only gather. */
  readonly begin: () => void
  /** Takes nothing more, and resolves when what runs has ended. */
  readonly rest: () => Promise<void>
  readonly queue: () => Queue
}

type Runs = (work: Work) => Promise<Passed>

export const workersFor = ({ timers, tell, options }: Parts, runs: Runs): Workers => {
  const queue = emptyQueue(options.paces)
  let isTaking = false
  let asleep: (() => void) | undefined
  const why = whyOfWorks()
  const running = new Set<Promise<void>>()
  const touched = new Map<Urgency, Array<Work>>()
  let isLookDue = false
  const push = (urgency: Urgency, works: ReadonlyArray<Work>): void => {
    const all = touched.get(urgency) ?? []
    all.push(...works)
    touched.set(urgency, all)
  }

  const happen = (event: QueueEvent): void => {
    afterEvent(queue, event, timers.now())
  }
  const run = async (work: Work, since: number): Promise<void> => {
    const begun = timers.now()
    const reasons = why.take(work)
    const passed = await runs(work).catch((error: unknown): Passed => {
      tell({ tells: 'defect', work, error })
      return { ...nothingDone, ending: { end: 'failed' } }
    })
    happen({ event: 'ended', work, ending: passed.ending })
    tell({ tells: 'passed', work, why: reasons, waited: begun - since, milliseconds: timers.now() - begun, ...passed })
  }
  const look = (): void => {
    isLookDue = false
    asleep?.()
    asleep = undefined
    for (const [urgency, works] of touched) if (works.length > 0) happen({ event: 'touched', works, urgency })
    touched.clear()
    if (!isTaking) return
    const taken = take(queue, timers.now())
    for (const [i, work] of taken.start.entries()) {
      const task: Promise<void> = run(work, taken.since[i] ?? timers.now()).finally(() => {
        running.delete(task)
        lookSoon()
      })
      running.add(task)
    }
    if (taken.wakeAt !== undefined) asleep = timers.after(taken.wakeAt - timers.now(), look)
  }
  // Many events come at once, and one look does for all of them.
  const lookSoon = (): void => {
    if (isLookDue) return
    isLookDue = true
    queueMicrotask(look)
  }
  return {
    touch: (works, urgency, reason) => {
      const all = [...works]
      for (const work of all) why.add(work, reason)
      push(urgency, all)
      lookSoon()
    },
    begin: () => {
      isTaking = true
      lookSoon()
    },
    rest: async () => {
      isTaking = false
      look()
      await Promise.allSettled(running)
    },
    queue: () => queue
  }
}
