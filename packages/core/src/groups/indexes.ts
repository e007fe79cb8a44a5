import type { Installation } from '../install.js'
import { type Kind, type Kinds, type KubernetesObject, kindNames, type Unreadable } from '../kubernetes/decode.js'
import { keyOfObject, type ObjectKey } from '../kubernetes/object.js'
import { join, leave, type MutableKeysBy } from '../support/keys-by.js'
import type { Cluster } from './cluster.js'
import type { GroupId } from './group.js'
import { secretsNamed } from './named.js'
import type { Placed } from './standing.js'

/** A `Cluster` as its owner sees it: maps that are changed in place. */
export interface Indexes extends Cluster {
  readonly objects: { readonly [K in Kind]: Map<string, Kinds[K]> }
  readonly unreadable: { readonly [K in Kind]: Map<string, Unreadable> }
  readonly defaultClasses: Set<string>
  readonly placed: Map<ObjectKey, Placed>
  readonly byGroup: MutableKeysBy<GroupId>
  readonly byNamespace: MutableKeysBy<string>
  readonly byClass: MutableKeysBy<string | undefined>
  readonly byService: MutableKeysBy<ObjectKey>
  readonly bySecret: MutableKeysBy<ObjectKey>
  readonly servicesBySecret: MutableKeysBy<ObjectKey>
  readonly slicesByService: MutableKeysBy<ObjectKey>
  readonly bindingsByService: MutableKeysBy<ObjectKey>
}

// One empty map for each kind is of the type that either record wants.
const maps = <A>(): A => Object.fromEntries(kindNames.map((kind) => [kind, new Map()])) as A

export const emptyIndexes = ({ ingressClass }: Pick<Installation, 'ingressClass'>): Indexes => ({
  ingressClass,
  objects: maps(),
  unreadable: maps(),
  defaultClasses: new Set(),
  placed: new Map(),
  byGroup: new Map(),
  byNamespace: new Map(),
  byClass: new Map(),
  byService: new Map(),
  bySecret: new Map(),
  servicesBySecret: new Map(),
  slicesByService: new Map(),
  bindingsByService: new Map()
})

type Link = readonly [index: MutableKeysBy<ObjectKey>, under: ReadonlyArray<ObjectKey>]

/** Under which other objects an object is found. */
const linkOf = (indexes: Indexes, { kind, value }: KubernetesObject): Link | undefined => {
  switch (kind) {
    case 'Service':
      return [indexes.servicesBySecret, secretsNamed(value)]
    case 'EndpointSlice': {
      const { namespace, serviceName } = value
      return [indexes.slicesByService, serviceName === undefined ? [] : [keyOfObject({ namespace, name: serviceName })]]
    }
    case 'TargetGroupBinding':
      return [indexes.bindingsByService, [keyOfObject({ namespace: value.namespace, name: value.serviceRef.name })]]
    default:
      return undefined
  }
}

/** What is known of one object: read, unreadable, or gone. */
export type Known = { readonly read: KubernetesObject } | { readonly unreadable: Unreadable } | undefined

const forget = (indexes: Indexes, kind: Kind, key: string): void => {
  const value = indexes.objects[kind].get(key)
  if (value !== undefined) {
    // What is found under a kind is of that kind.
    const [index, under] = linkOf(indexes, { kind, value } as KubernetesObject) ?? []
    if (index !== undefined) for (const each of under ?? []) leave(index, each, key)
  }
  indexes.objects[kind].delete(key)
  indexes.unreadable[kind].delete(key)
  if (kind === 'IngressClass') indexes.defaultClasses.delete(key)
}

/** Writes down one object in place of what was known of it. Ingresses are not placed by this. */
export const store = (indexes: Indexes, kind: Kind, key: string, known: Known): void => {
  forget(indexes, kind, key)
  if (known === undefined) return
  if ('unreadable' in known) {
    indexes.unreadable[kind].set(key, known.unreadable)
    return
  }
  const { read } = known
  // The map of a kind takes the values of that kind, which the compiler cannot see across a union.
  const objects = indexes.objects[read.kind] as Map<string, KubernetesObject['value']>
  objects.set(key, read.value)
  const [index, under] = linkOf(indexes, read) ?? []
  if (index !== undefined) for (const each of under ?? []) join(index, each, key)
  if (read.kind === 'IngressClass' && read.value.isDefault) indexes.defaultClasses.add(key)
}
