// Objects of a cluster, computed from the network of its account alone.
//   base  a namespace, an IngressClass, three nodes, thirty ready pods whose addresses the nodes' network interfaces hold
//   s1    one Ingress, HTTP redirecting to HTTPS, three Services
//   s2    fifty Ingresses of one group, 99 Services, 99 rules on one listener (a load balancer takes 100)
//   s3    a hundred Ingresses without a group, each with a load balancer of its own
//   crowd as many Ingresses as asked for, fifty of a group

export const namespace = 'app'
const since = '2026-01-01T00:00:00Z'

/** @typedef {import('./network.mjs').Seed} Seed */
/** @typedef {Pick<Seed, 'nodes' | 'cert'>} Network */

/** @param {Network} seed */
const podsByNode = ({ nodes }) =>
  nodes.map((node) =>
    node.podIps.map((ip, i) => ({ ip, name: `pod-${node.name}-${i}`, node: node.name, zone: node.zone }))
  )

/** The pods, neighbours in different zones, so that two in a row are the two endpoints of a Service. @param {Network} seed */
export const podsAcrossZones = (seed) => {
  const rows = podsByNode(seed)
  return (rows[0] ?? []).flatMap((_, i) => rows.flatMap((pods) => pods[i] ?? []))
}

/** @param {string} type */
const isTrue = (type) => ({ type, status: 'True', lastTransitionTime: since })

/** @param {import('./network.mjs').SeededNode} node */
const nodeObject = ({ name, zone, instanceId, ip }) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'topology.kubernetes.io/zone': zone, 'kubernetes.io/os': 'linux' } },
  spec: { providerID: `aws:///${zone}/${instanceId}` },
  status: {
    conditions: [{ ...isTrue('Ready'), reason: 'KubeletReady', lastHeartbeatTime: since }],
    addresses: [{ type: 'InternalIP', address: ip }]
  }
})

/** @param {ReturnType<typeof podsAcrossZones>[number]} pod */
const podObject = ({ name, node, ip }) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: { app: 'x' } },
  spec: {
    nodeName: node,
    automountServiceAccountToken: false,
    containers: [{ name: 'c', image: 'x', ports: [{ containerPort: 8080 }] }]
  },
  status: {
    phase: 'Running',
    podIP: ip,
    podIPs: [{ ip }],
    conditions: ['Initialized', 'ContainersReady', 'Ready', 'PodScheduled'].map(isTrue)
  }
})

/** @param {Network} seed */
export const base = (seed) => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'alb' },
    spec: { controller: 'ingress.k8s.aws/alb' }
  },
  ...seed.nodes.map(nodeObject),
  ...podsByNode(seed).flat().map(podObject)
]

/** A Service, and the EndpointSlice that the controllers of a real cluster would make for it. @param {Network} seed @param {string} name @param {number} index */
export const service = (seed, name, index) => {
  const pods = podsAcrossZones(seed)
  const endpoints = [0, 1].flatMap((k) => pods[(2 * index + k) % pods.length] ?? [])
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { selector: { app: 'x' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] }
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: `${name}-abc`, namespace, labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
      endpoints: endpoints.map((pod) => ({
        addresses: [pod.ip],
        nodeName: pod.node,
        zone: pod.zone,
        conditions: { ready: true, serving: true, terminating: false },
        targetRef: { kind: 'Pod', name: pod.name, namespace }
      }))
    }
  ]
}

/**
 * An Ingress whose paths lead to Services; annotations are given without their prefix.
 *
 * @param {string} name @param {string} host
 * @param {Readonly<Record<string, string>>} annotations
 * @param {ReadonlyArray<readonly [path: string, service: string]>} paths
 */
export const ingress = (name, host, annotations, paths) => {
  const all = { scheme: 'internet-facing', 'target-type': 'ip', ...annotations }
  const prefixed = Object.entries(all).map(([key, value]) => [`alb.ingress.kubernetes.io/${key}`, value])
  const backends = paths.map(([path, backend]) => ({
    ...{ path, pathType: 'Prefix' },
    backend: { service: { name: backend, port: { number: 80 } } }
  }))
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, annotations: Object.fromEntries(prefixed) },
    spec: { ingressClassName: 'alb', rules: [{ host, http: { paths: backends } }] }
  }
}

/** @param {number} n */
const numbers = (n) => [...Array(n).keys()]

/** @param {Network} seed */
export const s1 = (seed) => [
  ...numbers(3).flatMap((i) => service(seed, `s1-${i}`, i)),
  ingress(
    's1',
    'www.example.com',
    { 'listen-ports': '[{"HTTP": 80}, {"HTTPS": 443}]', 'ssl-redirect': '443', 'certificate-arn': seed.cert },
    [
      ['/a', 's1-0'],
      ['/b', 's1-1'],
      ['/c', 's1-2']
    ]
  )
]

/** @param {Network} seed */
export const s2 = (seed) => {
  const services = 99
  /** @param {number} i */
  const pathsOf = (i) =>
    [2 * i, 2 * i + 1]
      .filter((n) => n < services)
      .map((n) => /** @type {const} */ ([`/i${i}/${n % 2 ? 'b' : 'a'}`, `s2-${n}`]))
  /** @param {number} i */
  const member = (i) => {
    const annotations = { 'group.name': 'g2', 'healthcheck-path': '/' }
    return ingress(`s2-${String(i).padStart(2, '0')}`, 'www.example.com', annotations, pathsOf(i))
  }
  return [...numbers(services).flatMap((i) => service(seed, `s2-${i}`, i)), ...numbers(50).map(member)]
}

/** @param {Network} seed */
export const s3 = (seed, count = 100) => [
  ...numbers(count).flatMap((i) => service(seed, `s3-${i}`, i)),
  ...numbers(count).map((i) => ingress(`s3-${i}`, `h${i}.example.com`, {}, [['/', `s3-${i}`]]))
]

/** As many Ingresses as asked for, fifty of a group, each with a Service of its own. @param {Network} seed @param {number} count */
export const crowd = (seed, count) => [
  ...numbers(count).flatMap((i) => service(seed, `crowd-${i}`, i)),
  ...numbers(count).map((i) =>
    ingress(`crowd-${i}`, 'www.example.com', { 'group.name': `crowd-${Math.floor(i / 50)}` }, [
      [`/i${i}`, `crowd-${i}`]
    ])
  )
]
