import { usualAnnotationsPrefix } from '../install.js'
import type { Unreadable } from '../kubernetes/decode.js'
import { type Kind, type Kinds, type KubernetesObject, kindNames } from '../kubernetes/kinds.js'
import { keyOfObject, type ObjectKey } from '../kubernetes/object.js'
import { stackOfBinding } from '../resources/binding-owner.js'
import type { StackId } from '../resources/ref.js'
import { join, leave, type MutableKeysBy } from '../support/keys-by.js'
import { asUsual, type Known } from './as-usual.js'
import type { Cluster, DecidesGroups } from './cluster.js'
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
  readonly bindingsByStack: MutableKeysBy<StackId>
}

// One empty map for each kind is of the type that either record wants.
const maps = <A>(): A => Object.fromEntries(kindNames.map((kind) => [kind, new Map()])) as A

/** The indexes of a cluster of which nothing has been read. */
export const emptyIndexes = ({
  ingressClass,
  annotationsPrefix = usualAnnotationsPrefix,
  restrictScheme = false,
  restrictSchemeNamespace = 'default'
}: DecidesGroups): Indexes => ({
  ingressClass,
  annotationsPrefix,
  restrictSchemeNamespace: restrictScheme ? restrictSchemeNamespace : undefined,
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
  bindingsByService: new Map(),
  bindingsByStack: new Map()
})

/** Under which other objects an object is found, and in which index. */
const turnLinks = (turn: typeof join, indexes: Indexes, key: string, { kind, value }: KubernetesObject): void => {
  switch (kind) {
    case 'Service':
      for (const secret of secretsNamed(value)) turn(indexes.servicesBySecret, secret, key)
      return
    case 'EndpointSlice': {
      const { namespace, serviceName: name } = value
      if (name !== undefined) turn(indexes.slicesByService, keyOfObject({ namespace, name }), key)
      return
    }
    case 'TargetGroupBinding': {
      const { namespace, serviceRef } = value
      turn(indexes.bindingsByService, keyOfObject({ namespace, name: serviceRef.name }), key)
      const stack = stackOfBinding(value)
      if (stack !== undefined) turn(indexes.bindingsByStack, stack, key)
    }
  }
}

const forget = (indexes: Indexes, kind: Kind, key: string): void => {
  const value = indexes.objects[kind].get(key)
  // What is found under a kind is of that kind.
  if (value !== undefined) turnLinks(leave, indexes, key, { kind, value } as KubernetesObject)
  indexes.objects[kind].delete(key)
  indexes.unreadable[kind].delete(key)
  if (kind === 'IngressClass') indexes.defaultClasses.delete(key)
}

/** Writes down one object in place of what was known of it. Ingresses are not placed by this. */
export const store = (indexes: Indexes, kind: Kind, key: string, given: Known): void => {
  forget(indexes, kind, key)
  const known = asUsual(given, indexes.annotationsPrefix)
  if (known === undefined) return
  if ('unreadable' in known) {
    indexes.unreadable[kind].set(key, known.unreadable)
    return
  }
  const { read } = known
  // The map of a kind takes the values of that kind, which the compiler cannot see across a union.
  const objects = indexes.objects[read.kind] as Map<string, KubernetesObject['value']>
  objects.set(key, read.value)
  turnLinks(join, indexes, key, read)
  if (read.kind === 'IngressClass' && read.value.isDefault) indexes.defaultClasses.add(key)
}
