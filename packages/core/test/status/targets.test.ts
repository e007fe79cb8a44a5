import { describe, expect, test } from 'vitest'
import { type Answer, absent, known } from '../../src/facts/facts.js'
import { fault } from '../../src/facts/fault.js'
import type { FoundTarget, TargetState } from '../../src/facts/found-target.js'
import { E } from '../../src/prelude.js'
import { healthOf } from '../../src/status/status.js'
import { type Behind, targetsStatus } from '../../src/status/targets.js'
import { atPod } from '../targets/parts.js'

const target = (id: string, state: TargetState, more: Partial<FoundTarget> = {}): FoundTarget => ({
  ...{ id, port: 80, state },
  ...more
})

const answered = (...targets: ReadonlyArray<FoundTarget>): Answer<'targets'> => known<'targets'>(targets)

/** Endpoints at these addresses, as the cluster tells them. */
const endpoints = (...ids: ReadonlyArray<string>): Behind => ({
  service: 'shop/web:80',
  backend: {
    ...{ is: 'there', unseen: [], unfit: [] },
    endpoints: ids.map((ip) => atPod(`shop/p-${ip.replaceAll('.', '-')}`, 80, { ip }))
  }
})

describe('one target', () => {
  test.each([
    { state: 'healthy', health: 'well' },
    { state: 'draining', health: 'well' },
    { state: 'unavailable', health: 'well' },
    { state: 'initial', health: 'waiting' },
    { state: 'unused', health: 'unwell' },
    { state: 'unhealthy', health: 'unwell' },
    { state: 'unhealthy.draining', health: 'unwell' }
  ] as const)('that is $state is $health', ({ state, health }) => {
    expect(targetsStatus(answered(target('10.0.0.1', state)), undefined).parts).toMatchObject([{ health }])
  })

  test('tells why in the words of AWS, on one line', () => {
    const ill = target('10.0.0.1', 'unhealthy', { reason: 'Target.Timeout', description: 'Request timed\nout' })
    const [status] = targetsStatus(answered(ill), undefined).parts
    expect(status).toMatchObject({
      name: 'target 10.0.0.1:80',
      reasons: ['Target.Timeout: Request timed\\u{a}out']
    })
  })

  test('of which AWS tells no reason says so', () => {
    const [status] = targetsStatus(answered(target('10.0.0.1', 'unused')), undefined).parts
    expect(status?.reasons).toEqual(['AWS says only that it is unused'])
  })
})

describe('the targets of a target group', () => {
  test.each([
    {
      name: 'are well where all that should be there are there and healthy',
      ...{ answer: answered(target('10.0.0.1', 'healthy')), behind: endpoints('10.0.0.1') },
      expected: { about: ['shop/web:80', '1 of 1 target healthy'], health: 'well', reasons: [] }
    },
    {
      name: 'count without those that leave',
      ...{ answer: answered(target('10.0.0.1', 'healthy'), target('10.0.0.2', 'draining')), behind: undefined },
      expected: { about: ['1 of 1 target healthy'], health: 'well', reasons: [] }
    },
    {
      name: 'serve nobody where none is registered',
      ...{ answer: answered(), behind: { service: 'shop/web:80' } },
      expected: { about: ['shop/web:80'], health: 'unwell', reasons: ['no target is registered'] }
    },
    {
      name: 'cannot be there where the Service has no endpoint',
      ...{ answer: answered(), behind: endpoints() },
      expected: { health: 'unwell', reasons: ['shop/web:80 has no endpoint that is ready'] }
    },
    {
      name: 'wait where others serve meanwhile',
      ...{ answer: answered(target('10.0.0.1', 'healthy')), behind: endpoints('10.0.0.1', '10.0.0.2') },
      expected: { health: 'waiting', reasons: ['not registered yet: 10.0.0.2:80'] }
    },
    {
      name: 'are too few where nobody serves meanwhile',
      ...{ answer: answered(target('10.0.0.9', 'draining')), behind: endpoints('10.0.0.2') },
      expected: { health: 'unwell', reasons: ['not registered yet: 10.0.0.2:80'] }
    },
    {
      name: 'say what is wrong with the Service',
      answer: answered(),
      behind: {
        service: 'shop/web:80',
        backend: { is: 'gone', because: 'the Service shop/web does not exist', hint: 'Create it.' }
      },
      expected: { health: 'unwell', reasons: ['the Service shop/web does not exist. Create it.'] }
    },
    {
      name: 'are not known where AWS declines to tell',
      answer: E.left(fault('denied', 'AccessDenied', 'DescribeTargetHealth', 'no')),
      behind: undefined,
      expected: { health: 'unwell', reasons: ['targets cannot be read: DescribeTargetHealth: AccessDenied: no'] }
    },
    {
      name: 'cannot be where AWS knows no such target group',
      ...{ answer: absent, behind: undefined },
      expected: { health: 'unwell', reasons: ['AWS knows no such target group'] }
    }
  ] as ReadonlyArray<{ name: string; answer: Answer<'targets'>; behind: Behind | undefined; expected: object }>)(
    '$name',
    ({ answer, behind, expected }) => {
      expect(targetsStatus(answer, behind)).toMatchObject(expected)
    }
  )

  test('name the nodes that cannot be targets', () => {
    const backend = {
      is: 'there',
      endpoints: [],
      unseen: [],
      unfit: [{ node: 'n1', because: 'it has no id' }]
    } as const
    const { reasons } = targetsStatus(answered(), { service: 'shop/web:80', backend })
    expect(reasons).toContain('node n1 is left out: it has no id')
  })
})

test('a thing is as well as the worst of its parts', () => {
  const leaf = (health: 'well' | 'waiting' | 'unwell') =>
    ({ kind: 'Target', name: health, about: [], health, reasons: [], parts: [] }) as const
  const around = (...parts: ReadonlyArray<ReturnType<typeof leaf>>) =>
    healthOf({ kind: 'Group', name: 'g', about: [], health: 'well', reasons: [], parts })
  expect(around()).toBe('well')
  expect(around(leaf('well'), leaf('waiting'))).toBe('waiting')
  expect(around(leaf('unwell'), leaf('waiting'))).toBe('unwell')
})
