import { E, fault } from '@alb-ingress/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Client, WatchEvent } from '../../src/api/client.js'
import { resources } from '../../src/api/resources.js'
import { reflect } from '../../src/live/reflector.js'
import { drop, type ObjectChange, put, replace, type Store } from '../../src/live/store.js'

/** What happens to an API server, and how it answers the next request. */
type Happening =
  | { readonly does: 'set'; readonly name: string; readonly label: string }
  | { readonly does: 'delete'; readonly name: string }
  /** It forgets the events so far. */
  | { readonly does: 'forget' }
  /** It answers one request, after so many events of a watch in this way. */
  | { readonly does: 'answer'; readonly events: number; readonly ending: 'well' | 'hangs up' | 'tells an error' }

const name = fc.constantFrom('a', 'b', 'c')
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('set' as const), name, label: fc.constantFrom('x', 'y') }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('delete' as const), name }) },
  { weight: 1, arbitrary: fc.constant({ does: 'forget' } as const) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('answer' as const),
      events: fc.nat(4),
      ending: fc.constantFrom('well', 'hangs up', 'tells an error')
    })
  }
)

const hungUp = E.left(fault('unavailable', 'ECONNRESET', 'watch Ingress', 'hung up'))
const tooOld = E.left(fault('conflict', 'Expired', 'watch Ingress', 'too old'))
const failed: WatchEvent = { type: 'ERROR', object: { code: 500, reason: 'InternalError', message: 'etcd' } }

/** An API server with a past: objects by name, all events, and how many of them it has forgotten. */
const serverOf = (script: ReadonlyArray<Happening>, over: () => void) => {
  const labels = new Map<string, { readonly label: string; readonly version: number }>()
  const events: Array<WatchEvent> = []
  let forgotten = 0
  const object = (each: string, label: string, version: number) => ({
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
    metadata: { namespace: 'shop', name: each, uid: each, resourceVersion: String(version), labels: { label } }
  })
  const happens = (each: Exclude<Happening, { does: 'answer' }>): void => {
    if (each.does === 'forget') forgotten = events.length
    else if (each.does === 'set') {
      const type = labels.has(each.name) ? 'MODIFIED' : 'ADDED'
      labels.set(each.name, { label: each.label, version: events.length + 1 })
      events.push({ type, object: object(each.name, each.label, events.length + 1) })
    } else if (labels.delete(each.name)) {
      events.push({ type: 'DELETED', object: object(each.name, 'gone', events.length + 1) })
    }
  }
  const rest = script.values()
  /** What happens until the next answer, and that answer. At the end of the script all is told. */
  const next = (): Extract<Happening, { does: 'answer' }> => {
    for (const each of rest) {
      if (each.does === 'answer') return each
      happens(each)
    }
    return { does: 'answer', events: Number.POSITIVE_INFINITY, ending: 'well' }
  }
  const list = () => ({
    metadata: { resourceVersion: String(events.length) },
    items: [...labels].map(([each, { label, version }]) => object(each, label, version))
  })
  const client: Client = {
    ...{ server: '', namespace: undefined, close: () => undefined },
    call: () => async () => (next().ending === 'well' ? E.right(list()) : hungUp),
    watch:
      ({ query = {} }, { opened, heard }) =>
      async () => {
        const start = Number(query.resourceVersion)
        const answer = next()
        if (start < forgotten) return tooOld
        opened()
        events.slice(start, start + answer.events).forEach(heard)
        if (answer.events === Number.POSITIVE_INFINITY) over()
        if (answer.ending === 'tells an error') heard(failed)
        return answer.ending === 'hangs up' ? hungUp : E.right(undefined)
      }
  }
  return { client, state: () => new Map([...labels].map(([each, { label }]) => [each, label])) }
}

/** Somebody who knows the cluster by the changes alone. */
const follower = () => {
  const known = new Map<string, string>()
  const store: Store = new Map()
  const follow = (changes: ReadonlyArray<ObjectChange>): void => {
    for (const change of changes) {
      if (change.type === 'removed') known.delete(change.name)
      else {
        const { metadata } = change.object as { metadata: { name: string; labels: { label: string } } }
        known.set(metadata.name, metadata.labels.label)
      }
    }
  }
  const onlooker = {
    listed: (all: Parameters<typeof replace>[1]) => follow(replace(store, all)),
    put: (object: Parameters<typeof put>[1]) => follow(put(store, object)),
    dropped: (object: Parameters<typeof drop>[1]) => follow(drop(store, object)),
    watching: () => undefined,
    failed: () => undefined
  }
  return { known, onlooker }
}

test('law: however the API server answers, whoever follows the changes knows in the end what is there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 60 }), async (script) => {
      const ends = new AbortController()
      const { client, state } = serverOf(script, () => ends.abort())
      const { known, onlooker } = follower()
      await reflect(client, { resource: resources.Ingress }, onlooker, ends.signal, async () => undefined)
      expect(known).toEqual(state())
    }),
    { numRuns: 500 }
  )
})
