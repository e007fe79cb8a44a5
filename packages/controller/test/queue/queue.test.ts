import { describe, expect, test } from 'vitest'
import { afterEvent, type Ending, emptyQueue, type Queue, type Urgency } from '../../src/queue/queue.js'
import { defaultPaces, pauseAfter } from '../../src/queue/settings.js'
import { depthOf, take } from '../../src/queue/take.js'
import { bindingWork, groupWork, sharedWork, type Work } from '../../src/queue/work.js'

const empty = (): Queue => emptyQueue(defaultPaces)
const shop = groupWork('shop')

const touch = (queue: Queue, now: number, works: ReadonlyArray<Work> = [shop], urgency: Urgency = 'change'): Queue =>
  afterEvent(queue, { event: 'touched', works, urgency }, now)
const end = (queue: Queue, now: number, ending: Ending, work = shop): Queue =>
  afterEvent(queue, { event: 'ended', work, ending }, now)

/** Takes at the given time, and says what was started. */
const startedAt = (queue: Queue, now: number): readonly [ReadonlyArray<Work>, Queue] => {
  const taken = take(queue, now)
  return [taken.start, taken.queue]
}

describe('a burst', () => {
  test('is waited for until nothing came for a while', () => {
    const queue = touch(touch(empty(), 0), 200)
    expect(startedAt(queue, 449)[0]).toEqual([])
    expect(take(queue, 449).wakeAt).toBe(450)
    expect(startedAt(queue, 450)[0]).toEqual([shop])
  })

  test('that never ends is waited for only so long', () => {
    let queue = empty()
    for (let now = 0; now < 2000; now += 100) queue = touch(queue, now)
    expect(startedAt(queue, 1999)[0]).toEqual([])
    expect(startedAt(queue, 2000)[0]).toEqual([shop])
  })

  test('of endpoints is waited for less than one of Ingresses', () => {
    const queue = touch(empty(), 0, [shop, bindingWork('shop/cart')])
    expect(startedAt(queue, 50)[0]).toEqual([bindingWork('shop/cart')])
  })
})

describe('a failure', () => {
  const failing = (times: number): ReadonlyArray<number> => {
    const pauses: Array<number> = []
    let [, queue] = startedAt(touch(empty(), 0), 1000)
    let now = 1000
    for (let i = 0; i < times; i++) {
      queue = end(queue, now, { end: 'failed' })
      const at = take(queue, now).wakeAt ?? Number.NaN
      pauses.push(at - now)
      now = at
      queue = startedAt(queue, now)[1]
    }
    return pauses
  }

  test('is repeated after a pause that doubles each time', () => {
    expect(failing(5)).toEqual([5, 10, 20, 40, 80])
  })

  test('is repeated at least every 1000 seconds', () => {
    expect(failing(20).at(-1)).toBe(1_000_000)
    expect(pauseAfter(10_000, defaultPaces.group)).toBe(1_000_000)
  })

  test('waits no longer than a change takes to settle', () => {
    const [, running] = startedAt(touch(empty(), 0), 1000)
    let queue = running
    for (let i = 0; i < 15; i++) queue = end(queue, 1000, { end: 'failed' })
    expect(take(queue, 1000).wakeAt).toBe(1000 + 5 * 2 ** 14)
    expect(take(touch(queue, 1000), 1000).wakeAt).toBe(1250)
  })

  test.each<{ name: string; ending: Ending }>([
    { name: 'is forgotten after a success', ending: { end: 'done' } },
    { name: 'is forgotten when all that is left is to look again later', ending: { end: 'later', after: 60_000 } }
  ])('$name', ({ ending }) => {
    let [, queue] = startedAt(touch(empty(), 0), 1000)
    for (let i = 0; i < 8; i++) queue = end(queue, 1000, { end: 'failed' })
    queue = end(queue, 1000, ending)
    queue = end(queue, 1000, { end: 'failed' })
    expect(take(queue, 1000).wakeAt).toBe(1005)
  })
})

describe('what is taken', () => {
  test('is not taken again while somebody works on it, and is when an event came meanwhile', () => {
    let [, queue] = startedAt(touch(empty(), 0), 1000)
    queue = touch(queue, 1500)
    expect(startedAt(queue, 9000)[0]).toEqual([])
    queue = end(queue, 9000, { end: 'done' })
    expect(startedAt(queue, 9000)[0]).toEqual([shop])
  })

  test('is no more than there are workers of its kind', () => {
    const works = ['a', 'b', 'c', 'd'].flatMap((name) => [groupWork(name), bindingWork(name)])
    const [started, queue] = startedAt(touch(empty(), 0, [...works, sharedWork]), 5000)
    expect(started.filter(({ kind }) => kind === 'group')).toHaveLength(3)
    expect(started.filter(({ kind }) => kind === 'binding')).toHaveLength(3)
    expect(started).toContainEqual(sharedWork)
    expect(depthOf(queue, 'group')).toEqual({ running: 3, waiting: 1 })
  })

  test('comes from changes before it comes from a sweep that began earlier', () => {
    const swept = ['a', 'b', 'c'].map(groupWork)
    const queue = touch(touch(empty(), 0, swept, 'sweep'), 4000, [shop])
    expect(startedAt(queue, 5000)[0][0]).toEqual(shop)
  })

  test('comes from a sweep when changes have kept it waiting for half a minute', () => {
    const others = ['a', 'b', 'c', 'd'].map(groupWork)
    let queue = touch(empty(), 0, [shop], 'sweep')
    queue = touch(queue, 31_000, others)
    expect(startedAt(queue, 33_000)[0]).toContainEqual(shop)
  })

  test('is looked at again after the time it asked for', () => {
    const [, running] = startedAt(touch(empty(), 0), 1000)
    const queue = end(running, 1000, { end: 'later', after: 15_000 })
    expect(take(queue, 15_999).start).toEqual([])
    expect(take(queue, 16_000).start).toEqual([shop])
  })

  test('is nothing that has vanished', () => {
    const queue = afterEvent(touch(empty(), 0), { event: 'vanished', works: [shop] }, 10)
    expect(take(queue, 9000).start).toEqual([])
    expect(queue.entries.size).toBe(0)
  })
})

test('a queue in which nothing waits holds nothing, and nobody has to wake up for it', () => {
  const [, running] = startedAt(touch(empty(), 0), 1000)
  const queue = end(running, 2000, { end: 'done' })
  expect(queue.entries.size).toBe(0)
  expect(take(queue, 2000).wakeAt).toBeUndefined()
})
