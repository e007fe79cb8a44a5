import type { ObjectRef } from '../checked/diagnostic.js'

/** What all namespaced objects have in common, as far as anybody here reads it. */
export interface Meta {
  readonly namespace: string
  readonly name: string
  readonly annotations: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
  readonly finalizers: ReadonlyArray<string>
  /** A deletion timestamp is set: the object only waits for its finalizers. */
  readonly deleting: boolean
  /** Empty in manifests; the API server gives one. */
  readonly uid: string
  /** Empty in manifests. */
  readonly resourceVersion: string
}

/** `namespace/name`. */
export type ObjectKey = string

export const keyOfObject = ({ namespace, name }: { readonly namespace: string; readonly name: string }): ObjectKey =>
  `${namespace}/${name}`

export const refToObject = (kind: string, { namespace, name }: Pick<Meta, 'namespace' | 'name'>): ObjectRef => ({
  kind,
  namespace,
  name
})
