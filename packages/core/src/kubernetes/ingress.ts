import { backend, formerBackend, type IngressBackend } from './ingress-backend.js'
import { type Meta, metadata } from './object.js'
import { as, list, maybe, members, type Reader, text, whole } from './reader.js'

export type { IngressBackend, ServicePort } from './ingress-backend.js'

export interface IngressPath {
  /** Empty when absent. */
  readonly path: string
  /** As written; Kubernetes knows `Exact`, `Prefix` and `ImplementationSpecific`, old manifests leave it out. */
  readonly pathType: string | undefined
  readonly backend: IngressBackend
}

export interface IngressRule {
  /** Empty when the rule is for every host. */
  readonly host: string
  /** `undefined` when the rule has no `http`: such a rule is skipped. */
  readonly paths: ReadonlyArray<IngressPath> | undefined
}

/** An Ingress of `networking.k8s.io/v1`, or an older shape turned into it. */
export interface Ingress extends Meta {
  readonly ingressClassName: string | undefined
  readonly defaultBackend: IngressBackend | undefined
  readonly rules: ReadonlyArray<IngressRule>
  readonly tls: ReadonlyArray<{ readonly hosts: ReadonlyArray<string> }>
  /** What `status.loadBalancer.ingress` shows now. */
  readonly published: ReadonlyArray<{ readonly hostname: string; readonly ports: ReadonlyArray<number> }>
}

const rulesWith = (backend: Reader<IngressBackend>): Reader<ReadonlyArray<IngressRule>> => {
  const paths = list(members({ path: text, pathType: maybe(text), backend }))
  const rule = members({ host: text, http: maybe(members({ paths })) })
  return list(as(rule, ({ host, http }) => ({ host, paths: http?.paths })))
}

const shared = {
  ingressClassName: maybe(text),
  tls: list(members({ hosts: list(text) }))
}

const published = as(members({ hostname: text, ports: list(members({ port: whole })) }), ({ hostname, ports }) => ({
  hostname,
  ports: ports.map(({ port }) => port)
}))
const status = members({ loadBalancer: members({ ingress: list(published) }) })

/** An Ingress of `networking.k8s.io/v1`. Words and references are taken as written: whether they make sense is for `translate` to say. */
export const ingress: Reader<Ingress> = as(
  members({
    metadata,
    spec: members({ ...shared, defaultBackend: maybe(backend), rules: rulesWith(backend) }),
    status
  }),
  ({ metadata, spec, status }) => ({ ...metadata, ...spec, published: status.loadBalancer.ingress })
)

/** An Ingress of `networking.k8s.io/v1beta1` or `extensions/v1beta1`, which Kubernetes 1.22 stopped to serve, in today's shape. */
export const formerIngress: Reader<Ingress> = as(
  members({
    metadata,
    spec: members({ ...shared, backend: maybe(formerBackend), rules: rulesWith(formerBackend) }),
    status
  }),
  ({ metadata, spec: { backend, ...spec }, status }) => ({
    ...metadata,
    ...spec,
    defaultBackend: backend,
    published: status.loadBalancer.ingress
  })
)
