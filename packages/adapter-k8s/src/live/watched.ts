import type { Fault } from '@alb-ingress/core'
import type { Client } from '../api/client.js'
import type { ApiObject } from '../api/object.js'
import { reflect } from './reflector.js'
import type { Selection } from './selections.js'
import { drop, type ObjectChange, put, replace, type Store } from './store.js'

/** Something about a watch that people may want to know. The same fault in a row is told once. */
export type Notice =
  | { readonly notice: 'failed'; readonly kind: string; readonly namespace?: string; readonly fault: Fault }
  | { readonly notice: 'recovered'; readonly kind: string; readonly namespace?: string }

/** Who is told what is seen. */
export interface Listener {
  readonly changed: (change: ObjectChange) => void
  readonly noticed: (notice: Notice) => void
}

/** Objects of one selection, kept up to date until `stop`. */
export interface Watched {
  readonly objects: Store
  /** Resolves once all were listed, or the watch was stopped. */
  readonly listed: Promise<void>
  /** Resolves once they were listed, or it is known that they may not be. */
  readonly tried: Promise<void>
  /** Ends the watch. What it kept is told as removed, when nobody needs to know of it any more. */
  readonly stop: (forget: 'forget' | 'keep') => Promise<void>
}

/** Starts to watch. */
export const watch = (client: Client, selection: Selection, listener: Listener): Watched => {
  const objects: Store = new Map()
  const ends = new AbortController()
  const first = Promise.withResolvers<void>()
  const tried = Promise.withResolvers<void>()
  const notices = noticesOf(selection, listener)
  const tell = (changes: ReadonlyArray<ObjectChange>): void => changes.forEach(listener.changed)
  const running = reflect(
    client,
    selection,
    {
      listed: (all: ReadonlyArray<ApiObject>) => {
        tell(replace(objects, all))
        notices.well()
        first.resolve()
      },
      put: (object) => tell(put(objects, object)),
      dropped: (object) => tell(drop(objects, object)),
      watching: notices.well,
      failed: (fault) => {
        notices.failed(fault)
        if (fault.kind === 'denied') tried.resolve()
      }
    },
    ends.signal
  )
  return {
    objects,
    listed: first.promise,
    tried: Promise.race([first.promise, tried.promise]),
    stop: async (forget) => {
      ends.abort()
      // At once, so that a watch which begins anew tells after it.
      if (forget === 'forget') tell(replace(objects, []))
      await running
      first.resolve()
    }
  }
}

const noticesOf = ({ resource: { kind }, namespace }: Selection, { noticed }: Listener) => {
  const where = { kind, ...(namespace === undefined ? {} : { namespace }) }
  let told: string | undefined
  return {
    failed: (fault: Fault): void => {
      if (told !== fault.code) noticed({ notice: 'failed', ...where, fault })
      told = fault.code
    },
    well: (): void => {
      if (told !== undefined) noticed({ notice: 'recovered', ...where })
      told = undefined
    }
  }
}
