import type { Spec } from './kinds.js'
import { type KindName, keyOf, type ResourceName, type StackId } from './ref.js'

/** A resource as it should be. `id` is the value of the ownership tag `ingress.k8s.aws/resource`. */
export type Resource<K extends KindName = KindName> = {
  readonly [N in K]: ResourceName<N> & { readonly spec: Spec<N> }
}[K]

/** All resources of one group, in the order in which they were thought of. */
export interface Stack {
  readonly id: StackId
  readonly resources: ReadonlyArray<Resource>
}

/** What belongs to the cluster and to no group: the backend security group. The slash-free, space-free name cannot be a group's. */
export const sharedStack: StackId = '*shared*'

/** A resource as it is, its ARNs turned into references where they name something of ours. */
export type ObservedResource<K extends KindName = KindName> = {
  readonly [N in K]: ResourceName<N> & {
    /** ARN, or id of a security group, or `namespace/name` of a Kubernetes object. */
    readonly physicalId: string
    /** Only what has been read: details are absent until somebody asks for them. */
    readonly spec: Partial<Spec<N>>
    readonly reported: Reported
  }
}[K]

/** What AWS sets and nobody can ask for. */
export interface Reported {
  readonly dnsName?: string
  readonly state?: 'provisioning' | 'active' | 'failed'
}

export interface ObservedStack {
  readonly id: StackId
  readonly resources: ReadonlyArray<ObservedResource>
}

export interface ObservedState {
  readonly stacks: ReadonlyMap<StackId, ObservedStack>
  /** Rules that one load balancer may hold, not counting default rules. */
  readonly rulesPerLoadBalancer: number
}

const ofKind = <R extends ResourceName>(
  resources: ReadonlyArray<ResourceName> | undefined,
  kind: KindName
): ReadonlyArray<R> => (resources ?? []).filter((resource): resource is R => resource.kind === kind)

/** The resources of one kind, in the order of the stack. */
export const resourcesOf = <K extends KindName>(stack: Stack | undefined, kind: K): ReadonlyArray<Resource<K>> =>
  ofKind(stack?.resources, kind)

/** What there is of one kind, superseded or not, in the order of the stack. */
export const observedOf = <K extends KindName>(
  stack: ObservedStack | undefined,
  kind: K
): ReadonlyArray<ObservedResource<K>> => ofKind(stack?.resources, kind)

/** The resource of the stack that has this id now, and was not superseded by another one. */
export const currentOf = <K extends KindName>(
  stack: ObservedStack | undefined,
  kind: K,
  id: string
): ObservedResource<K> | undefined =>
  observedOf(stack, kind).find((resource) => resource.id === id && resource.superseded === undefined)

/** The name alone of a resource, or of anything that has one. */
export const nameOfResource = <K extends KindName>({
  stack,
  kind,
  id,
  superseded
}: ResourceName<K>): ResourceName<K> => ({
  stack,
  kind,
  id,
  ...(superseded === undefined ? {} : { superseded })
})

/** Things with a name by the key of their name. */
export const byKey = <R extends ResourceName>(resources: ReadonlyArray<R>): ReadonlyMap<string, R> =>
  new Map(resources.map((resource) => [keyOf(resource), resource]))

/** The values of a spec by field name, for code that reads the declarations of fields and treats all kinds alike. */
export type Values = Readonly<Record<string, unknown>>
