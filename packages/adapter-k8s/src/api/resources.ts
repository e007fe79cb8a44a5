import type { ObjectRef } from '@alb-ingress/core'

/** One kind, as the paths of the API name it. */
export interface Resource {
  readonly kind: string
  readonly apiVersion: string
  readonly plural: string
  readonly namespaced: boolean
}

const inNamespaces = (kind: string, apiVersion: string, plural: string): Resource => ({
  kind,
  apiVersion,
  plural,
  namespaced: true
})
const ofCluster = (kind: string, apiVersion: string, plural: string): Resource => ({
  kind,
  apiVersion,
  plural,
  namespaced: false
})

/** Every kind that is read or written here. */
export const resources = {
  Ingress: inNamespaces('Ingress', 'networking.k8s.io/v1', 'ingresses'),
  IngressClass: ofCluster('IngressClass', 'networking.k8s.io/v1', 'ingressclasses'),
  IngressClassParams: ofCluster('IngressClassParams', 'elbv2.k8s.aws/v1beta1', 'ingressclassparams'),
  Service: inNamespaces('Service', 'v1', 'services'),
  EndpointSlice: inNamespaces('EndpointSlice', 'discovery.k8s.io/v1', 'endpointslices'),
  Node: ofCluster('Node', 'v1', 'nodes'),
  Pod: inNamespaces('Pod', 'v1', 'pods'),
  TargetGroupBinding: inNamespaces('TargetGroupBinding', 'elbv2.k8s.aws/v1beta1', 'targetgroupbindings'),
  Namespace: ofCluster('Namespace', 'v1', 'namespaces'),
  Secret: inNamespaces('Secret', 'v1', 'secrets'),
  ConfigMap: inNamespaces('ConfigMap', 'v1', 'configmaps'),
  Event: inNamespaces('Event', 'v1', 'events'),
  Lease: inNamespaces('Lease', 'coordination.k8s.io/v1', 'leases'),
  CustomResourceDefinition: ofCluster(
    'CustomResourceDefinition',
    'apiextensions.k8s.io/v1',
    'customresourcedefinitions'
  )
} as const satisfies Readonly<Record<string, Resource>>

/** The API group of a resource; empty for the core group, as RBAC writes it. */
export const groupOfResource = ({ apiVersion }: Resource): string => apiVersion.split('/').at(-2) ?? ''

/** Where all objects of a kind are, of one namespace or of all. */
export const pathOfKind = (resource: Resource, namespace?: string): string => {
  const root = resource.apiVersion.includes('/') ? `/apis/${resource.apiVersion}` : `/api/${resource.apiVersion}`
  const within = resource.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : ''
  return `${root}${within}/${resource.plural}`
}

/** Where one object is, or a part of it such as `status`. */
export const pathOfObject = (
  resource: Resource,
  { namespace, name }: Pick<ObjectRef, 'namespace' | 'name'>,
  subresource?: 'status'
): string =>
  `${pathOfKind(resource, namespace)}/${encodeURIComponent(name)}${subresource === undefined ? '' : `/${subresource}`}`
