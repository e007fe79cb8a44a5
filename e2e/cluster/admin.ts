import { type Client, connect } from '@alb-ingress/adapter-k8s/live'
import { E, type Fault, type ObjectRef, type TE } from '@alb-ingress/core'

/** What stands in the paths of the API for a kind. */
const collections: Readonly<Record<string, readonly [root: string, plural: string]>> = {
  Namespace: ['/api/v1', 'namespaces'],
  Node: ['/api/v1', 'nodes'],
  Pod: ['/api/v1', 'pods'],
  Service: ['/api/v1', 'services'],
  Secret: ['/api/v1', 'secrets'],
  ConfigMap: ['/api/v1', 'configmaps'],
  Event: ['/api/v1', 'events'],
  EndpointSlice: ['/apis/discovery.k8s.io/v1', 'endpointslices'],
  Ingress: ['/apis/networking.k8s.io/v1', 'ingresses'],
  IngressClass: ['/apis/networking.k8s.io/v1', 'ingressclasses'],
  IngressClassParams: ['/apis/elbv2.k8s.aws/v1beta1', 'ingressclassparams'],
  Lease: ['/apis/coordination.k8s.io/v1', 'leases'],
  TargetGroupBinding: ['/apis/elbv2.k8s.aws/v1beta1', 'targetgroupbindings'],
  CustomResourceDefinition: ['/apis/apiextensions.k8s.io/v1', 'customresourcedefinitions'],
  ClusterRole: ['/apis/rbac.authorization.k8s.io/v1', 'clusterroles'],
  ClusterRoleBinding: ['/apis/rbac.authorization.k8s.io/v1', 'clusterrolebindings'],
  Role: ['/apis/rbac.authorization.k8s.io/v1', 'roles'],
  RoleBinding: ['/apis/rbac.authorization.k8s.io/v1', 'rolebindings']
}

export interface Written {
  readonly kind: string
  readonly metadata: { readonly namespace?: string; readonly name: string } & Readonly<Record<string, unknown>>
}

/** An object of the API server, as far as tests look. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into objects of every kind.
export type Found = any

const pathOf = (kind: string, namespace?: string): string => {
  const [root, plural] = collections[kind] ?? ['', kind]
  return `${root}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural}`
}

/** What a task gives; a fault fails the test. */
export const given = async <A>(task: TE.TaskEither<Fault, A>): Promise<A> => {
  const result = await task()
  if (E.isLeft(result)) throw new Error(`${result.left.call}: ${result.left.code}: ${result.left.message}`)
  return result.right
}

/** A connection with the rights of a kubeconfig. */
export const connected = async (kubeconfig: string): Promise<Client> => given(connect({ kubeconfig }))

/** Makes, changes and removes objects, as people and other controllers do. */
export const adminOf = (client: Client) => {
  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown
  ): Promise<Found> =>
    given(
      client.call({
        what: `${method} ${path}`,
        method,
        path,
        ...(body === undefined ? {} : { body }),
        ...(method === 'PATCH' ? { patch: 'merge' } : {})
      })
    )
  const at = ({ kind, namespace, name }: ObjectRef, part = ''): string => `${pathOf(kind, namespace)}/${name}${part}`
  return {
    create: (object: Written & Readonly<Record<string, unknown>>): Promise<Found> =>
      call('POST', pathOf(object.kind, object.metadata.namespace), object),
    get: (ref: ObjectRef): Promise<Found> => call('GET', at(ref)),
    list: async (kind: string, namespace?: string): Promise<ReadonlyArray<Found>> =>
      (await call('GET', pathOf(kind, namespace))).items,
    patch: (ref: ObjectRef, body: object, part?: '/status'): Promise<Found> => call('PATCH', at(ref, part), body),
    remove: (ref: ObjectRef): Promise<Found> => call('DELETE', at(ref))
  }
}

export type Admin = ReturnType<typeof adminOf>

let made = 0

/** A namespace of its own for a test. */
export const newNamespace = async (admin: Admin): Promise<string> => {
  made += 1
  const name = `test-${made}-${Date.now().toString(36)}`
  await admin.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  return name
}

/** An Ingress that the API server takes. */
export const ingressIn = (namespace: string, name: string, metadata: object = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { namespace, name, ...metadata },
  spec: { ingressClassName: 'alb', defaultBackend: { service: { name, port: { number: 80 } } } }
})
