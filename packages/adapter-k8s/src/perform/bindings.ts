import { bindingObject, type Fault, type TE } from '@alb-ingress/core'
import { type Json, listOf, recordOf } from '../api/json.js'
import { pathOfKind, pathOfObject, resources } from '../api/resources.js'
import { type Condition, transition } from './conditions.js'
import { mergePatch } from './merge-patch.js'
import { callOf, change, overwrite, send, type WriteOf, type Writer } from './writer.js'

type Done = TE.TaskEither<Fault, void>

export const createBinding = (writer: Writer, write: WriteOf<'createBinding'>): Done =>
  send(writer, {
    what: callOf(write),
    method: 'POST',
    path: pathOfKind(resources.TargetGroupBinding, write.object.namespace),
    body: bindingObject(write)
  })

/** Spec and labels become those that are given; the rest of the object stays. */
export const patchBinding = (writer: Writer, write: WriteOf<'patchBinding'>): Done => {
  const { spec } = recordOf(bindingObject(write))
  return change(writer, write, (binding) =>
    mergePatch(
      { metadata: { labels: binding.metadata.labels ?? {} }, spec: binding.spec },
      { metadata: { labels: write.labels }, spec }
    )
  )
}

/** Marks a binding as deleted. Nobody waits here until its finalizers are off. */
export const deleteBinding = (writer: Writer, write: WriteOf<'deleteBinding'>): Done =>
  send(writer, {
    what: callOf(write),
    method: 'DELETE',
    path: pathOfObject(resources.TargetGroupBinding, write.object)
  })

/** Says up to which generation a binding was carried out, and whether it is ready. */
export const statusOfBinding = (writer: Writer, write: WriteOf<'bindingStatus'>): Done => {
  const { observedGeneration, ready } = write
  if (ready === undefined) return overwrite(writer, write, { status: { observedGeneration } }, 'status')
  return change(
    writer,
    write,
    ({ status }) => {
      const before = recordOf(status)
      const conditions = conditionsWith(before, { type: 'Ready', ...ready })
      const patch = mergePatch(before, { ...before, observedGeneration, conditions })
      return patch === undefined ? undefined : { status: patch }
    },
    'status'
  )
}

const conditionsWith = ({ conditions }: Json, wanted: Condition): ReadonlyArray<unknown> => {
  const present = listOf(conditions)
  const changed = transition(present, wanted, Date.now())
  if (changed === undefined) return present
  return [...present.filter((each) => recordOf(each).type !== wanted.type), changed]
}

/** Remembers what was last carried out, in the annotations of the reference. */
export const checkpointOfBinding = (writer: Writer, write: WriteOf<'bindingCheckpoint'>): Done =>
  overwrite(writer, write, {
    metadata: {
      annotations: {
        'elbv2.k8s.aws/checkpoint': write.checkpoint,
        'elbv2.k8s.aws/checkpoint-timestamp': String(Math.floor(write.at / 1000))
      }
    }
  })
