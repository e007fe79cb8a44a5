import { type ClusterState, memoryKubernetes, type StoredObject, storedKeyOf } from '@alb-ingress/adapter-memory'
import { equal, internetFacingList, type Kubernetes, type KubernetesWrite, nameOf } from '@alb-ingress/core'
import type { ClusterSource, ObjectChange } from '../source.js'
import type { Timers } from '../time.js'

/** A cluster in memory that tells what changes in it, and takes what people do to it. */
export interface MemorySource extends ClusterSource {
  /** As `kubectl apply` does: finalizers and status stay. */
  readonly apply: (object: StoredObject) => void
  /** As `kubectl delete` does: who holds a finalizer is only marked. */
  readonly remove: (key: string) => void
  readonly has: (key: string) => boolean
}

const asRemoved = ({ kind, metadata: { namespace, name } }: StoredObject): ObjectChange => ({
  type: 'removed',
  ...{ kind, name },
  ...(namespace === undefined ? {} : { namespace })
})

/** What was applied, with what only the API server and controllers write. */
const merged = (applied: StoredObject, before: StoredObject | undefined): StoredObject => {
  if (before === undefined) return applied
  const { finalizers, deletionTimestamp } = before.metadata
  return {
    ...applied,
    metadata: {
      ...applied.metadata,
      ...(finalizers === undefined ? {} : { finalizers }),
      ...(deletionTimestamp === undefined ? {} : { deletionTimestamp })
    },
    ...(before.status === undefined ? {} : { status: before.status })
  }
}

const versioned = (object: StoredObject, version: number): StoredObject => ({
  ...object,
  metadata: { ...object.metadata, resourceVersion: String(version) }
})

const withoutVersion = ({ metadata: { resourceVersion: _, ...metadata }, ...object }: StoredObject): unknown => ({
  ...object,
  metadata
})

/** A source over a cluster in memory, which knows TargetGroupBindings or does not. Like the API server it shows Secrets and Pods only to those who watch them. */
export const memorySource = (state: ClusterState, timers: Pick<Timers, 'now'>, hasBindings = true): MemorySource => {
  const kubernetes = memoryKubernetes(state, timers)
  let tell: ((change: ObjectChange) => void) | undefined
  let secrets: ReadonlySet<string> = new Set()
  let configMaps: ReadonlySet<string> = new Set()
  let arePodsWatched = false

  const isWatched = (key: string): boolean => {
    if (key.startsWith('Secret ')) return secrets.has(key.slice('Secret '.length))
    if (key.startsWith('ConfigMap '))
      return configMaps.has(key.slice('ConfigMap '.length)) || key.endsWith(internetFacingList)
    return !key.startsWith('Pod ') || arePodsWatched
  }
  const shown = new Map<string, StoredObject>()
  const showOne = (key: string): void => {
    const now = isWatched(key) ? state.objects.get(key) : undefined
    const before = shown.get(key)
    if (tell === undefined || now === before) return
    if (now === undefined) shown.delete(key)
    else shown.set(key, now)
    if (now !== undefined) tell({ type: 'set', object: now })
    else if (before !== undefined) tell(asRemoved(before))
  }
  const show = (): void => {
    for (const key of new Set([...state.objects.keys(), ...shown.keys()])) showOne(key)
  }
  const put = (key: string, object: StoredObject): void => {
    state.version += 1
    state.objects.set(key, versioned(object, state.version))
    showOne(key)
  }
  const perform =
    (write: KubernetesWrite): ReturnType<Kubernetes['perform']> =>
    async () => {
      const result = await kubernetes.perform(write)()
      showOne(nameOf(write.object))
      return result
    }
  return {
    kubernetes: { ...kubernetes, perform },
    start: async (changed) => {
      tell = changed
      show()
    },
    watchSecrets: async (keys) => {
      if (equal([...keys], [...secrets])) return
      secrets = keys
      show()
    },
    readConfigMaps: async (keys) => {
      if (equal([...keys], [...configMaps])) return
      configMaps = keys
      show()
    },
    watchPods: async (needed) => {
      if (needed === arePodsWatched) return
      arePodsWatched = needed
      show()
    },
    hasBindings: () => hasBindings,
    stop: async () => {
      tell = undefined
    },
    apply: (applied) => {
      const key = storedKeyOf(applied)
      const before = state.objects.get(key)
      const object = merged(applied, before)
      if (before === undefined || !equal(withoutVersion(object), withoutVersion(before))) put(key, object)
    },
    remove: (key) => {
      const object = state.objects.get(key)
      if (object === undefined) return
      const { finalizers = [], deletionTimestamp } = object.metadata
      if (finalizers.length === 0) {
        state.objects.delete(key)
        showOne(key)
      } else if (deletionTimestamp === undefined) {
        const at = new Date(timers.now()).toISOString()
        put(key, { ...object, metadata: { ...object.metadata, deletionTimestamp: at } })
      }
    },
    has: (key) => state.objects.has(key)
  }
}
