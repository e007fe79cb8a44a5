import { fault, type KubernetesWrite, TE } from '@alb-ingress/core'
import { expect, test } from 'vitest'
import { successEvents } from '../../src/loop/events.js'
import type { Happening } from '../../src/loop/happening.js'
import { publisherFor } from '../../src/loop/publish.js'
import { simulated } from '../support/world.js'

const events = successEvents(['shop/a'])

/** A publisher in a cluster that declines as long as `declines` says so. */
const publisher = () => {
  const state = { declines: false, leads: true }
  const written: Array<KubernetesWrite> = []
  const told: Array<Happening['tells']> = []
  const { ports } = simulated()
  const perform = (write: KubernetesWrite) => {
    if (state.declines) return TE.left(fault('denied', 'Forbidden', 'create Event', 'no'))
    written.push(write)
    return TE.right(undefined)
  }
  return {
    ...{ state, written, told },
    ...publisherFor({
      ports: { ...ports, kubernetes: { ...ports.kubernetes, perform } },
      options: { isDryRun: false } as Parameters<typeof publisherFor>[0]['options'],
      tell: ({ tells }) => told.push(tells),
      mayAct: () => state.leads
    })
  }
}

test('what was told is not told again while it stays so', async () => {
  const { publish, written, forget } = publisher()
  await publish('group a', events)
  await publish('group a', events)
  expect(written).toEqual(events)
  forget('group a')
  await publish('group a', events)
  expect(written).toHaveLength(2)
})

test('what could not be written is told the next time, and why it could not', async () => {
  const { publish, written, told, state } = publisher()
  state.declines = true
  await publish('group a', events)
  expect(told).toEqual(['unwritten'])
  state.declines = false
  await publish('group a', events)
  expect(written).toEqual(events)
})

test('a replica that does not act keeps it for when it does', async () => {
  const { publish, written, state } = publisher()
  state.leads = false
  await publish('group a', events)
  expect(written).toEqual([])
  state.leads = true
  await publish('group a', events)
  expect(written).toEqual(events)
})
