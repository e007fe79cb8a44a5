import {
  bindingObject,
  type Clock,
  E,
  equal,
  type Fault,
  fault,
  type Kubernetes,
  type KubernetesWrite,
  nameOf,
  type ObjectRef,
  type PublishedHost,
  TE
} from '@alb-ingress/core'
import { text } from '../account/literal.js'
import { timestamp, withCheckpoint, withCondition, withObserved } from './binding-writes.js'
import { type ClusterState, withFinalizers, withStatus } from './cluster.js'
import { hasVanished, keyOf, type StoredObject } from './stored-object.js'

/** Kubernetes over objects in memory, with the API server's own rules. */
export const memoryKubernetes = (state: ClusterState, clock: Pick<Clock, 'now'>): Kubernetes => ({
  read: TE.fromIO(() => [...state.objects.values(), ...state.others]),
  perform: (write) => async () => perform(state, write, clock.now())
})

type Done = E.Either<Fault, void>

const perform = (state: ClusterState, write: KubernetesWrite, now: number): Done => {
  if (write.write === 'createBinding') return createBinding(state, write, now)
  if (write.write === 'event') return tell(state, write)
  if (write.write === 'configMap') return putConfigMap(state, write)
  const before = state.objects.get(keyOf(write.object))
  if (before === undefined) return E.left(notFound(write))
  switch (write.write) {
    case 'addFinalizer':
      return addFinalizer(state, write, before)
    case 'removeFinalizer':
      return put(state, write.object, withoutFinalizer(before, write.finalizer), before)
    case 'status':
      return put(state, write.object, withStatus(before, write.status.map(published)), before)
    case 'patchBinding':
      return patchBinding(state, write, before)
    case 'deleteBinding':
    case 'deleteConfigMap':
      return put(state, write.object, markedDeleted(before, now), before)
    case 'podCondition':
      return (before.metadata.uid ?? '') === write.uid
        ? put(state, write.object, withCondition(before, write.condition, now), before)
        : E.left(fault('conflict', 'Conflict', callOf(write), `${nameOf(write.object)} is another Pod by now`))
    case 'bindingStatus':
      return put(state, write.object, withObserved(before, write, now), before)
    case 'bindingCheckpoint':
      return put(state, write.object, withCheckpoint(before, write), before)
  }
}

const callOf = ({ write, object }: KubernetesWrite): string => `${write} ${nameOf(object)}`

const notFound = (write: KubernetesWrite): Fault =>
  fault('missing', 'NotFound', callOf(write), `${nameOf(write.object)} not found`)

// Like the API server: a write that changes nothing leaves the version alone, and the last finalizer holds a deleted object.
const put = (state: ClusterState, ref: ObjectRef, object: StoredObject, before?: StoredObject): Done => {
  if (hasVanished(object)) state.objects.delete(keyOf(ref))
  else if (before === undefined || !equal(object, before)) {
    state.version += 1
    const metadata = { ...object.metadata, resourceVersion: String(state.version) }
    state.objects.set(keyOf(ref), { ...object, metadata })
  }
  return E.right(undefined)
}

type WriteOf<W extends KubernetesWrite['write']> = Extract<KubernetesWrite, { readonly write: W }>

const addFinalizer = (state: ClusterState, write: WriteOf<'addFinalizer'>, before: StoredObject): Done => {
  const held = before.metadata.finalizers ?? []
  if (held.includes(write.finalizer)) return E.right(undefined)
  if (before.metadata.deletionTimestamp !== undefined) {
    const message = 'no new finalizers can be added if the object is being deleted'
    return E.left(fault('invalid', 'Invalid', callOf(write), message))
  }
  return put(state, write.object, withFinalizers(before, [...held, write.finalizer]), before)
}

const withoutFinalizer = (object: StoredObject, finalizer: string): StoredObject => {
  const held = object.metadata.finalizers ?? []
  return held.includes(finalizer)
    ? withFinalizers(
        object,
        held.filter((each) => each !== finalizer)
      )
    : object
}

// The API leaves empty lists out.
const published = ({ hostname, ports }: PublishedHost): unknown => ({
  hostname: text(hostname),
  ...(ports.length === 0 ? {} : { ports: ports.map((port) => ({ port })) })
})

const markedDeleted = (object: StoredObject, now: number): StoredObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    deletionTimestamp: object.metadata.deletionTimestamp ?? timestamp(now)
  }
})

const createBinding = (state: ClusterState, write: WriteOf<'createBinding'>, now: number): Done => {
  if (state.objects.has(keyOf(write.object))) {
    return E.left(fault('conflict', 'AlreadyExists', callOf(write), `${nameOf(write.object)} already exists`))
  }
  const object = bindingObject(write)
  state.version += 1
  const uid = `uid-${state.version}`
  const creationTimestamp = timestamp(now)
  return put(state, write.object, {
    ...object,
    metadata: { ...object.metadata, generation: 1, uid, creationTimestamp }
  })
}

// Whoever tells the same of an object again is counted, as the API's own clients do.
const tell = (state: ClusterState, { object, type, reason, message }: WriteOf<'event'>): Done => {
  const event = { object, type, reason, message }
  const before = state.events.findIndex(({ count: _times, ...each }) => equal(each, event))
  if (before < 0) state.events.push({ ...event, count: 1 })
  else state.events[before] = { ...event, count: (state.events[before]?.count ?? 0) + 1 }
  return E.right(undefined)
}

const putConfigMap = (state: ClusterState, { object, data }: WriteOf<'configMap'>): Done => {
  const before = state.objects.get(keyOf(object))
  const { kind, name, namespace = 'default' } = object
  const made: StoredObject = before ?? { apiVersion: 'v1', kind, metadata: { namespace, name } }
  return put(state, object, { ...made, data }, before)
}

// What the admission webhook of bindings refuses to change.
const immutable = ['targetGroupARN', 'targetType', 'ipAddressType', 'vpcID']

const patchBinding = (state: ClusterState, write: WriteOf<'patchBinding'>, before: StoredObject): Done => {
  const { spec } = bindingObject(write)
  const old = Object(before.spec) as Readonly<Record<string, unknown>>
  const changed = immutable.find((field) => old[field] !== undefined && old[field] !== spec[field])
  if (changed !== undefined) {
    return E.left(
      fault('invalid', 'Forbidden', callOf(write), `spec.${changed} of ${nameOf(write.object)} is immutable`)
    )
  }
  const generation = (before.metadata.generation ?? 1) + (equal(spec, before.spec) ? 0 : 1)
  return put(
    state,
    write.object,
    { ...before, metadata: { ...before.metadata, labels: write.labels, generation }, spec },
    before
  )
}
