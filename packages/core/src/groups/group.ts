import type { Ingress } from '../kubernetes/ingress.js'
import type { IngressClassParams } from '../kubernetes/ingress-class-params.js'
import type { ObjectKey } from '../kubernetes/object.js'
import type { Secret } from '../kubernetes/secret.js'
import type { Service } from '../kubernetes/service.js'

/** The name of an explicit group, or `namespace/name` of the only member of an implicit one. Also the id of its stack. */
export type GroupId = string

/** Only implicit groups have a slash in their id: a group name may not hold one. */
export const isImplicit = (group: GroupId): boolean => group.includes('/')

/** An Ingress that belongs to the group now, with what its class says. */
export interface Member {
  readonly ingress: Ingress
  readonly params: IngressClassParams | undefined
}

/** An Ingress that holds the group's finalizer and belongs to it no more: deleted, moved, or of another class. */
export interface Leaver {
  readonly ingress: Ingress
  /** Whether it stays in the cluster and belongs to no group of ours, so that its status would show our load balancer for ever. */
  readonly isLeft?: boolean
}

/** The Ingresses that share one load balancer, in group order, and the Services they name. */
export interface IngressGroup {
  readonly id: GroupId
  readonly members: ReadonlyArray<Member>
  readonly leaving: ReadonlyArray<Leaver>
  /** Members that may not be internet-facing, where the installation restricts that. */
  readonly unlisted?: ReadonlyArray<Member> | undefined
  /** Services of the members' namespaces, by `namespace/name`. */
  readonly services: ReadonlyMap<ObjectKey, Service>
  /** Secrets for identity providers that the members, or those Services, name; by `namespace/name`. */
  readonly secrets: ReadonlyMap<ObjectKey, Secret>
}

/** The finalizer that members of the group hold. */
export const finalizerOf = (group: GroupId): string =>
  isImplicit(group) ? 'ingress.k8s.aws/resources' : `group.ingress.k8s.aws/${group}`
