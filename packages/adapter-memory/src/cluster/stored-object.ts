import { type ObjectRef, t } from '@alb-ingress/core'

const Metadata = t.intersection([
  t.type({ name: t.string }),
  t.partial({
    namespace: t.string,
    finalizers: t.readonlyArray(t.string),
    labels: t.record(t.string, t.string),
    annotations: t.record(t.string, t.string),
    uid: t.string,
    creationTimestamp: t.string,
    deletionTimestamp: t.string,
    resourceVersion: t.string,
    generation: t.number
  })
])

const StoredObject = t.intersection([
  t.type({ kind: t.string, metadata: Metadata }),
  t.partial({ apiVersion: t.string, spec: t.unknown, status: t.unknown, data: t.unknown })
])

/** As much of any Kubernetes object as a write can change; members that nobody names are kept. */
export type StoredObject = t.TypeOf<typeof StoredObject>

/** Whether a value is a Kubernetes object at all: it has a kind and a name. */
export const isStoredObject = (value: unknown): value is StoredObject => StoredObject.is(value)

/** `Ingress shop/cart`: how objects are told apart, here and in account files. */
export const keyOf = ({ kind, namespace, name }: ObjectRef): string =>
  namespace === undefined || namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`

/** The key of an object as a manifest has it. */
export const keyOfObject = ({ kind, metadata }: StoredObject): string =>
  keyOf({
    kind,
    name: metadata.name,
    ...(clusterScoped.has(kind) ? {} : { namespace: metadata.namespace ?? 'default' })
  })

// A manifest may leave the namespace out; of these kinds it never has one.
const clusterScoped: ReadonlySet<string> = new Set([
  'IngressClass',
  'IngressClassParams',
  'Namespace',
  'Node',
  'CustomResourceDefinition'
])

/** Deleted objects stay only as long as somebody holds a finalizer. */
export const hasVanished = ({ metadata }: StoredObject): boolean =>
  metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).length === 0
