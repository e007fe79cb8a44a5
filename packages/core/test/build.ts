import type { Ingress, IngressBackend, IngressRule } from '../src/kubernetes/ingress.js'
import type { Meta } from '../src/kubernetes/object.js'
import type { Service } from '../src/kubernetes/service.js'

/** Small objects for tests: what a test does not say has the value that says nothing. */
const meta = (given: Partial<Meta>): Meta => ({
  namespace: 'shop',
  name: 'web',
  annotations: {},
  labels: {},
  finalizers: [],
  deleting: false,
  uid: '',
  resourceVersion: '',
  ...given
})

export const ingress = (given: Partial<Ingress> = {}): Ingress => ({
  ...meta(given),
  ingressClassName: 'alb',
  defaultBackend: undefined,
  rules: [],
  tls: [],
  published: [],
  ...given
})

export const backend = (name: string, port: number | string = 80): IngressBackend => ({ service: { name, port } })

/** A rule with one path, `Prefix /` unless said otherwise. */
export const rule = (
  host: string,
  to: IngressBackend,
  path = '/',
  pathType: string | undefined = 'Prefix'
): IngressRule => ({
  host,
  paths: [{ path, pathType, backend: to }]
})

export const service = (name: string, given: Partial<Service> = {}): Service => ({
  ...meta({ name }),
  type: 'NodePort',
  ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30080, protocol: 'TCP' }],
  ipFamilies: [],
  ...given
})

const prefix = 'alb.ingress.kubernetes.io/'

/** Annotations by their short keys. */
export const annotations = (short: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(short).map(([key, text]) => [prefix + key, text]))
