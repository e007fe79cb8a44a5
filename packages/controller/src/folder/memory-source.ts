import { type ClusterState, memoryKubernetes, type StoredObject, storedKeyOf } from '@alb-ingress/adapter-memory'
import { equal, internetFacingList, type Kubernetes, type KubernetesWrite } from '@alb-ingress/core'
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

type Objects = ReadonlyMap<string, StoredObject>

const asRemoved = ({ kind, metadata: { namespace, name } }: StoredObject): ObjectChange => ({
  type: 'removed',
  ...{ kind, name },
  ...(namespace === undefined ? {} : { namespace })
})

const changesBetween = (before: Objects, after: Objects): ReadonlyArray<ObjectChange> => {
  const changes: Array<ObjectChange> = []
  for (const [key, object] of after) if (before.get(key) !== object) changes.push({ type: 'set', object })
  for (const [key, object] of before) if (!after.has(key)) changes.push(asRemoved(object))
  return changes
}

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

/** A source over a cluster in memory. Like the API server it shows Secrets and Pods only to those who watch them. */
export const memorySource = (state: ClusterState, timers: Pick<Timers, 'now'>): MemorySource => {
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
  const watched = (): Objects => new Map([...state.objects].filter(([key]) => isWatched(key)))
  let shown: Objects = new Map()
  const show = (): void => {
    if (tell === undefined) return
    const now = watched()
    const changes = changesBetween(shown, now)
    shown = now
    for (const change of changes) tell(change)
  }
  const put = (key: string, object: StoredObject): void => {
    state.version += 1
    state.objects.set(key, versioned(object, state.version))
    show()
  }
  const perform =
    (write: KubernetesWrite): ReturnType<Kubernetes['perform']> =>
    async () => {
      const result = await kubernetes.perform(write)()
      show()
      return result
    }
  return {
    kubernetes: { ...kubernetes, perform },
    start: async (changed) => {
      tell = changed
      show()
    },
    watchSecrets: async (keys) => {
      secrets = keys
      show()
    },
    readConfigMaps: async (keys) => {
      configMaps = keys
      show()
    },
    watchPods: async (needed) => {
      arePodsWatched = needed
      show()
    },
    hasBindings: () => true,
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
        show()
      } else if (deletionTimestamp === undefined) {
        const at = new Date(timers.now()).toISOString()
        put(key, { ...object, metadata: { ...object.metadata, deletionTimestamp: at } })
      }
    },
    has: (key) => state.objects.has(key)
  }
}
