import { internetFacingList } from '../kubernetes/config-map.js'
import type { Decoded } from '../kubernetes/decode.js'
import { isKind, isOfCluster, type Kind } from '../kubernetes/kinds.js'
import { defaultNamespace, keyOfObject, type ObjectKey } from '../kubernetes/object.js'
import type { Known } from './as-usual.js'
import type { Change, Cluster, DecidesGroups } from './cluster.js'
import type { GroupId } from './group.js'
import { emptyIndexes, type Indexes, store } from './indexes.js'
import { displace, place, reconsider } from './place.js'
import { saysTheSame } from './says-the-same.js'
import { groupsOf, type Placed } from './standing.js'

interface Event {
  readonly kind: Kind
  readonly key: string
  readonly known: Known
}

const keyFor = (kind: Kind, namespace: string | undefined, name: string): string =>
  isOfCluster(kind) ? name : keyOfObject({ namespace: namespace ?? defaultNamespace, name })

const eventOf = (change: Change): Event | undefined => {
  if (change.type === 'removed') {
    if (!isKind(change.kind)) return undefined
    return { kind: change.kind, key: keyFor(change.kind, change.namespace, change.name), known: undefined }
  }
  const { object } = change
  if ('foreign' in object) return undefined
  if ('read' in object) {
    const { kind, value } = object.read
    return { kind, key: 'namespace' in value ? keyOfObject(value) : value.name, known: object }
  }
  const { kind, namespace, name } = object.unreadable.object
  return isKind(kind) ? { kind, key: keyFor(kind, namespace, name), known: object } : undefined
}

/** Collects the groups that a change touches. */
interface Touched {
  readonly groups: Set<GroupId>
  readonly indexes: Indexes
}

const addGroups = ({ groups }: Touched, placed: Placed | undefined): void => {
  if (placed !== undefined) for (const group of groupsOf(placed)) groups.add(group)
}

// Those who leave need their Services and Secrets no more.
const addMembers = ({ groups, indexes }: Touched, keys: ReadonlySet<ObjectKey> | undefined): void => {
  for (const key of keys ?? []) {
    const standing = indexes.placed.get(key)?.standing
    if (standing?.is === 'member') groups.add(standing.of)
  }
}

const lookAgain = (touched: Touched, keys: ReadonlySet<ObjectKey> | undefined): void => {
  for (const key of keys ?? []) for (const placed of reconsider(touched.indexes, key) ?? []) addGroups(touched, placed)
}

const applyIngress = (touched: Touched, key: ObjectKey, known: Known): void => {
  addGroups(touched, displace(touched.indexes, key))
  store(touched.indexes, 'Ingress', key, known)
  addGroups(touched, place(touched.indexes, key))
}

/** Once another object than an Ingress is stored: what does it mean for Ingresses? */
const spread = (touched: Touched, kind: Kind, key: string): void => {
  const { byClass, byNamespace, byService, bySecret, servicesBySecret, objects } = touched.indexes
  switch (kind) {
    case 'Service':
      addMembers(touched, byService.get(key))
      return
    case 'Secret':
      addMembers(touched, bySecret.get(key))
      for (const service of servicesBySecret.get(key) ?? []) addMembers(touched, byService.get(service))
      return
    case 'Namespace':
      lookAgain(touched, byNamespace.get(key))
      return
    case 'IngressClass':
      lookAgain(touched, byClass.get(key))
      lookAgain(touched, byClass.get(undefined))
      return
    case 'IngressClassParams':
      for (const { name, parameters } of objects.IngressClass.values()) {
        if (parameters?.name === key) lookAgain(touched, byClass.get(name))
      }
      lookAgain(touched, byClass.get(undefined))
      return
    case 'ConfigMap':
      // Whoever may be internet-facing is listed in one object for all. Records of targets say nothing of groups.
      if (!key.endsWith(`/${internetFacingList}`)) return
      for (const group of touched.indexes.byGroup.keys()) touched.groups.add(group)
      return
    case 'Ingress':
    case 'TargetGroupBinding':
    case 'EndpointSlice':
    case 'Node':
    case 'Pod':
      return
  }
}

const noGroups: ReadonlySet<GroupId> = new Set()

// Every Cluster comes from `emptyCluster` or `clusterFrom`, which make it of indexes.
const indexesOf = (cluster: Cluster): Indexes => cluster as Indexes

/** A cluster in which nothing has been read yet. It is made for one installation: the class annotation that it answers to decides about groups. */
export const emptyCluster = (install: DecidesGroups): Cluster => emptyIndexes(install)

/**
 * Takes one object in, or out, and says which groups may look different now: by membership and finalizers before and after, class, parameters,
 * default class, labels of the namespace, Services and Secrets. An object that says what it said before, as after an update of its status alone,
 * touches none. The cluster given is advanced in place and given back.
 */
export const applyChange = (cluster: Cluster, change: Change): readonly [Cluster, ReadonlySet<GroupId>] => {
  const touched: Touched = { groups: new Set(), indexes: indexesOf(cluster) }
  const event = eventOf(change)
  if (event === undefined) return [cluster, noGroups]
  const isQuiet = saysTheSame(cluster, event.kind, event.key, event.known)
  if (event.kind === 'Ingress') applyIngress(touched, event.key, event.known)
  else {
    store(touched.indexes, event.kind, event.key, event.known)
    if (!isQuiet) spread(touched, event.kind, event.key)
  }
  return [cluster, isQuiet ? noGroups : touched.groups]
}

/** The cluster of all these objects. Of two with one name the later counts. */
export const clusterFrom = (install: DecidesGroups, objects: Iterable<Decoded>): Cluster => {
  const indexes = emptyIndexes(install)
  for (const object of objects) {
    const event = eventOf({ type: 'set', object })
    if (event !== undefined) store(indexes, event.kind, event.key, event.known)
  }
  for (const key of indexes.objects.Ingress.keys()) place(indexes, key)
  for (const key of indexes.unreadable.Ingress.keys()) place(indexes, key)
  return indexes
}
