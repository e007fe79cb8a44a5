import { type Fault, pipe, TE } from '@alb-ingress/core'
import { recordOf } from '../api/json.js'
import type { ApiObject } from '../api/object.js'
import { pathOfObject, resources } from '../api/resources.js'
import { transition } from './conditions.js'
import { callOf, readNow, send, type WriteOf, type Writer } from './writer.js'

/** Writes one condition of a Pod, and of no other that took its name: then it is a conflict. */
export const conditionOfPod = (writer: Writer, write: WriteOf<'podCondition'>): TE.TaskEither<Fault, void> =>
  pipe(
    podNow(writer, write),
    TE.chain(({ metadata, status }) => {
      const condition = transition(recordOf(status).conditions, write.condition, Date.now())
      if (condition === undefined && metadata.uid === write.uid) return TE.right(undefined)
      return send(writer, {
        what: callOf(write),
        method: 'PATCH',
        path: pathOfObject(resources.Pod, write.object, 'status'),
        patch: 'strategic',
        body: { metadata: { uid: write.uid }, status: { conditions: [condition ?? write.condition] } }
      })
    })
  )

const podNow = (writer: Writer, write: WriteOf<'podCondition'>): TE.TaskEither<Fault, ApiObject> => {
  const kept = writer.find(write.object)
  return kept === undefined ? readNow(writer, callOf(write), write.object) : TE.right(kept)
}
