import { prefix } from '../annotations/annotation.js'

type Texts = Readonly<Record<string, string>>

/** What an example says of an Ingress; the rest is as usual. */
interface Said {
  readonly namespace?: string
  readonly name?: string
  readonly labels?: Texts
  /** Members of `spec` in place of the usual ones, or none where `undefined` stands. */
  readonly spec?: Readonly<Record<string, unknown>>
  /** Members beside `metadata` and `spec`. */
  readonly beside?: Readonly<Record<string, unknown>>
}

/** `cart:80`, `front:use-annotation`: a backend in one word. */
const backend = (text: string): unknown => {
  const [name, port = '80'] = text.split(':')
  return { service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } }
}

/** A path with its backend in one word. */
export const path = (written: string, to = 'web:80', pathType: string | undefined = 'Prefix'): unknown => ({
  path: written,
  ...(pathType === undefined ? {} : { pathType }),
  backend: backend(to)
})

/** A rule for a host; an empty one is for all hosts. */
export const rule = (host: string, ...paths: ReadonlyArray<unknown>): unknown => ({
  ...(host === '' ? {} : { host }),
  http: { paths: paths.length === 0 ? [path('/')] : paths }
})

// Keys of ours are written without their prefix; those of others have a slash.
const fullKeys = (annotations: Texts): Texts =>
  Object.fromEntries(
    Object.entries(annotations).map(([key, text]) => [key.includes('/') ? key : `${prefix}${key}`, text])
  )

/** An Ingress of class alb for shop.example, with these annotations. */
export const anIngress = (annotations: Texts = {}, said: Said = {}): Readonly<Record<string, unknown>> => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    namespace: said.namespace ?? 'shop',
    name: said.name ?? 'web',
    ...(said.labels === undefined ? {} : { labels: said.labels }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations: fullKeys(annotations) })
  },
  spec: { ingressClassName: 'alb', rules: [rule('shop.example')], ...said.spec },
  ...said.beside
})

/** A Service on port 80, with these annotations. */
export const aService = (name: string, annotations: Texts = {}): Readonly<Record<string, unknown>> => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'shop', name, annotations: fullKeys(annotations) },
  spec: { type: 'NodePort', ports: [{ name: 'http', port: 80, nodePort: 30080 }] }
})

/** An ARN of a certificate, as examples need one. */
export const certificate = 'arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-4000-8000-000000000000'
