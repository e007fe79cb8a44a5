/** `spec.controller` of the IngressClasses that are ours. */
export const albController = 'ingress.k8s.aws/alb'

export interface IngressClass {
  readonly name: string
  readonly controller: string
  /** Annotation `ingressclass.kubernetes.io/is-default-class` is exactly `true`. */
  readonly isDefault: boolean
  readonly parameters: { readonly apiGroup: string | undefined; readonly kind: string; readonly name: string } | undefined
}
