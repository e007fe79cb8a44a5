import type { Installation } from '../install.js'
import type { Decoded, Unreadable } from '../kubernetes/decode.js'
import type { Kind, Kinds } from '../kubernetes/kinds.js'
import type { ObjectKey } from '../kubernetes/object.js'
import type { StackId } from '../resources/ref.js'
import type { GroupId } from './group.js'
import type { Placed } from './standing.js'

/** What of an installation decides about groups. */
export type DecidesGroups = Pick<Installation, 'ingressClass'> &
  Partial<Pick<Installation, 'annotationsPrefix' | 'restrictScheme' | 'restrictSchemeNamespace'>>

/** By `namespace/name`, or by the name alone for kinds that belong to the whole cluster. */
export type ByKey<A> = ReadonlyMap<string, A>

/** Keys of Ingresses, or of what else belongs together under one key. */
export type KeysBy<K> = ReadonlyMap<K, ReadonlySet<string>>

/**
 * All objects of a cluster that somebody here reads, found by key, and the groups that its Ingresses form under one installation. A read-only
 * view: only `applyChange` advances it, in place, so that old views are not kept.
 */
export interface Cluster {
  /** `--ingress-class`: which annotation `kubernetes.io/ingress.class` makes an Ingress ours. */
  readonly ingressClass: Installation['ingressClass']
  /** Ingresses and Services are stored with the usual prefix, whichever one the installation has. */
  readonly annotationsPrefix: Installation['annotationsPrefix']
  /** Where the list is of those who may be internet-facing; `undefined` where all may. */
  readonly restrictSchemeNamespace: string | undefined
  readonly objects: { readonly [K in Kind]: ByKey<Kinds[K]> }
  readonly unreadable: { readonly [K in Kind]: ByKey<Unreadable> }
  /** Names of the IngressClasses that are marked as default. */
  readonly defaultClasses: ReadonlySet<string>
  /** Every Ingress, readable or not. */
  readonly placed: ByKey<Placed>
  /** Ingresses that belong to a group, hold its finalizer, or claim it. */
  readonly byGroup: KeysBy<GroupId>
  readonly byNamespace: KeysBy<string>
  /** Ingresses by the class they name in `spec`, unless an annotation decides; under `undefined` those that name none. */
  readonly byClass: KeysBy<string | undefined>
  /** Ingresses by a Service that they name in a backend or an action. */
  readonly byService: KeysBy<ObjectKey>
  /** Ingresses by a Secret that they name. */
  readonly bySecret: KeysBy<ObjectKey>
  /** Services, EndpointSlices and TargetGroupBindings by the Secret they name and by the Service they belong to. */
  readonly servicesBySecret: KeysBy<ObjectKey>
  readonly slicesByService: KeysBy<ObjectKey>
  readonly bindingsByService: KeysBy<ObjectKey>
  /** TargetGroupBindings by the stack that their labels name. */
  readonly bindingsByStack: KeysBy<StackId>
}

/** One event: an object is there in this shape now, or is gone. */
export type Change =
  | { readonly type: 'set'; readonly object: Decoded }
  | { readonly type: 'removed'; readonly kind: string; readonly namespace?: string; readonly name: string }

const found = <A>(keys: ReadonlySet<string> | undefined, objects: ByKey<A>): ReadonlyArray<A> =>
  [...(keys ?? [])].sort().flatMap((key) => objects.get(key) ?? [])

/** The slices of a Service, in the order of their names. */
export const slicesOfService = (cluster: Cluster, service: ObjectKey): ReadonlyArray<Kinds['EndpointSlice']> =>
  found(cluster.slicesByService.get(service), cluster.objects.EndpointSlice)

/** The bindings that lead to a Service, in the order of their names. */
export const bindingsOfService = (cluster: Cluster, service: ObjectKey): ReadonlyArray<Kinds['TargetGroupBinding']> =>
  found(cluster.bindingsByService.get(service), cluster.objects.TargetGroupBinding)
