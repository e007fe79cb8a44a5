import type { Manifest } from './manifests.js'

/** A Pod as a test thinks of it: it has an address, runs on a node, and its containers are ready. */
export interface PodSaid {
  readonly ip: string
  readonly node?: string
  /** The bindings that it waits for, by name. */
  readonly waitsFor?: ReadonlyArray<string>
  readonly containersReady?: boolean
  readonly ports?: ReadonlyArray<{ readonly name: string; readonly containerPort: number }>
  readonly created?: string
}

const inNamespace = (key: string): { readonly namespace: string; readonly name: string } => {
  const [namespace = 'default', name = ''] = key.split('/')
  return { namespace, name }
}

/** A Pod by `namespace/name`. */
export const podManifest = (key: string, said: PodSaid): Manifest => {
  const { ip, node = 'node-a', waitsFor = [], containersReady = true, ports = [], created } = said
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...inNamespace(key), uid: `uid of ${key}`, creationTimestamp: created ?? '2026-02-11T08:15:30Z' },
    spec: {
      nodeName: node,
      readinessGates: waitsFor.map((name) => ({ conditionType: `target-health.elbv2.k8s.aws/${name}` })),
      containers: [{ name: 'main', ports }]
    },
    status: {
      podIP: ip,
      podIPs: [{ ip }],
      conditions: [{ type: 'ContainersReady', status: containersReady ? 'True' : 'False' }]
    }
  }
}

/** An endpoint of a slice: the Pod behind it, and how it is. */
export interface EndpointSaid {
  readonly pod: string
  readonly ip: string
  readonly ready?: boolean
  readonly terminating?: boolean
}

/** An EndpointSlice of a Service, by `namespace/service`, with one port. */
export const sliceManifest = (
  service: string,
  endpoints: ReadonlyArray<EndpointSaid>,
  said: { readonly suffix?: string; readonly port?: number; readonly name?: string; readonly family?: string } = {}
): Manifest => {
  const { namespace, name } = inNamespace(service)
  const { suffix = '1', port = 8080, family = 'IPv4' } = said
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { namespace, name: `${name}-${suffix}`, labels: { 'kubernetes.io/service-name': name } },
    addressType: family,
    ports: [{ name: said.name ?? '', port, protocol: 'TCP' }],
    endpoints: endpoints.map(({ pod, ip, ready = true, terminating = false }) => ({
      addresses: [ip],
      conditions: { ready, terminating },
      targetRef: { kind: 'Pod', name: pod, namespace }
    }))
  }
}

/** A Node as a test thinks of it. */
export interface NodeSaid {
  readonly providerID?: string
  readonly ready?: 'True' | 'False' | 'Unknown'
  readonly labels?: Readonly<Record<string, string>>
  readonly taints?: ReadonlyArray<{ readonly key: string; readonly effect: string }>
  readonly address?: string
}

/** A Node, by its name; its instance is `i-` and that name unless told otherwise. */
export const nodeManifest = (name: string, said: NodeSaid = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, ...(said.labels === undefined ? {} : { labels: said.labels }) },
  spec: { providerID: said.providerID ?? `aws:///us-west-2a/i-${name}`, taints: said.taints ?? [] },
  status: {
    addresses: said.address === undefined ? [] : [{ type: 'InternalIP', address: said.address }],
    conditions: [{ type: 'Ready', status: said.ready ?? 'True' }]
  }
})

/** A TargetGroupBinding by `namespace/name`; `spec` in the shape of its API. */
export const bindingManifest = (
  key: string,
  spec: Readonly<Record<string, unknown>>,
  metadata: Partial<Manifest['metadata']> = {}
): Manifest => ({
  apiVersion: 'elbv2.k8s.aws/v1beta1',
  kind: 'TargetGroupBinding',
  metadata: { ...inNamespace(key), generation: 1, ...metadata },
  spec
})
