import type { Fault, TE } from '@alb-ingress/core'
import { change, type WriteOf, type Writer } from './writer.js'

/** Adds a finalizer beside those of others. */
export const addFinalizer = (writer: Writer, write: WriteOf<'addFinalizer'>): TE.TaskEither<Fault, void> =>
  change(writer, write, ({ metadata: { finalizers = [] } }) =>
    finalizers.includes(write.finalizer) ? undefined : { metadata: { finalizers: [...finalizers, write.finalizer] } }
  )

/** Takes a finalizer off; those of others stay. */
export const removeFinalizer = (writer: Writer, write: WriteOf<'removeFinalizer'>): TE.TaskEither<Fault, void> =>
  change(writer, write, ({ metadata: { finalizers = [] } }) =>
    finalizers.includes(write.finalizer)
      ? { metadata: { finalizers: finalizers.filter((each) => each !== write.finalizer) } }
      : undefined
  )
