import {
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
import { bindingObject, wireSpec } from './binding-object.js'
import { type ClusterState, withFinalizers, withStatus } from './cluster.js'
import { hasVanished, keyOf, type StoredObject } from './stored-object.js'

/** Kubernetes over objects in memory, with the API server's own rules. */
export const memoryKubernetes = (state: ClusterState, clock: Pick<Clock, 'now'>): Kubernetes => ({
  read: TE.fromIO(() => [...state.objects.values(), ...state.others]),
  perform: (write) => async () => perform(state, write, clock.now())
})

type Done = E.Either<Fault, void>

const perform = (state: ClusterState, write: KubernetesWrite, now: number): Done => {
  if (write.write === 'createBinding') return createBinding(state, write)
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
      return put(state, write.object, markedDeleted(before, now), before)
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
    deletionTimestamp: object.metadata.deletionTimestamp ?? new Date(now).toISOString().replace('.000Z', 'Z')
  }
})

const createBinding = (state: ClusterState, write: WriteOf<'createBinding'>): Done => {
  if (state.objects.has(keyOf(write.object))) {
    return E.left(fault('conflict', 'AlreadyExists', callOf(write), `${nameOf(write.object)} already exists`))
  }
  const object = bindingObject(write)
  return put(state, write.object, { ...object, metadata: { ...object.metadata, generation: 1 } })
}

// What the admission webhook of bindings refuses to change.
const immutable = ['targetGroupARN', 'targetType', 'ipAddressType', 'vpcID']

const patchBinding = (state: ClusterState, write: WriteOf<'patchBinding'>, before: StoredObject): Done => {
  const spec = wireSpec(write.spec)
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
