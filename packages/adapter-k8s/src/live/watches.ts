import type { ObjectRef } from '@alb-ingress/core'
import type { Client } from '../api/client.js'
import { type ApiObject, keyOf } from '../api/object.js'
import type { Resource } from '../api/resources.js'
import type { Selection } from './selections.js'
import { type Listener, type Watched, watch } from './watched.js'

/** The watches that run, each selection once. */
export interface Watches {
  readonly begin: (selection: Selection) => void
  /** Ends a watch, and tells that what it kept is gone. */
  readonly end: (selection: Selection) => void
  /** Begins and ends until exactly these of a kind run. Resolves once all were listed, or it is known that they may not be. */
  readonly only: (resource: Resource, selections: ReadonlyArray<Selection>) => Promise<void>
  readonly listed: () => Promise<void>
  readonly objects: () => ReadonlyArray<ApiObject>
  /** An object as it was last seen. */
  readonly find: (object: ObjectRef) => ApiObject | undefined
  /** Ends all; what they saw last stays known. */
  readonly stop: () => Promise<void>
}

interface Running {
  readonly kind: string
  readonly watched: Watched
}

const keyOfSelection = ({ resource, namespace = '', name = '' }: Selection): string =>
  `${resource.kind} ${namespace}/${name}`

/** No watch yet. */
export const watchesOf = (client: Client, listener: Listener): Watches => {
  const running = new Map<string, Running>()
  const begin = (selection: Selection): void => {
    const key = keyOfSelection(selection)
    if (running.has(key)) return
    running.set(key, { kind: selection.resource.kind, watched: watch(client, selection, listener) })
  }
  const endKey = (key: string): void => {
    const ended = running.get(key)
    // First, because who hears of it may ask for the same again.
    running.delete(key)
    ended?.watched.stop('forget')
  }
  const of = (kind: string): ReadonlyArray<readonly [string, Running]> =>
    [...running].filter(([, each]) => each.kind === kind)
  return {
    begin,
    end: (selection) => endKey(keyOfSelection(selection)),
    only: async ({ kind }, selections) => {
      const wanted = new Set(selections.map(keyOfSelection))
      for (const [key] of of(kind)) if (!wanted.has(key)) endKey(key)
      selections.forEach(begin)
      await Promise.all(of(kind).map(([, { watched }]) => watched.tried))
    },
    listed: async () => {
      await Promise.all([...running.values()].map(({ watched }) => watched.listed))
    },
    objects: () => [...running.values()].flatMap(({ watched }) => [...watched.objects.values()]),
    find: (object) => {
      for (const [, { watched }] of of(object.kind)) {
        const found = watched.objects.get(keyOf(object))
        if (found !== undefined) return found
      }
      return undefined
    },
    stop: async () => {
      await Promise.all([...running.values()].map(({ watched }) => watched.stop('keep')))
    }
  }
}
