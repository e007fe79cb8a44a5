import { type Fault, fault, nameOf, pipe, TE } from '@alb-ingress/core'
import { recordOf } from '../api/json.js'
import type { ApiObject } from '../api/object.js'
import { pathOfObject, resources } from '../api/resources.js'
import { transition } from './conditions.js'
import { callOf, readNow, send, type WriteOf, type Writer } from './writer.js'

type Done = TE.TaskEither<Fault, void>

/** Writes one condition of a Pod, and of no other that took its name: then it is a conflict. */
export const conditionOfPod = (writer: Writer, write: WriteOf<'podCondition'>): Done => {
  const kept = writer.find(write.object)
  const afresh = pipe(
    readNow(writer, callOf(write), write.object),
    TE.chain((pod) => writeTo(writer, write, pod))
  )
  if (kept === undefined || kept.metadata.uid !== write.uid) return afresh
  return pipe(
    writeTo(writer, write, kept),
    // What the watch has seen may be gone. The API server refuses to give a Pod another uid, as if it had been asked to.
    TE.orElse((refused) => (refused.kind === 'invalid' ? afresh : TE.left(refused)))
  )
}

const writeTo = (writer: Writer, write: WriteOf<'podCondition'>, { metadata, status }: ApiObject): Done => {
  if (metadata.uid !== write.uid) return TE.left(anotherPod(write))
  const condition = transition(recordOf(status).conditions, write.condition, Date.now())
  if (condition === undefined) return TE.right(undefined)
  return send(writer, {
    what: callOf(write),
    method: 'PATCH',
    path: pathOfObject(resources.Pod, write.object, 'status'),
    patch: 'strategic',
    body: { metadata: { uid: write.uid }, status: { conditions: [condition] } }
  })
}

const anotherPod = (write: WriteOf<'podCondition'>): Fault =>
  fault('conflict', 'Conflict', callOf(write), `${nameOf(write.object)} is another Pod by now`)
