/** One requirement of a label selector. */
export interface LabelRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values: ReadonlyArray<string>
}

export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>
  readonly matchExpressions: ReadonlyArray<LabelRequirement>
}

/** Which subnets a class asks for: by id, or all that have one of the values for each tag key. */
export type SubnetSelector =
  | { readonly ids: ReadonlyArray<string> }
  | { readonly tags: Readonly<Record<string, ReadonlyArray<string>>> }

/** `IngressClassParams` of `elbv2.k8s.aws/v1beta1`: settings that outrank the annotations of the Ingresses of a class. Empty lists and texts are left out on decoding. */
export interface IngressClassParams {
  readonly name: string
  readonly namespaceSelector?: LabelSelector
  readonly groupName?: string
  readonly loadBalancerName?: string
  readonly scheme?: 'internal' | 'internet-facing'
  readonly ipAddressType?: 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4'
  readonly subnets?: SubnetSelector
  readonly certificateArn?: ReadonlyArray<string>
  readonly inboundCIDRs?: ReadonlyArray<string>
  readonly sslPolicy?: string
  /** Text; when it is not a whole number the redirect is off for the group. */
  readonly sslRedirectPort?: string
  /** Under either spelling; `prefixListsIDs` wins. */
  readonly prefixListsIDs?: ReadonlyArray<string>
  readonly tags?: Readonly<Record<string, string>>
  readonly targetType?: 'instance' | 'ip'
  readonly loadBalancerAttributes?: Readonly<Record<string, string>>
  readonly listeners?: ReadonlyArray<{
    readonly protocol: string
    readonly port: number
    readonly listenerAttributes: Readonly<Record<string, string>>
  }>
  readonly capacityUnits?: number
  readonly ipv4IPAMPoolId?: string
  readonly wafv2AclArn?: string
  readonly wafv2AclName?: string
}
