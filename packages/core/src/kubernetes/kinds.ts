import { E, type t } from '../prelude.js'
import { type ConfigMap, configMap } from './config-map.js'
import { type EndpointSlice, endpointSlice } from './endpoint-slice.js'
import { formerIngress, type Ingress, ingress } from './ingress.js'
import { type IngressClass, ingressClass } from './ingress-class.js'
import { type IngressClassParams, ingressClassParams } from './ingress-class-params.js'
import { type Namespace, namespace } from './namespace.js'
import { type Node, node } from './node.js'
import { type Pod, pod } from './pod.js'
import type { Reader } from './reader.js'
import { type Secret, secret } from './secret.js'
import { type Service, service } from './service.js'
import { type TargetGroupBinding, targetGroupBinding } from './target-group-binding.js'

/** The kinds of objects that somebody here reads. */
export interface Kinds {
  readonly Ingress: Ingress
  readonly Service: Service
  readonly IngressClass: IngressClass
  readonly IngressClassParams: IngressClassParams
  readonly Namespace: Namespace
  readonly Secret: Secret
  readonly ConfigMap: ConfigMap
  readonly TargetGroupBinding: TargetGroupBinding
  readonly EndpointSlice: EndpointSlice
  readonly Node: Node
  readonly Pod: Pod
}

export type Kind = keyof Kinds

/** An object that was read. */
export type KubernetesObject = { readonly [K in Kind]: { readonly kind: K; readonly value: Kinds[K] } }[Kind]

type Read = (value: unknown) => E.Either<t.Errors, KubernetesObject>

const as =
  <K extends Kind>(kind: K, reader: Reader<Kinds[K]>): Read =>
  (value) =>
    // A kind beside what the reader of that kind gives is one of the union, which the compiler cannot see for an open K.
    E.map((read: Kinds[K]) => ({ kind, value: read }) as KubernetesObject)(reader.decode(value))

interface Known {
  readonly ofCluster: boolean
  /** By `apiVersion`. */
  readonly versions: ReadonlyMap<string, Read>
}

const known = (scope: 'namespace' | 'cluster', versions: Readonly<Record<string, Read>>): Known => ({
  ofCluster: scope === 'cluster',
  versions: new Map(Object.entries(versions))
})

const kinds: Readonly<Record<Kind, Known>> = {
  Ingress: known('namespace', {
    'networking.k8s.io/v1': as('Ingress', ingress),
    'networking.k8s.io/v1beta1': as('Ingress', formerIngress),
    'extensions/v1beta1': as('Ingress', formerIngress)
  }),
  Service: known('namespace', { v1: as('Service', service) }),
  IngressClass: known('cluster', {
    'networking.k8s.io/v1': as('IngressClass', ingressClass),
    'networking.k8s.io/v1beta1': as('IngressClass', ingressClass)
  }),
  IngressClassParams: known('cluster', { 'elbv2.k8s.aws/v1beta1': as('IngressClassParams', ingressClassParams) }),
  Namespace: known('cluster', { v1: as('Namespace', namespace) }),
  Secret: known('namespace', { v1: as('Secret', secret) }),
  ConfigMap: known('namespace', { v1: as('ConfigMap', configMap) }),
  TargetGroupBinding: known('namespace', {
    'elbv2.k8s.aws/v1beta1': as('TargetGroupBinding', targetGroupBinding),
    'elbv2.k8s.aws/v1alpha1': as('TargetGroupBinding', targetGroupBinding)
  }),
  EndpointSlice: known('namespace', { 'discovery.k8s.io/v1': as('EndpointSlice', endpointSlice) }),
  Node: known('cluster', { v1: as('Node', node) }),
  Pod: known('namespace', { v1: as('Pod', pod) })
}

/** The reader for one kind in one `apiVersion`. */
export const readerFor = (kind: Kind, apiVersion: string): Read | undefined => kinds[kind].versions.get(apiVersion)

/** Every `apiVersion` in which a kind is read, today's first. */
export const versionsOf = (kind: Kind): ReadonlyArray<string> => [...kinds[kind].versions.keys()]

/** Whether objects of this kind are read at all. */
export const isKind = (kind: string): kind is Kind => Object.hasOwn(kinds, kind)

/** All kinds that are read. */
export const kindNames: ReadonlyArray<Kind> = Object.keys(kinds).filter(isKind)

/** Whether objects of a kind belong to the whole cluster, and so have no namespace. */
export const isOfCluster = (kind: Kind): boolean => kinds[kind].ofCluster
