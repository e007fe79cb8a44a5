import { afterEvent, emptyQueue, type Queue, type QueueEvent } from '../queue/queue.js'
import { take } from '../queue/take.js'
import { keyOfWork, type Work } from '../queue/work.js'
import type { Parts } from './parts.js'
import { nothingDone, type Passed } from './pass.js'
import { whyOfWorks } from './why.js'

/** The queue at work: it starts what is due, and wakes up when the next thing is. */
export interface Workers {
  readonly touch: (works: Iterable<Work>, urgency: 'change' | 'sweep', why: string) => void
  /** From now on works are taken; without it they only gather. */
  readonly begin: () => void
  /** Takes nothing more, and resolves when what runs has ended. */
  readonly rest: () => Promise<void>
  readonly queue: () => Queue
}

type Runs = (work: Work) => Promise<Passed>

export const workersFor = ({ timers, tell, options }: Parts, runs: Runs): Workers => {
  let queue = emptyQueue(options.paces)
  let isTaking = false
  let asleep: (() => void) | undefined
  const why = whyOfWorks()
  const running = new Set<Promise<void>>()

  const happen = (event: QueueEvent): void => {
    queue = afterEvent(queue, event, timers.now())
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
    asleep?.()
    asleep = undefined
    if (!isTaking) return
    const before = queue
    const taken = take(before, timers.now())
    queue = taken.queue
    for (const work of taken.start) {
      const since = before.entries.get(keyOfWork(work))?.touch?.first ?? timers.now()
      const task: Promise<void> = run(work, since).finally(() => {
        running.delete(task)
        look()
      })
      running.add(task)
    }
    if (taken.wakeAt !== undefined) asleep = timers.after(taken.wakeAt - timers.now(), look)
  }
  return {
    touch: (works, urgency, reason) => {
      const all = [...works]
      for (const work of all) why.add(work, reason)
      happen({ event: 'touched', works: all, urgency })
      look()
    },
    begin: () => {
      isTaking = true
      look()
    },
    rest: async () => {
      isTaking = false
      look()
      await Promise.allSettled(running)
    },
    queue: () => queue
  }
}
