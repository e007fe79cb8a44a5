import { nameOf, type ObjectRef } from '@alb-ingress/core'
import { isRecord } from './reading.js'

/** Kinds of the cluster as a whole. Any other object is in the namespace `default` where it names none. */
const clusterScoped: ReadonlySet<string> = new Set([
  'IngressClass',
  'IngressClassParams',
  'GatewayClass',
  'Namespace',
  'Node',
  'PersistentVolume',
  'StorageClass',
  'PriorityClass',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration'
])

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Who an object says it is; `undefined` while it has no kind or no name (`generateName` gives one later). */
export const refOf = (object: unknown): ObjectRef | undefined => {
  if (!isRecord(object) || !isRecord(object.metadata)) return undefined
  const kind = textOf(object.kind)
  const name = textOf(object.metadata.name)
  if (kind === undefined || name === undefined) return undefined
  if (clusterScoped.has(kind)) return { kind, name }
  return { kind, namespace: textOf(object.metadata.namespace) ?? 'default', name }
}

const groupOf = (apiVersion: unknown): string => {
  const [group, version] = String(apiVersion).split('/')
  return version === undefined || group === undefined ? '' : group
}

/** Equal for two writings of one object. Ingresses moved from `extensions` to `networking.k8s.io`, and are the same objects in both. */
export const identityOf = (object: unknown): string | undefined => {
  const ref = refOf(object)
  if (ref === undefined || !isRecord(object)) return undefined
  const group = groupOf(object.apiVersion)
  return `${group === 'extensions' ? 'networking.k8s.io' : group} ${nameOf(ref)}`
}
