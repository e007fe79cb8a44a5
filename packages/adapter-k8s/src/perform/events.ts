import { type Fault, pipe, TE } from '@alb-ingress/core'
import type { Call } from '../api/client.js'
import type { ApiObject } from '../api/object.js'
import { pathOfKind, pathOfObject, resources } from '../api/resources.js'
import { apiTime } from './conditions.js'
import { type EventMemory, eventMemory, type Telling } from './event-memory.js'
import { callOf, readNow, send, type WriteOf, type Writer } from './writer.js'

type Event = WriteOf<'event'>
type Done = TE.TaskEither<Fault, void>

/** Tells events of objects. The ones that were told already are counted, as `kubectl describe` shows them. */
export const tellEvents =
  (memory: EventMemory = eventMemory()) =>
  (writer: Writer, write: Event): Done => {
    const now = Date.now()
    const { object, type, reason, message } = write
    const telling = memory.next({ object, type, reason, message }, now)
    if (telling.tell === 'nothing') return TE.right(undefined)
    if (telling.tell === 'new') return create(memory, writer, write, telling, now)
    return pipe(
      send(writer, counting(write, telling, now)),
      // The API server forgets events after an hour.
      TE.orElse((fault) => (fault.kind === 'missing' ? create(memory, writer, write, telling, now) : TE.left(fault)))
    )
  }

type Named = Exclude<Telling, { readonly tell: 'nothing' }>

const create = (memory: EventMemory, writer: Writer, write: Event, telling: Named, now: number): Done =>
  pipe(
    aboutWhom(writer, write),
    TE.chain((object) => send(writer, creating(write, telling, object, now))),
    TE.mapLeft((fault) => {
      memory.forget(telling.name)
      return fault
    })
  )

// An object that is gone may still be told of; it only has no uid any more.
const aboutWhom = (writer: Writer, write: Event): TE.TaskEither<Fault, ApiObject | undefined> => {
  const kept = writer.find(write.object)
  if (kept !== undefined) return TE.right(kept)
  return pipe(
    readNow(writer, callOf(write), write.object),
    TE.map((object): ApiObject | undefined => object),
    TE.orElse((fault) => (fault.kind === 'missing' ? TE.right(undefined) : TE.left(fault)))
  )
}

// Events of objects that belong to the whole cluster are kept here.
const homeOf = ({ object: { namespace = 'default' } }: Event): string => namespace

/** Who tells, in the words of the reference. */
const reporters: Readonly<Record<string, string>> = {
  Ingress: 'ingress',
  TargetGroupBinding: 'targetGroupBinding'
}

const longestMessage = 1024

const creating = (
  write: Event,
  { name, message, ...counted }: Named,
  about: ApiObject | undefined,
  now: number
): Call => {
  const { object, type, reason } = write
  const component = reporters[object.kind] ?? 'alb-ingress'
  const at = apiTime(now)
  return {
    what: callOf(write),
    method: 'POST',
    path: pathOfKind(resources.Event, homeOf(write)),
    body: {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace: homeOf(write) },
      involvedObject: {
        ...{ kind: object.kind, name: object.name, namespace: object.namespace },
        ...(about === undefined
          ? {}
          : {
              apiVersion: about.apiVersion,
              uid: about.metadata.uid,
              resourceVersion: about.metadata.resourceVersion
            })
      },
      ...{ type, reason, message: message.slice(0, longestMessage) },
      count: 'count' in counted ? counted.count : 1,
      firstTimestamp: at,
      lastTimestamp: at,
      source: { component },
      reportingComponent: component
    }
  }
}

const counting = (write: Event, { name, count, message }: Extract<Telling, { tell: 'again' }>, now: number): Call => ({
  what: callOf(write),
  method: 'PATCH',
  path: pathOfObject(resources.Event, { namespace: homeOf(write), name }),
  patch: 'merge',
  body: { count, message: message.slice(0, longestMessage), lastTimestamp: apiTime(now) }
})
