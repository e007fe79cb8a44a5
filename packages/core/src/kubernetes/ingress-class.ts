import { clusterMetadata } from './object.js'
import { as, maybe, members, type Reader, text } from './reader.js'

/** `spec.controller` of the IngressClasses that are ours. */
export const albController = 'ingress.k8s.aws/alb'

export interface IngressClass {
  readonly name: string
  readonly controller: string
  /** Annotation `ingressclass.kubernetes.io/is-default-class` is exactly `true`. */
  readonly isDefault: boolean
  readonly parameters:
    | { readonly apiGroup: string | undefined; readonly kind: string; readonly name: string }
    | undefined
}

const parameters = members({ apiGroup: maybe(text), kind: text, name: text })

export const ingressClass: Reader<IngressClass> = as(
  members({ metadata: clusterMetadata, spec: members({ controller: text, parameters: maybe(parameters) }) }),
  ({ metadata, spec }) => ({
    name: metadata.name,
    ...spec,
    isDefault: metadata.annotations['ingressclass.kubernetes.io/is-default-class'] === 'true'
  })
)
