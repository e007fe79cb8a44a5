import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ApiObject } from '../../src/api/object.js'
import { drop, type ObjectChange, put, replace, type Store } from '../../src/live/store.js'

const object = (name: string, resourceVersion: string, label = 'same'): ApiObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { namespace: 'shop', name, uid: name, resourceVersion, labels: { label } }
})
const storeOf = (...objects: ReadonlyArray<ApiObject>): Store => {
  const store: Store = new Map()
  replace(store, objects)
  return store
}
const removed = (name: string): ObjectChange => ({ type: 'removed', kind: 'Ingress', namespace: 'shop', name })

describe('a watch tells', () => {
  test('an object that is new, one that changed, and one that went', () => {
    const store = storeOf(object('cart', '1'))
    expect(put(store, object('web', '2'))).toEqual([{ type: 'set', object: object('web', '2') }])
    expect(put(store, object('cart', '3', 'other'))).toEqual([{ type: 'set', object: object('cart', '3', 'other') }])
    expect(drop(store, object('cart', '4'))).toEqual([removed('cart')])
  })

  test('nothing of a change that nobody reads, but keeps its version', () => {
    const store = storeOf(object('cart', '1'))
    expect(put(store, object('cart', '2'))).toEqual([])
    expect([...store.values()]).toEqual([object('cart', '2')])
  })

  test('nothing of an object that it never saw and that went', () => {
    expect(drop(storeOf(), object('cart', '1'))).toEqual([])
  })
})

test('a list tells what went, what changed and what came, and nothing of the rest', () => {
  const store = storeOf(object('goes', '1'), object('stays', '2'), object('changes', '3'))
  expect(replace(store, [object('stays', '2'), object('changes', '4', 'other'), object('comes', '5')])).toEqual([
    removed('goes'),
    { type: 'set', object: object('changes', '4', 'other') },
    { type: 'set', object: object('comes', '5') }
  ])
})

const objects = fc.uniqueArray(
  fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), version: fc.nat(3), label: fc.constantFrom('x', 'y') }),
  { selector: ({ name }) => name }
)
const made = (all: ReadonlyArray<{ name: string; version: number; label: string }>) =>
  all.map(({ name, version, label }) => object(name, `${version}${label}`, label))

test('law: whoever follows the changes knows what is there', () => {
  fc.assert(
    fc.property(fc.array(objects), (lists) => {
      const store = storeOf()
      const known = new Map<string, unknown>()
      for (const list of lists)
        for (const change of replace(store, made(list))) {
          if (change.type === 'removed') known.delete(change.name)
          else known.set((change.object as ApiObject).metadata.name, (change.object as ApiObject).metadata.labels)
        }
      const last = made(lists.at(-1) ?? [])
      expect(known).toEqual(new Map(last.map(({ metadata: { name, labels } }) => [name, labels])))
    })
  )
})

test('law: listing the same again tells nothing', () => {
  fc.assert(
    fc.property(objects, (list) => {
      const store = storeOf(...made(list))
      expect(replace(store, made(list))).toEqual([])
    })
  )
})
