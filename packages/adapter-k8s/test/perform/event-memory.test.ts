import { describe, expect, test } from 'vitest'
import { eventMemory, type Told } from '../../src/perform/event-memory.js'

const told = (message: string, name = 'cart', reason = 'FailedDeployModel'): Told => ({
  object: { kind: 'Ingress', namespace: 'shop', name },
  type: 'Warning',
  reason,
  message
})
const minute = 60_000

describe('events of one object', () => {
  test('the first of its words is new, the next of the same words are counted on it', () => {
    const memory = eventMemory()
    const first = memory.next(told('no subnets'), 0)
    expect(first).toEqual({ tell: 'new', name: expect.stringMatching(/^cart\.[0-9a-f]+$/), message: 'no subnets' })
    const name = first.tell === 'new' ? first.name : ''
    expect(memory.next(told('no subnets'), minute)).toEqual({ tell: 'again', name, count: 2, message: 'no subnets' })
    expect(memory.next(told('no subnets'), 2 * minute)).toEqual({
      tell: 'again',
      name,
      count: 3,
      message: 'no subnets'
    })
  })

  test('another message, reason or object is another event', () => {
    const memory = eventMemory()
    const names = [told('a'), told('b'), told('a', 'web'), told('a', 'cart', 'Other')].map((each) => {
      const telling = memory.next(each, 0)
      return telling.tell === 'new' ? telling.name : 'not new'
    })
    expect(new Set(names).size).toBe(4)
  })

  test('many that differ only in their message become one', () => {
    const memory = eventMemory()
    const tellings = Array.from({ length: 12 }, (_, i) => memory.next(told(`request ${i}`), i))
    expect(tellings.map(({ tell }) => tell)).toEqual([...Array(10).fill('new'), 'again', 'again'])
    expect(tellings.at(-1)).toMatchObject({ count: 3, message: '(combined from similar events): request 11' })
  })

  test('messages of long ago are not counted among those', () => {
    const memory = eventMemory()
    for (let i = 0; i < 9; i++) memory.next(told(`request ${i}`), i)
    expect(memory.next(told('later'), 11 * minute)).toMatchObject({ tell: 'new', message: 'later' })
  })

  test('are not more than 25 at once, and one more after five minutes', () => {
    const memory = eventMemory()
    const tell = (now: number) => memory.next(told('again and again'), now).tell
    const tellings = Array.from({ length: 30 }, () => tell(0))
    expect(tellings.filter((each) => each === 'nothing')).toHaveLength(5)
    expect(tell(4 * minute)).toBe('nothing')
    expect(tell(6 * minute)).toBe('again')
    expect(tell(6 * minute)).toBe('nothing')
    expect(memory.next(told('of another object', 'web'), 0).tell).toBe('new')
  })

  test('what could not be written is new the next time', () => {
    const memory = eventMemory()
    const first = memory.next(told('no subnets'), 0)
    if (first.tell === 'new') memory.forget(first.name)
    expect(memory.next(told('no subnets'), 1)).toMatchObject({ tell: 'new' })
  })
})

test('what was told longest ago is forgotten first', () => {
  const memory = eventMemory({ similar: 10, similarFor: minute, burst: 25, refill: minute, most: 2 })
  for (const name of ['a', 'b', 'a', 'c']) memory.next(told('same', name), 0)
  expect(memory.next(told('same', 'a'), 0).tell).toBe('again')
  expect(memory.next(told('same', 'b'), 0).tell).toBe('new')
})

test('a name stays within what the API server takes, however long that of the object is', () => {
  const telling = eventMemory().next(told('first', `${'a'.repeat(199)}.${'b'.repeat(53)}`), Date.parse('2026-01-01'))
  const name = telling.tell === 'new' ? telling.name : ''
  expect(name.length).toBeLessThanOrEqual(253)
  expect(name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/)
})
