import { setTimeout as sleep } from 'node:timers/promises'
import { E, type Fault, type TE } from '@alb-ingress/core'
import type { Call, Client, WatchEvent } from '../api/client.js'
import { declined, isOutdated, withRule } from '../api/faults.js'
import { recordOf, textOf } from '../api/json.js'
import { type ApiObject, itemsIn, objectIn } from '../api/object.js'
import { pathOfKind } from '../api/resources.js'
import { pauseAfter } from './back-off.js'
import type { Selection } from './selections.js'
import { trim } from './trim.js'

/** Who is told what a reflector sees. Objects are trimmed. */
export interface Onlooker {
  /** These are all that there are. */
  readonly listed: (objects: ReadonlyArray<ApiObject>) => void
  readonly put: (object: ApiObject) => void
  readonly dropped: (object: ApiObject) => void
  /** The API server takes the watch: what was wrong is over. */
  readonly watching: () => void
  /** Listing or watching failed, and is tried again. */
  readonly failed: (fault: Fault) => void
}

/** Waits so many milliseconds, or until the signal. */
type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

const waiting: Wait = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => undefined)

/**
 * Lists the selected objects, then watches them until the signal. A watch that ends or breaks is resumed where it was; when the API server knows
 * that place no longer, all is listed again. No change is lost, though several changes of one object may be seen as one.
 */
export const reflect = async (
  client: Client,
  selection: Selection,
  onlooker: Onlooker,
  signal: AbortSignal,
  wait: Wait = waiting
): Promise<void> => {
  let place: string | undefined
  let failures = 0
  while (!signal.aborted) {
    const leg = await (place === undefined
      ? list(client, selection, onlooker, signal)
      : follow(client, selection, onlooker, place, signal))
    if (signal.aborted) return
    failures = leg.moved ? 0 : failures + 1
    place = leg.place
    if (leg.fault !== undefined) onlooker.failed(leg.fault)
    if (leg.fault !== undefined || !leg.moved) await wait(pauseAfter(failures, Math.random(), leg.fault), signal)
  }
}

/** What came of one list or one watch. */
interface Leg {
  /** The resource version to go on from; absent, all must be listed. */
  readonly place: string | undefined
  /** Whether it got anywhere. */
  readonly moved: boolean
  readonly fault?: Fault
}

/** Lists everything and says so, page by page: a large cluster would not fit one answer. */
const list = async (client: Client, selection: Selection, onlooker: Onlooker, signal: AbortSignal): Promise<Leg> => {
  const all = await listed(client, selection, signal)()
  if (E.isLeft(all)) return { place: undefined, moved: false, fault: all.left }
  if (!signal.aborted) onlooker.listed(all.right.objects)
  return { place: all.right.resourceVersion, moved: true }
}

interface Listed {
  readonly objects: ReadonlyArray<ApiObject>
  readonly resourceVersion: string
}

const objectsPerPage = '500'

/** All selected objects, trimmed, and the resource version at which they were so. */
export const listed =
  (client: Client, selection: Selection, signal?: AbortSignal): TE.TaskEither<Fault, Listed> =>
  async () => {
    const objects: Array<ApiObject> = []
    let rest = ''
    for (;;) {
      const paging = { limit: objectsPerPage, ...(rest === '' ? {} : { continue: rest }) }
      const page = await client.call(callFor('list', selection, paging), signal)()
      if (E.isLeft(page)) return E.left(withRule(page.left, selection.resource))
      for (const object of itemsIn(page.right, selection.resource)) objects.push(trim(object))
      const metadata = recordOf(recordOf(page.right).metadata)
      rest = textOf(metadata.continue)
      if (rest === '') return E.right({ objects, resourceVersion: textOf(metadata.resourceVersion) })
    }
  }

// Watches end by themselves within ten minutes, not all at once.
const watchSeconds = (): string => String(300 + Math.round(Math.random() * 300))

const follow = async (
  client: Client,
  selection: Selection,
  onlooker: Onlooker,
  start: string,
  signal: AbortSignal
): Promise<Leg> => {
  let place = start
  let opened = false
  let error: Fault | undefined
  const call = callFor('watch', selection, {
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: start,
    timeoutSeconds: watchSeconds()
  })
  const heard = ({ type, object: given }: WatchEvent): void => {
    if (signal.aborted) return
    if (type === 'ERROR') {
      error = declined(call.what, Number(recordOf(given).code), given)
      return
    }
    place = textOf(recordOf(recordOf(given).metadata).resourceVersion) || place
    const object = objectIn(given)
    // A bookmark is no object: it says only how far the watch has come.
    if (object === undefined || type === 'BOOKMARK') return
    if (type === 'DELETED') onlooker.dropped(trim(object))
    else onlooker.put(trim(object))
  }
  const listener = {
    heard,
    opened: () => {
      opened = true
      onlooker.watching()
    }
  }
  const ended = await client.watch(call, listener, signal)()
  const moved = opened && place !== start
  const fault = error ?? (E.isLeft(ended) ? withRule(ended.left, selection.resource) : undefined)
  if (fault === undefined) return { place, moved }
  // After an error in the middle of it nobody knows what the watch has left out.
  return { place: error !== undefined || mustList(fault) ? undefined : place, moved, fault }
}

// A kind that was taken away and came back, or a version from before the data were restored, is no place to go on from either.
const mustList = (fault: Fault): boolean => isOutdated(fault) || fault.kind === 'missing' || fault.kind === 'invalid'

const callFor = (
  verb: 'list' | 'watch',
  { resource, namespace, name, label }: Selection,
  query: Readonly<Record<string, string>>
): Call => ({
  what: `${verb} ${resource.kind}${whereIs(namespace, name)}`,
  method: 'GET',
  path: pathOfKind(resource, namespace),
  query: {
    ...query,
    ...(name === undefined ? {} : { fieldSelector: `metadata.name=${name}` }),
    ...(label === undefined ? {} : { labelSelector: label })
  }
})

const whereIs = (namespace: string | undefined, name: string | undefined): string => {
  if (name !== undefined) return namespace === undefined ? ` ${name}` : ` ${namespace}/${name}`
  return namespace === undefined ? '' : ` in namespace ${namespace}`
}
