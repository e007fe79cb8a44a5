import { byText, equal, type ObjectRef } from '@alb-ingress/core'
import type { Remembered } from '../account-file/codec.js'
import { hasVanished, isStoredObject, keyOfObject, type StoredObject } from './stored-object.js'

/** The objects of a cluster: as they were given, and as they are now. */
export interface ClusterState {
  /** By key, as the manifests have them: what `rememberedOf` compares with. */
  readonly given: ReadonlyMap<string, StoredObject>
  /** What was given and is no Kubernetes object; handed on as it is, for whoever decodes to complain about. */
  readonly others: ReadonlyArray<unknown>
  readonly objects: Map<string, StoredObject>
  /** What was remembered about objects that are not among those given now. */
  readonly absent: Pick<Remembered, 'finalizers' | 'status' | 'conditions'>
  /** What was told of objects, in the order in which it was first told. */
  readonly events: Array<Told>
  /** Counts writes, as the API server does. */
  version: number
}

/** An event of Kubernetes, and how often it was told. */
export interface Told {
  readonly object: ObjectRef
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly count: number
}

/** A cluster that holds the objects of some manifests, and what an account file remembers of earlier runs on them. */
export const memoryCluster = (objects: ReadonlyArray<unknown>, remembered: Remembered = {}): ClusterState => {
  const given = new Map<string, StoredObject>()
  const others: Array<unknown> = []
  for (const object of objects) {
    const key = isStoredObject(object) ? keyOfObject(object) : undefined
    // The same object twice is the user's mistake to hear about, so both are handed on.
    if (key === undefined || given.has(key)) others.push(object)
    else if (isStoredObject(object)) given.set(key, object)
  }
  return {
    given,
    others,
    objects: overlaid(given, remembered),
    absent: {
      finalizers: absent(remembered.finalizers, given),
      status: absent(remembered.status, given),
      conditions: absent(remembered.conditions, given)
    },
    events: [],
    version: 0
  }
}

type ByKey<A> = Readonly<Record<string, A>>

const absent = <A>(entries: ByKey<A> | undefined, given: ReadonlyMap<string, unknown>): ByKey<A> =>
  Object.fromEntries(Object.entries(entries ?? {}).filter(([key]) => !given.has(key)))

const overlaid = (
  given: ReadonlyMap<string, StoredObject>,
  { finalizers = {}, status = {}, conditions = {}, bindings = [], configMaps = [], gone = [] }: Remembered
): Map<string, StoredObject> => {
  const objects = new Map<string, StoredObject>()
  for (const [key, object] of given) {
    const now = withConditions(withStatus(withFinalizers(object, finalizers[key]), status[key]), conditions[key])
    if (!hasVanished(now)) objects.set(key, now)
  }
  for (const key of gone) objects.delete(key)
  for (const object of [...bindings, ...configMaps])
    if (isStoredObject(object)) objects.set(keyOfObject(object), object)
  return objects
}

// Like the API server, an object without finalizers does not show the member at all.
export const withFinalizers = (object: StoredObject, held: ReadonlyArray<string> | undefined): StoredObject => {
  if (held === undefined) return object
  const { finalizers: _before, ...metadata } = object.metadata
  return { ...object, metadata: held.length === 0 ? metadata : { ...metadata, finalizers: held } }
}

/** The object with what its status publishes; `undefined` leaves it as it is. */
export const withStatus = (object: StoredObject, ingress: ReadonlyArray<unknown> | undefined): StoredObject =>
  ingress === undefined ? object : { ...object, status: { ...asRecord(object.status), loadBalancer: { ingress } } }

const asRecord = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

const typeOf = (condition: unknown): unknown => (asRecord(condition) as { readonly type?: unknown }).type

const conditionsOf = ({ status }: StoredObject): ReadonlyArray<unknown> => {
  const { conditions } = asRecord(status) as { readonly conditions?: unknown }
  return Array.isArray(conditions) ? conditions : []
}

/** The object with conditions in place of those of their types. */
const withConditions = (object: StoredObject, conditions: ReadonlyArray<unknown> | undefined): StoredObject => {
  if (conditions === undefined) return object
  const types = new Set(conditions.map(typeOf))
  const others = conditionsOf(object).filter((each) => !types.has(typeOf(each)))
  return { ...object, status: { ...asRecord(object.status), conditions: [...others, ...conditions] } }
}

const publishedOf = ({ status }: StoredObject): ReadonlyArray<unknown> => {
  const { loadBalancer } = asRecord(status) as { readonly loadBalancer?: unknown }
  const { ingress } = asRecord(loadBalancer) as { readonly ingress?: unknown }
  return Array.isArray(ingress) ? ingress : []
}

/** What the account file must remember, so that the same manifests give this cluster again. */
export const rememberedOf = ({ given, objects, absent }: ClusterState): Remembered => {
  const finalizers: Record<string, ReadonlyArray<string>> = { ...absent.finalizers }
  const status: Record<string, ReadonlyArray<unknown>> = { ...absent.status }
  const conditions: Record<string, ReadonlyArray<unknown>> = { ...absent.conditions }
  const gone: Array<string> = []
  for (const [key, before] of given) {
    const now = objects.get(key) ?? vanished(before)
    if (now === undefined) gone.push(key)
    else if (before.kind !== 'TargetGroupBinding') {
      const held = now.metadata.finalizers ?? []
      if (!equal(held, before.metadata.finalizers ?? [])) finalizers[key] = held
      if (!equal(publishedOf(now), publishedOf(before))) status[key] = publishedOf(now)
      const told = conditionsOf(now).filter((each) => !conditionsOf(before).some((given) => equal(given, each)))
      if (told.length > 0) conditions[key] = told
    }
  }
  const bindings = made(objects, given, 'TargetGroupBinding')
  const configMaps = made(objects, given, 'ConfigMap')
  return {
    ...some('finalizers', finalizers),
    ...some('status', status),
    ...some('conditions', conditions),
    ...(bindings.length === 0 ? {} : { bindings }),
    ...(configMaps.length === 0 ? {} : { configMaps }),
    ...(gone.length === 0 ? {} : { gone: gone.sort(byText) })
  }
}

/** Objects of a kind that are not as the manifests have them, in the order of their keys. */
const made = (
  objects: ClusterState['objects'],
  given: ClusterState['given'],
  kind: string
): ReadonlyArray<StoredObject> =>
  [...objects]
    .filter(([key, object]) => object.kind === kind && !equal(given.get(key), object))
    .sort(([a], [b]) => byText(a, b))
    .map(([, object]) => object)

// A deleted object that has vanished is remembered as one without finalizers: the manifest still marks it as deleted.
const vanished = (before: StoredObject): StoredObject | undefined =>
  before.metadata.deletionTimestamp === undefined ? undefined : withFinalizers(before, [])

const some = <N extends string, A>(name: N, entries: ByKey<A>): { readonly [K in N]?: ByKey<A> } =>
  // A computed name widens to string; there is one member, and its name is N.
  (Object.keys(entries).length === 0 ? {} : { [name]: entries }) as { readonly [K in N]?: ByKey<A> }
