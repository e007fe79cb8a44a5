import { equal, type ObjectRef } from '@alb-ingress/core'
import { type ApiObject, keyOf, refOf } from '../api/object.js'

/** An object is there in this shape now, or is gone. Objects come as they are read, not yet decoded. */
export type ObjectChange =
  | { readonly type: 'set'; readonly object: unknown }
  | { readonly type: 'removed'; readonly kind: string; readonly namespace?: string; readonly name: string }

/** The objects that one watch has shown, by key. Advanced in place by the functions below, which say what that changed. */
export type Store = Map<string, ApiObject>

const set = (object: ApiObject): ObjectChange => ({ type: 'set', object })
const removed = (ref: ObjectRef): ObjectChange => ({ type: 'removed', ...ref })

/** An object was added or changed. Nothing is told when only members changed that nobody reads. */
export const put = (store: Store, object: ApiObject): ReadonlyArray<ObjectChange> => {
  const key = keyOf(refOf(object))
  const before = store.get(key)
  store.set(key, object)
  return before !== undefined && saysTheSame(before, object) ? [] : [set(object)]
}

/** An object was deleted. */
export const drop = (store: Store, object: ApiObject): ReadonlyArray<ObjectChange> => {
  const ref = refOf(object)
  return store.delete(keyOf(ref)) ? [removed(ref)] : []
}

/** All there is was listed anew: tells also what went away while nobody was looking. */
export const replace = (store: Store, objects: ReadonlyArray<ApiObject>): ReadonlyArray<ObjectChange> => {
  const listed = new Set(objects.map((object) => keyOf(refOf(object))))
  const gone = [...store.values()].filter((object) => !listed.has(keyOf(refOf(object))))
  return [...gone.flatMap((object) => drop(store, object)), ...objects.flatMap((object) => put(store, object))]
}

// The API server counts versions up also for members that were trimmed.
const saysTheSame = (before: ApiObject, after: ApiObject): boolean =>
  before.metadata.resourceVersion === after.metadata.resourceVersion ||
  equal({ ...before, metadata: withoutVersion(before) }, { ...after, metadata: withoutVersion(after) })

const withoutVersion = ({ metadata: { resourceVersion: _version, ...metadata } }: ApiObject) => metadata
