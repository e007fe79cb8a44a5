import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FoundTarget, TargetState } from '../../src/facts/found-target.js'
import { targetKey } from '../../src/targets/endpoint.js'
import { type TargetRules, targetChange, waitsForHealth } from '../../src/targets/wanted.js'
import { atPod } from './parts.js'

const usual: TargetRules = {
  ...{ maxTargets: 0, ours: 'all', nodes: new Map(), needsZone: false, unseen: [] },
  vpc: { id: 'vpc-1', cidrBlocks: ['10.0.0.0/16'] }
}
const target = (id: string, state: TargetState = 'healthy', port = 80): FoundTarget => ({ id, port, state })
const endpoint = (id: string, port = 80) => atPod(`shop/p-${id.replaceAll('.', '-')}`, port, { ip: id })
const keys = (given: ReadonlyArray<{ id: string; port: number }>) => given.map(targetKey)

const cases = [
  {
    name: 'who is missing comes',
    ...{ endpoints: ['10.0.0.2', '10.0.0.1'], targets: [] },
    expected: { register: ['10.0.0.1:80', '10.0.0.2:80'], deregister: [] }
  },
  {
    name: 'who is surplus goes',
    ...{ endpoints: [], targets: [target('10.0.0.2'), target('10.0.0.1')] },
    expected: { register: [], deregister: ['10.0.0.1:80', '10.0.0.2:80'] }
  },
  {
    name: 'who is there and should be stays, whatever its health',
    ...{ endpoints: ['10.0.0.1'], targets: [target('10.0.0.1', 'unhealthy')] },
    expected: { register: [], deregister: [] }
  },
  {
    name: 'who drains and is wanted again comes again',
    ...{ endpoints: ['10.0.0.1'], targets: [target('10.0.0.1', 'draining')] },
    expected: { register: ['10.0.0.1:80'], deregister: [] }
  },
  {
    name: 'who drains already is not taken out again',
    ...{ endpoints: [], targets: [target('10.0.0.1', 'draining'), target('10.0.0.2', 'unhealthy.draining')] },
    expected: { register: [], deregister: [] }
  },
  {
    name: 'another port is another target',
    ...{ endpoints: ['10.0.0.1'], targets: [target('10.0.0.1', 'healthy', 81)] },
    expected: { register: ['10.0.0.1:80'], deregister: ['10.0.0.1:81'] }
  }
] as const

describe('who comes and who goes', () => {
  test.each(cases)('$name', ({ endpoints, targets, expected }) => {
    const { register, deregister } = targetChange(
      endpoints.map((id) => endpoint(id)),
      targets,
      usual
    )
    expect({ register: keys(register), deregister: keys(deregister) }).toEqual(expected)
  })

  test('nobody goes of whom it cannot be said yet whether it is an endpoint', () => {
    const there = [target('10.0.0.1'), target('10.0.0.2')]
    const { deregister } = targetChange([], there, { ...usual, unseen: ['10.0.0.2', '10.0.0.9'] })
    expect(keys(deregister)).toEqual(['10.0.0.1:80'])
  })

  test('a target is taken out as AWS has it, zone and all', () => {
    const { deregister } = targetChange([], [{ ...target('192.168.0.1'), availabilityZone: 'all' }], usual)
    expect(deregister).toEqual([{ id: '192.168.0.1', port: 80, availabilityZone: 'all' }])
  })

  test.each([
    { cap: 0, held: 3, expected: 2 },
    { cap: 5, held: 3, expected: 2 },
    { cap: 4, held: 3, expected: 1 },
    { cap: 2, held: 3, expected: 0 }
  ])('with a cap of $cap and $held there, $expected of two come', ({ cap, held, expected }) => {
    const there = Array.from({ length: held }, (_, i) => target(`10.0.1.${i}`))
    const change = targetChange([endpoint('10.0.0.1'), endpoint('10.0.0.2')], there, { ...usual, maxTargets: cap })
    expect(change.register).toHaveLength(expected)
    expect(change.capped).toBe(2 - expected)
  })

  test('others go first only where the target group cannot hold both', () => {
    const many = Array.from({ length: 600 }, (_, i) => `10.0.${i >> 8}.${i & 255}`)
    const there = many.map((id) => target(id.replace('10.0', '10.1')))
    expect(
      targetChange(
        many.slice(0, 400).map((id) => endpoint(id)),
        there,
        usual
      ).registerFirst
    ).toBe(true)
    expect(
      targetChange(
        many.map((id) => endpoint(id)),
        there,
        usual
      ).registerFirst
    ).toBe(false)
  })

  const some = fc.uniqueArray(fc.integer({ min: 1, max: 30 }).map((n) => `10.0.0.${n}`))
  const states = fc.constantFrom<TargetState>('healthy', 'initial', 'unhealthy', 'draining')
  const there = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 30 }), states), { selector: ([n]) => n })

  test('once it is done there is nothing left to do', () => {
    fc.assert(
      fc.property(some, there, (wanted, found) => {
        const endpoints = wanted.map((id) => endpoint(id))
        const before = found.map(([n, state]) => target(`10.0.0.${n}`, state))
        const { register, deregister } = targetChange(endpoints, before, usual)
        const gone = new Set(keys(deregister))
        const come = new Set(keys(register))
        const after = [
          ...before.filter((each) => !come.has(targetKey(each)) && !gone.has(targetKey(each))),
          ...register.map((each): FoundTarget => ({ ...each, state: 'initial' }))
        ]
        const next = targetChange(endpoints, after, usual)
        expect([...next.register, ...next.deregister]).toEqual([])
        expect(keys(next.paired.map(({ target }) => target)).sort()).toEqual(keys(endpoints).sort())
      })
    )
  })

  test('of a target group of several clusters nothing goes that this one has not put in', () => {
    fc.assert(
      fc.property(some, there, some, (wanted, found, ours) => {
        const recorded = new Set(ours.map((id) => `${id}:80`))
        const before = found.map(([n, state]) => target(`10.0.0.${n}`, state))
        const { deregister } = targetChange(
          wanted.map((id) => endpoint(id)),
          before,
          { ...usual, ours: recorded }
        )
        expect(keys(deregister).every((key) => recorded.has(key))).toBe(true)
        const nobodyKnows = targetChange([], before, { ...usual, ours: undefined })
        expect(nobodyKnows.deregister).toEqual([])
      })
    )
  })
})

describe('whether somebody waits for health', () => {
  const gated = atPod('shop/web', 80, { ip: '10.0.0.1', waitsFor: ['b'] })
  test.each([
    { name: 'a Pod with the gate that is about to come', given: [gated], targets: [], expected: true },
    {
      name: 'a Pod with the gate that is not healthy',
      given: [gated],
      targets: [target('10.0.0.1', 'initial')],
      expected: true
    },
    { name: 'a Pod with the gate that is healthy', given: [gated], targets: [target('10.0.0.1')], expected: false },
    {
      name: 'a Pod without it',
      given: [endpoint('10.0.0.1')],
      targets: [target('10.0.0.1', 'initial')],
      expected: false
    }
  ])('$name: $expected', ({ given, targets, expected }) => {
    expect(waitsForHealth(targetChange(given, targets, usual), 'b')).toBe(expected)
  })
})
