import type { ObjectRef } from '@alb-ingress/core'
import { listOf, recordOf, textOf } from './json.js'

/** An object of the API server, as far as everybody here asks. Members that nobody names are kept. */
export interface ApiObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly uid: string
    readonly resourceVersion: string
    readonly deletionTimestamp?: string
    readonly finalizers?: ReadonlyArray<string>
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
  readonly spec?: unknown
  readonly status?: unknown
}

/** `Ingress shop/cart`: how objects are told apart. */
export const keyOf = ({ kind, namespace, name }: ObjectRef): string =>
  namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`

export const refOf = ({ kind, metadata: { namespace, name } }: ApiObject): ObjectRef => ({
  kind,
  ...(namespace === undefined ? {} : { namespace }),
  name
})

/** What the API server answered, as an object; `undefined` when it is none. */
export const objectIn = (value: unknown): ApiObject | undefined => {
  const { metadata } = recordOf(value)
  // The API server writes every member in its type; only whether it is an object at all is open.
  return textOf(recordOf(metadata).name) === '' ? undefined : (value as ApiObject)
}

/** The items of a list. They do not say what they are; the list does. */
export const itemsIn = (list: unknown, of: { readonly apiVersion: string; readonly kind: string }) =>
  listOf(recordOf(list).items).flatMap(
    (item) => objectIn({ ...recordOf(item), apiVersion: of.apiVersion, kind: of.kind }) ?? []
  )
