import { type Fault, pipe, TE } from '@alb-ingress/core'
import type { Call } from '../api/client.js'
import { pathOfKind, pathOfObject, resources } from '../api/resources.js'
import { callOf, send, type WriteOf, type Writer } from './writer.js'

/** Writes a ConfigMap of ours: replaced where it is there, created where it is not. */
export const writeConfigMap = (writer: Writer, write: WriteOf<'configMap'>): TE.TaskEither<Fault, void> =>
  pipe(
    send(writer, replacing(write)),
    TE.orElse((fault) => (fault.kind === 'missing' ? send(writer, creating(write)) : TE.left(fault))),
    // Somebody else has made it in between.
    TE.orElse((fault) => (fault.code === 'AlreadyExists' ? send(writer, replacing(write)) : TE.left(fault)))
  )

const bodyOf = ({ object: { namespace, name }, data }: WriteOf<'configMap'>): unknown => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { namespace, name },
  data
})

const replacing = (write: WriteOf<'configMap'>): Call => ({
  what: callOf(write),
  method: 'PUT',
  path: pathOfObject(resources.ConfigMap, write.object),
  body: bodyOf(write)
})

const creating = (write: WriteOf<'configMap'>): Call => ({
  what: callOf(write),
  method: 'POST',
  path: pathOfKind(resources.ConfigMap, write.object.namespace),
  body: bodyOf(write)
})

export const deleteConfigMap = (writer: Writer, write: WriteOf<'deleteConfigMap'>): TE.TaskEither<Fault, void> =>
  send(writer, {
    what: callOf(write),
    method: 'DELETE',
    path: pathOfObject(resources.ConfigMap, write.object)
  })
