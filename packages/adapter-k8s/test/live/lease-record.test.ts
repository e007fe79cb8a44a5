import { describe, expect, test } from 'vitest'
import { heldBy, type LeaseRecord, leaseMove, leaseRecord, letGo } from '../../src/live/lease-record.js'

const now = Date.parse('2026-02-01T00:00:00.123Z')
const record = (holder: string): LeaseRecord => ({
  holder,
  duration: 15_000,
  acquireTime: '2026-01-01T00:00:00.000000Z',
  renewTime: '2026-01-01T00:00:10.000000Z',
  transitions: 3,
  resourceVersion: '7'
})

describe('a candidate', () => {
  test.each([
    { name: 'creates a Lease that is not there', found: undefined, since: 0, move: 'create' },
    { name: 'renews its own', found: record('me'), since: 60_000, move: 'renew' },
    { name: 'takes one that was let go, at once', found: record(''), since: 0, move: 'take' },
    { name: 'waits for that of another', found: record('other'), since: 14_999, move: 'wait' },
    {
      name: 'takes it when it saw no sign of life for as long as the Lease says',
      found: record('other'),
      since: 15_000,
      move: 'take'
    }
  ])('$name', ({ found, since, move }) => {
    expect(leaseMove('me', found, since)).toBe(move)
  })

  test('does not believe the clocks of others: an old time of renewal proves nothing', () => {
    expect(leaseMove('me', { ...record('other'), renewTime: '1970-01-01T00:00:00.000000Z' }, 0)).toBe('wait')
  })
})

describe('what is written', () => {
  test('a new Lease begins to count', () => {
    expect(heldBy('me', undefined, 15_000, now)).toEqual({
      holderIdentity: 'me',
      leaseDurationSeconds: 15,
      acquireTime: '2026-02-01T00:00:00.123000Z',
      renewTime: '2026-02-01T00:00:00.123000Z',
      leaseTransitions: 0
    })
  })

  test('a renewal moves only the time of renewal', () => {
    expect(heldBy('me', record('me'), 15_000, now)).toEqual({
      holderIdentity: 'me',
      leaseDurationSeconds: 15,
      acquireTime: '2026-01-01T00:00:00.000000Z',
      renewTime: '2026-02-01T00:00:00.123000Z',
      leaseTransitions: 3
    })
  })

  test('taking it from another is a transition', () => {
    expect(heldBy('me', record('other'), 15_000, now)).toMatchObject({
      acquireTime: '2026-02-01T00:00:00.123000Z',
      leaseTransitions: 4
    })
  })

  test('who lets go names nobody, and keeps the count', () => {
    expect(letGo(record('me'), now)).toMatchObject({ holderIdentity: '', leaseDurationSeconds: 1, leaseTransitions: 3 })
  })
})

test('a Lease that another program wrote without some members is read all the same', () => {
  const metadata = { namespace: 'kube-system', name: 'leader', uid: 'u', resourceVersion: '9' }
  expect(leaseRecord({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec: {} })).toEqual({
    holder: '',
    duration: 0,
    acquireTime: '',
    renewTime: '',
    transitions: 0,
    resourceVersion: '9'
  })
})
