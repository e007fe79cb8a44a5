import { E, fault } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { resources } from '../../src/api/resources.js'
import type { ObjectChange } from '../../src/live/store.js'
import { watchesOf } from '../../src/live/watches.js'
import { listOf, serving } from './endless.js'

const pod = { metadata: { namespace: 'shop', name: 'web', uid: 'u', resourceVersion: '1' } }
const everywhere = [{ resource: resources.Pod }]

/** Watches on a cluster with one Pod, and what they tell. */
const watching = (onChange: (change: ObjectChange) => void = () => undefined) => {
  const told: Array<string> = []
  const changed = (change: ObjectChange): void => {
    told.push(change.type)
    onChange(change)
  }
  const client = serving({ pods: listOf(pod), secrets: E.left(fault('denied', 'Forbidden', 'list Secret', 'cannot')) })
  return { told, watches: watchesOf(client, { changed, noticed: () => undefined }) }
}

describe('watches that come and go', () => {
  test('tell an object that is gone before they tell it again', async () => {
    const { told, watches } = watching()
    await watches.only(resources.Pod, everywhere)
    const ended = watches.only(resources.Pod, [])
    await Promise.all([ended, watches.only(resources.Pod, everywhere)])
    expect(told).toEqual(['set', 'removed', 'set'])
    await watches.stop()
    expect(told).toHaveLength(3)
  })

  test('may be ended by who hears that something is gone', async () => {
    const { told, watches } = watching(({ type }) => {
      if (type === 'removed') void watches.only(resources.Pod, [])
    })
    await watches.only(resources.Pod, everywhere)
    await watches.only(resources.Pod, [])
    expect(told).toEqual(['set', 'removed'])
  })

  test('run once for each selection', async () => {
    const { told, watches } = watching()
    await Promise.all([watches.only(resources.Pod, everywhere), watches.only(resources.Pod, everywhere)])
    expect(told).toEqual(['set'])
    expect(watches.objects()).toEqual([expect.objectContaining({ kind: 'Pod' })])
    await watches.stop()
  })

  test('are waited for no longer when the objects may not be listed', async () => {
    const { told, watches } = watching()
    await watches.only(resources.Secret, [{ resource: resources.Secret, namespace: 'shop', name: 'oidc' }])
    expect(told).toEqual([])
    await watches.stop()
  })
})

test('an object is found as it was last seen', async () => {
  const { watches } = watching()
  await watches.only(resources.Pod, everywhere)
  expect(watches.find({ kind: 'Pod', namespace: 'shop', name: 'web' })).toMatchObject(pod)
  expect(watches.find({ kind: 'Pod', namespace: 'shop', name: 'other' })).toBeUndefined()
  expect(watches.find({ kind: 'Ingress', namespace: 'shop', name: 'web' })).toBeUndefined()
  await watches.stop()
})
