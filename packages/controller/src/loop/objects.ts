import {
  applyChange,
  type Change,
  type Cluster,
  type Decoded,
  type Diagnostic,
  decodeObject,
  emptyCluster,
  type GroupId,
  type Installation,
  keyOfObject
} from '@alb-ingress/core'
import type { ObjectChange } from '../source.js'

/** What a change of one object means: nothing where it was read in this version before. */
export interface Taken {
  readonly groups: ReadonlySet<GroupId>
  /** By key. */
  readonly bindings: ReadonlySet<string>
  /** `Ingress shop/cart`, for people who ask why. */
  readonly name: string
}

/** The objects of the cluster as they are now. One owner advances them; each version of an object is decoded once. */
export interface Objects {
  readonly cluster: Cluster
  /** `bindingsOf` is asked while the cluster is as it was before. */
  readonly take: (change: ObjectChange, bindingsOf: (change: Change) => ReadonlySet<string>) => Taken | undefined
  /** What was noticed while objects were read. Of Ingresses that others serve nothing is told. */
  readonly noticed: () => ReadonlyArray<Diagnostic>
}

interface Identity {
  readonly key: string
  readonly version: string | undefined
}

const textIn = (value: unknown, name: string): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  const member: unknown = Reflect.get(value, name)
  return typeof member === 'string' ? member : undefined
}

const identityOf = (change: ObjectChange): Identity => {
  if (change.type === 'removed') return { key: keyOf(change.kind, change.namespace, change.name), version: undefined }
  const { object } = change
  const metadata: unknown = typeof object === 'object' && object !== null ? Reflect.get(object, 'metadata') : undefined
  return {
    key: keyOf(textIn(object, 'kind') ?? '', textIn(metadata, 'namespace'), textIn(metadata, 'name') ?? ''),
    // What is known only by our own writes has none.
    version: textIn(metadata, 'resourceVersion') || undefined
  }
}

const keyOf = (kind: string, namespace: string | undefined, name: string): string =>
  namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`

const isOthers = (cluster: Cluster, decoded: Decoded): boolean => {
  if (!('read' in decoded) || decoded.read.kind !== 'Ingress') return false
  return cluster.placed.get(keyOfObject(decoded.read.value))?.standing.is === 'unmanaged'
}

/** The objects of a cluster of which nothing has been read yet. */
export const objectsOf = (install: Installation): Objects => {
  let cluster = emptyCluster(install)
  const versions = new Map<string, string>()
  const remarked = new Map<string, Decoded & { readonly noticed: ReadonlyArray<Diagnostic> }>()

  const remember = (key: string, decoded: Decoded): void => {
    if ('read' in decoded && decoded.noticed.length > 0) remarked.set(key, decoded)
    else remarked.delete(key)
  }
  return {
    get cluster() {
      return cluster
    },
    take: (given, bindingsOf) => {
      const { key, version } = identityOf(given)
      if (version !== undefined && versions.get(key) === version) return undefined
      if (version === undefined) versions.delete(key)
      else versions.set(key, version)
      if (given.type === 'removed') remarked.delete(key)
      const change: Change = given.type === 'removed' ? given : { type: 'set', object: decodeObject(given.object) }
      if (change.type === 'set') remember(key, change.object)
      const bindings = bindingsOf(change)
      const [next, groups] = applyChange(cluster, change)
      cluster = next
      return { groups, bindings, name: key }
    },
    noticed: () => [...remarked.values()].filter((each) => !isOthers(cluster, each)).flatMap(({ noticed }) => noticed)
  }
}
