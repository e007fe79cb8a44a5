import type { Meta } from './object.js'

/** A Service port by number, or by name. */
export type ServicePort = number | string

/** Where a path leads: a Service, or some other object, which an ALB cannot serve. */
export type IngressBackend =
  | { readonly service: { readonly name: string; readonly port: ServicePort } }
  | { readonly resource: { readonly kind: string; readonly name: string } }

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
