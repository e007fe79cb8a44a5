import { setTimeout as sleep } from 'node:timers/promises'
import { E, type Fault, type KubernetesWrite, nameOf, type ObjectRef, own, pipe, TE } from '@alb-ingress/core'
import type { Call, Client } from '../api/client.js'
import type { Json } from '../api/json.js'
import { type ApiObject, objectIn } from '../api/object.js'
import { pathOfObject, type Resource, resources } from '../api/resources.js'

/** What a write needs of its surroundings. */
export interface Writer {
  readonly client: Client
  /** An object as a watch has last seen it, which saves reading it. */
  readonly find: (object: ObjectRef) => ApiObject | undefined
}

export type WriteOf<W extends KubernetesWrite['write']> = Extract<KubernetesWrite, { readonly write: W }>

/** `addFinalizer Ingress shop/cart`, the way faults name a write. */
export const callOf = ({ write, object }: KubernetesWrite): string => `${write} ${nameOf(object)}`

/** Where objects of a kind are. */
const resourceOf = ({ kind }: ObjectRef): Resource => {
  const resource = own<Resource>(resources, kind)
  if (resource === undefined) throw new Error(`a write names an object of kind ${kind}, which is never written`)
  return resource
}

/** The object as it is now. */
export const readNow = ({ client }: Writer, what: string, ref: ObjectRef): TE.TaskEither<Fault, ApiObject> =>
  pipe(
    client.call({ what, method: 'GET', path: pathOfObject(resourceOf(ref), ref) }),
    TE.map((answer) => {
      const object = objectIn(answer)
      if (object === undefined) throw new Error(`the API server gave no object for ${nameOf(ref)}`)
      return object
    })
  )

/** Sends one request of which only success matters. */
export const send = ({ client }: Writer, call: Call): TE.TaskEither<Fault, void> =>
  pipe(
    client.call(call),
    TE.map(() => undefined)
  )

/** What to change about an object: a merge patch, or nothing where it is as it should be. */
export type PatchOf = (object: ApiObject) => Json | undefined

const mostAttempts = 6

/**
 * Changes an object on the condition that nobody else has written to it since it was read. Otherwise it is read again, and the change is thought
 * out anew.
 */
export const change =
  (writer: Writer, write: KubernetesWrite, patchOf: PatchOf, subresource?: 'status'): TE.TaskEither<Fault, void> =>
  async () => {
    const what = callOf(write)
    const attempt = async (object: ApiObject): Promise<E.Either<Fault, void> | undefined> => {
      const patch = patchOf(object)
      return patch === undefined ? undefined : send(writer, conditional(what, object, patch, subresource))()
    }
    const kept = writer.find(write.object)
    const atOnce = kept === undefined ? undefined : await attempt(kept)
    // What a watch has seen may be old: that there is nothing to do is believed only of what was just read.
    if (atOnce !== undefined && !isContested(atOnce)) return atOnce
    for (let left = mostAttempts; ; left--) {
      const object = await readNow(writer, what, write.object)()
      if (E.isLeft(object)) return object
      const done = (await attempt(object.right)) ?? E.right(undefined)
      if (left === 0 || !isContested(done)) return done
      await sleep(Math.random() * 20 * (mostAttempts - left + 1))
    }
  }

const isContested = (done: E.Either<Fault, void>): boolean => E.isLeft(done) && done.left.code === 'Conflict'

const conditional = (what: string, object: ApiObject, patch: Json, subresource?: 'status'): Call => {
  const { kind, metadata } = object
  const asRead = { resourceVersion: metadata.resourceVersion, uid: metadata.uid }
  return {
    what,
    method: 'PATCH',
    path: pathOfObject(resourceOf({ kind, name: metadata.name }), metadata, subresource),
    patch: 'merge',
    body: { ...patch, metadata: { ...Object(patch.metadata), ...asRead } }
  }
}

/** A merge patch without condition: the members that it names are ours. */
export const overwrite = (
  writer: Writer,
  write: KubernetesWrite,
  body: Json,
  subresource?: 'status'
): TE.TaskEither<Fault, void> =>
  send(writer, {
    what: callOf(write),
    method: 'PATCH',
    path: pathOfObject(resourceOf(write.object), write.object, subresource),
    patch: 'merge',
    body
  })
