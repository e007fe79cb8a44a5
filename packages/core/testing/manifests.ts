/** Objects as a file or the API holds them, for tests: what a test does not say is absent. */
export interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly namespace?: string
    readonly name: string
    readonly annotations?: Readonly<Record<string, unknown>>
    readonly labels?: Readonly<Record<string, string>>
    readonly finalizers?: ReadonlyArray<string>
    readonly deletionTimestamp?: string
    readonly creationTimestamp?: string
    readonly uid?: string
    readonly generation?: number
  }
  readonly spec?: Readonly<Record<string, unknown>>
  readonly [member: string]: unknown
}

/** What a test says of an Ingress. */
export interface IngressSaid {
  readonly class?: string | undefined
  /** Without the prefix `alb.ingress.kubernetes.io/` where the key has no slash. */
  readonly annotations?: Readonly<Record<string, unknown>>
  readonly finalizers?: ReadonlyArray<string>
  readonly deleting?: boolean
  /** Services that its paths lead to, on port 80. */
  readonly services?: ReadonlyArray<string>
}

const namesIn = (key: string): { readonly namespace: string; readonly name: string } => {
  const [namespace = 'default', name = ''] = key.split('/')
  return { namespace, name }
}

const fullKeys = (annotations: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [
      key.includes('/') ? key : `alb.ingress.kubernetes.io/${key}`,
      value
    ])
  )

const pathTo = (name: string) => ({
  path: `/${name}`,
  pathType: 'Prefix',
  backend: { service: { name, port: { number: 80 } } }
})

/** An Ingress by `namespace/name`. */
export const ingressManifest = (key: string, said: IngressSaid = {}): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    ...namesIn(key),
    ...(said.annotations ? { annotations: fullKeys(said.annotations) } : {}),
    ...(said.finalizers ? { finalizers: said.finalizers } : {}),
    ...(said.deleting ? { deletionTimestamp: '2026-02-11T08:15:30Z' } : {})
  },
  spec: {
    ...(said.class === undefined ? {} : { ingressClassName: said.class }),
    rules: [{ host: 'shop.example', http: { paths: (said.services ?? []).map(pathTo) } }]
  }
})

export const serviceManifest = (key: string, annotations: Readonly<Record<string, unknown>> = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { ...namesIn(key), annotations: fullKeys(annotations) },
  spec: { type: 'NodePort', ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }] }
})

export const classManifest = (
  name: string,
  said: { readonly controller?: string; readonly params?: string; readonly isDefault?: boolean } = {}
): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: {
    name,
    ...(said.isDefault ? { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } } : {})
  },
  spec: {
    controller: said.controller ?? 'ingress.k8s.aws/alb',
    ...(said.params === undefined
      ? {}
      : { parameters: { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: said.params } })
  }
})

export const paramsManifest = (name: string, spec: Readonly<Record<string, unknown>> = {}): Manifest => ({
  apiVersion: 'elbv2.k8s.aws/v1beta1',
  kind: 'IngressClassParams',
  metadata: { name },
  spec
})

export const namespaceManifest = (name: string, labels: Readonly<Record<string, string>> = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels }
})

export const secretManifest = (key: string, stringData: Readonly<Record<string, unknown>> = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: namesIn(key),
  stringData
})
