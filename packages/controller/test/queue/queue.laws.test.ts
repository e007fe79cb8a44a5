import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterEvent, type Ending, emptyQueue, type Urgency } from '../../src/queue/queue.js'
import { defaultPaces } from '../../src/queue/settings.js'
import { take } from '../../src/queue/take.js'
import { bindingWork, groupWork, keyOfWork, sharedWork, type Work } from '../../src/queue/work.js'

const works: ReadonlyArray<Work> = [
  ...['a', 'b', 'c', 'd', 'e'].map(groupWork),
  ...['a', 'b', 'c', 'd'].map(bindingWork),
  sharedWork
]

type Happening =
  | { readonly what: 'touched'; readonly works: ReadonlyArray<Work>; readonly urgency: Urgency }
  | { readonly what: 'some work ends'; readonly which: number; readonly ending: Ending }

const ending: fc.Arbitrary<Ending> = fc.oneof(
  fc.constant<Ending>({ end: 'done' }),
  fc.constant<Ending>({ end: 'failed' }),
  fc.record({ end: fc.constant('later' as const), after: fc.integer({ min: 1, max: 60_000 }) })
)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    what: fc.constant('touched' as const),
    works: fc.subarray([...works]),
    urgency: fc.constantFrom<Urgency>('change', 'sweep')
  }),
  fc.record({ what: fc.constant('some work ends' as const), which: fc.nat(20), ending })
)
const story = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), happening), { maxLength: 60 })

/** Plays a story, with a look at the queue after each event; then lets all work end well and time pass until nothing waits. */
const play = (
  steps: ReadonlyArray<readonly [number, Happening]>,
  watch: (started: ReadonlyArray<Work>, running: ReadonlySet<string>) => void
): { readonly touchedAfterStart: ReadonlySet<string> } => {
  let now = 0
  let queue = emptyQueue(defaultPaces)
  const running = new Map<string, Work>()
  const open = new Set<string>()
  const look = (): void => {
    const taken = take(queue, now)
    queue = taken.queue
    watch(taken.start, new Set(running.keys()))
    for (const work of taken.start) {
      running.set(keyOfWork(work), work)
      open.delete(keyOfWork(work))
    }
  }
  const finish = (work: Work, ending: Ending): void => {
    running.delete(keyOfWork(work))
    queue = afterEvent(queue, { event: 'ended', work, ending }, now)
    look()
  }
  for (const [passed, step] of steps) {
    now += passed
    if (step.what === 'touched') {
      queue = afterEvent(queue, { event: 'touched', works: step.works, urgency: step.urgency }, now)
      for (const work of step.works) open.add(keyOfWork(work))
    } else {
      const work = [...running.values()][step.which % Math.max(1, running.size)]
      if (work !== undefined) finish(work, step.ending)
    }
    look()
  }
  for (let rounds = 0; rounds < 1000 && (running.size > 0 || take(queue, now).wakeAt !== undefined); rounds++) {
    for (const work of [...running.values()]) finish(work, { end: 'done' })
    now = take(queue, now).wakeAt ?? now
    look()
  }
  return { touchedAfterStart: open }
}

test('nobody works on what somebody works on already, and no kind has more workers than it may', () => {
  fc.assert(
    fc.property(story, (steps) => {
      play(steps, (started, running) => {
        expect(started.map(keyOfWork).filter((key) => running.has(key))).toEqual([])
        const all = [...running, ...started.map(keyOfWork)]
        for (const [kind, { workers }] of Object.entries(defaultPaces))
          expect(all.filter((key) => key.startsWith(`${kind} `)).length).toBeLessThanOrEqual(workers)
      })
    })
  )
})

test('every event is followed by a pass that began after it, whatever else happens', () => {
  fc.assert(
    fc.property(story, (steps) => {
      expect([...play(steps, () => undefined).touchedAfterStart]).toEqual([])
    })
  )
})

test('nothing starves: a sweep is taken within a minute of busy workers, however many changes come', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 4, max: 12 }), (interval, groups) => {
      let queue = afterEvent(
        emptyQueue(defaultPaces),
        { event: 'touched', works: [groupWork('swept')], urgency: 'sweep' },
        0
      )
      for (let now = 0; now < 60_000; now += interval) {
        const works = Array.from({ length: groups }, (_, i) => groupWork(`busy-${i}`))
        queue = afterEvent(queue, { event: 'touched', works, urgency: 'change' }, now)
        const taken = take(queue, now)
        if (taken.start.some(({ name }) => name === 'swept')) return
        queue = taken.queue
        for (const work of taken.start)
          queue = afterEvent(queue, { event: 'ended', work, ending: { end: 'done' } }, now)
      }
      expect.unreachable('the sweep was never taken')
    })
  )
})
