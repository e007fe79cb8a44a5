import type { ObjectRef } from '../checked/diagnostic.js'
import { t } from '../prelude.js'
import { as, list, maybe, members, type Reader, reader, text, texts, whole } from './reader.js'

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

/** How objects of one kind are told apart. */
export const keyOfObject = ({ namespace, name }: { readonly namespace: string; readonly name: string }): ObjectKey =>
  `${namespace}/${name}`

/** Who a namespaced object is, for diagnostics and writes. */
export const refToObject = (kind: string, { namespace, name }: Pick<Meta, 'namespace' | 'name'>): ObjectRef => ({
  kind,
  namespace,
  name
})

/** Where an object is that does not say its namespace. */
export const defaultNamespace = 'default'

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?'

const named = (expected: string, pattern: RegExp, longest: number): Reader<string> =>
  reader(expected, (value, context) => {
    if (value === undefined || value === null) return t.failure(undefined, context)
    if (typeof value !== 'string') return text.validate(value, context)
    return value.length <= longest && pattern.test(value) ? t.success(value) : t.failure(value, context)
  })

// Kubernetes takes no other names, and ours go into keys, stack ids and log lines.
const objectName = named(
  'a name of lower-case letters, digits, "-" and ".", at most 253 characters',
  new RegExp(`^${label}(?:\\.${label})*$`),
  253
)
const namespaceName = named(
  'a name of lower-case letters, digits and "-", at most 63 characters',
  new RegExp(`^${label}$`),
  63
)

/** A namespace; an absent or empty one is `default`. */
const inNamespace: Reader<string> = reader(namespaceName.name, (value, context) =>
  value === undefined || value === null || value === ''
    ? t.success(defaultNamespace)
    : namespaceName.validate(value, context)
)

/** `metadata` of a namespaced object. */
export const metadata: Reader<Meta> = as(
  members({
    namespace: inNamespace,
    name: objectName,
    annotations: texts,
    labels: texts,
    finalizers: list(text),
    deletionTimestamp: maybe(text),
    uid: text,
    resourceVersion: text
  }),
  ({ deletionTimestamp, ...meta }) => ({ ...meta, deleting: deletionTimestamp !== undefined })
)

/** When an object was made, and how often its `spec` has changed: members of `metadata` that few readers need. */
export interface History {
  /** Milliseconds since 1970; 0 in manifests. */
  readonly created: number
  /** 0 in manifests. */
  readonly generation: number
}

/** Milliseconds since 1970 of a time as the API server writes it; 0 where there is none. */
// biome-ignore lint/style/noRestrictedGlobals: reading a text asks no clock.
const millisecondsOf = (timestamp: string): number => Date.parse(timestamp) || 0

export const history: Reader<History> = as(
  members({ creationTimestamp: text, generation: whole }),
  ({ creationTimestamp, generation }) => ({ created: millisecondsOf(creationTimestamp), generation })
)

/** `metadata` of an object that belongs to the whole cluster. */
export const clusterMetadata = members({ name: objectName, annotations: texts, labels: texts })
