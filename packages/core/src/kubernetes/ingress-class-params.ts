import { clusterMetadata } from './object.js'
import { as, filled, list, mapOf, maybe, members, oneOf, type Reader, required, text, whole } from './reader.js'
import { type LabelSelector, labelSelector } from './selector.js'

export type { LabelRequirement, LabelSelector } from './selector.js'

/** Which subnets a class asks for: by id, or all that have one of the values for each tag key. */
export type SubnetSelector =
  | { readonly ids: ReadonlyArray<string> }
  | { readonly tags: Readonly<Record<string, ReadonlyArray<string>>> }

/** `IngressClassParams` of `elbv2.k8s.aws/v1beta1`: settings that outrank the annotations of the Ingresses of a class. Empty lists and texts are left out on decoding. */
export interface IngressClassParams {
  readonly name: string
  readonly namespaceSelector?: LabelSelector
  /** Also when it is empty, and then no valid name: `group` is there. */
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
  /** Also when it is empty, and then there is none, whatever annotations say. */
  readonly ipv4IPAMPoolId?: string
  readonly wafv2AclArn?: string
  readonly wafv2AclName?: string
}

// A list of keys and values, as AWS likes them. Of equal keys the last counts.
const pairs: Reader<Readonly<Record<string, string>>> = as(
  list(members({ key: required(text), value: required(text) })),
  (all) => Object.fromEntries(all.map(({ key, value }) => [key, value]))
)

const subnets = as(
  members({ ids: list(text), tags: mapOf(list(text)) }),
  // An empty object asks for all subnets of the VPC: tags without a key.
  ({ ids, tags }): SubnetSelector => (ids.length > 0 ? { ids } : { tags })
)

const spec = members({
  namespaceSelector: maybe(labelSelector),
  group: maybe(members({ name: text })),
  loadBalancerName: text,
  scheme: filled(oneOf('internal', 'internet-facing')),
  ipAddressType: filled(oneOf('ipv4', 'dualstack', 'dualstack-without-public-ipv4')),
  subnets: maybe(subnets),
  certificateArn: list(text),
  inboundCIDRs: list(text),
  sslPolicy: text,
  sslRedirectPort: text,
  prefixListsIDs: list(text),
  PrefixListsIDs: list(text),
  tags: pairs,
  targetType: filled(oneOf('instance', 'ip')),
  loadBalancerAttributes: pairs,
  listeners: list(members({ protocol: text, port: whole, listenerAttributes: pairs })),
  minimumLoadBalancerCapacity: maybe(members({ capacityUnits: required(whole) })),
  ipamConfiguration: members({ ipv4IPAMPoolId: maybe(text) }),
  wafv2AclArn: text,
  wafv2AclName: text
})

type Filled<R> = { readonly [K in keyof R]?: Exclude<R[K], undefined> }

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

/** Without members that are absent, empty text, an empty list or an empty map. */
const withoutEmpty = <R extends object>(record: R): Filled<R> =>
  // What is left has the members of R, and none that is undefined.
  Object.fromEntries(Object.entries(record).filter(([, value]) => !isEmpty(value))) as Filled<R>

/** Words that the API does not know are refused, as the definition of the kind refuses them. */
export const ingressClassParams: Reader<IngressClassParams> = as(
  members({ metadata: clusterMetadata, spec }),
  ({ metadata, spec }) => {
    const { namespaceSelector, group, minimumLoadBalancerCapacity, ipamConfiguration, PrefixListsIDs, ...rest } = spec
    return {
      name: metadata.name,
      ...withoutEmpty({
        ...rest,
        prefixListsIDs: rest.prefixListsIDs.length > 0 ? rest.prefixListsIDs : PrefixListsIDs,
        capacityUnits: minimumLoadBalancerCapacity?.capacityUnits
      }),
      ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
      ...(group === undefined ? {} : { groupName: group.name }),
      ...(ipamConfiguration.ipv4IPAMPoolId === undefined ? {} : { ipv4IPAMPoolId: ipamConfiguration.ipv4IPAMPoolId })
    }
  }
)
