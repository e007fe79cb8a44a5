// The input on which the reference was timed: N Ingresses of one rule, each with a Service of one port. A tenth of them have a load balancer
// of their own, the others share one by twenties.
const namespaces = 20
const groupSize = 20

const padded = (number, width) => String(number).padStart(width, '0')
const annotation = (key) => `alb.ingress.kubernetes.io/${key}`

const service = (namespace, name) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace, name, labels: { app: name } },
  spec: {
    type: 'ClusterIP',
    selector: { app: name },
    ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 8080 }]
  }
})

const placement = (i, alone, namespace) => {
  if (i < alone) return { [annotation('tags')]: `team=${namespace},env=bench` }
  return {
    [annotation('tags')]: 'env=bench',
    [annotation('group.name')]: `group-${padded(Math.floor((i - alone) / groupSize), 4)}`,
    [annotation('group.order')]: String((i - alone) % groupSize)
  }
}

/** The Ingress of the given number, as the API server would hold it. */
export const ingress = (i, count, healthcheckPath = '/healthz') => {
  const namespace = `team-${padded(i % namespaces, 2)}`
  const name = `app-${padded(i, 5)}`
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      namespace,
      name,
      labels: { app: name },
      annotations: {
        [annotation('scheme')]: 'internet-facing',
        [annotation('target-type')]: 'ip',
        [annotation('healthcheck-path')]: healthcheckPath,
        ...placement(i, Math.floor(count / 10), namespace)
      }
    },
    spec: {
      ingressClassName: 'alb',
      rules: [
        {
          host: `${name}.example.com`,
          http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } }] }
        }
      ]
    }
  }
}

/** All objects of a cluster with that many Ingresses. */
export const manifests = (count) => [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'alb' },
    spec: { controller: 'ingress.k8s.aws/alb' }
  },
  ...Array.from({ length: namespaces }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `team-${padded(i, 2)}` }
  })),
  ...Array.from({ length: count }, (_, i) => {
    const { metadata } = ingress(i, count)
    return [service(metadata.namespace, metadata.name), ingress(i, count)]
  }).flat()
]
