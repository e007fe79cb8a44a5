import { type Diagnostic, diagnostic, nameOf, type ObjectRef } from '../checked/diagnostic.js'
import { E } from '../prelude.js'
import { type EndpointSlice, endpointSlice } from './endpoint-slice.js'
import { formerIngress, type Ingress, ingress } from './ingress.js'
import { type IngressClass, ingressClass } from './ingress-class.js'
import { type IngressClassParams, ingressClassParams } from './ingress-class-params.js'
import { type Namespace, namespace } from './namespace.js'
import { type Node, node } from './node.js'
import { type Pod, pod } from './pod.js'
import { problemsOf, shown } from './problems.js'
import type { Reader } from './reader.js'
import { nameIn, type Remains, recordIn, remainsOf } from './remains.js'
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
  readonly TargetGroupBinding: TargetGroupBinding
  readonly EndpointSlice: EndpointSlice
  readonly Node: Node
  readonly Pod: Pod
}

export type Kind = keyof Kinds

/** An object that was read. */
export type KubernetesObject = { readonly [K in Kind]: { readonly kind: K; readonly value: Kinds[K] } }[Kind]

/** An object that could not be read: who it is, why, and of an Ingress what is needed to name its group and to free it. */
export interface Unreadable {
  readonly object: ObjectRef
  readonly problems: ReadonlyArray<Diagnostic>
  /** Only of an Ingress. */
  readonly remains: Remains | undefined
}

/** What came of one object. `foreign`: a kind that nobody here reads, which is no finding. */
export type Decoded =
  | { readonly read: KubernetesObject; readonly noticed: ReadonlyArray<Diagnostic> }
  | { readonly unreadable: Unreadable }
  | { readonly foreign: ObjectRef }

const none: ReadonlyArray<Diagnostic> = []

type Read = (value: unknown) => E.Either<Parameters<typeof problemsOf>[1], KubernetesObject>

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
  TargetGroupBinding: known('namespace', {
    'elbv2.k8s.aws/v1beta1': as('TargetGroupBinding', targetGroupBinding),
    'elbv2.k8s.aws/v1alpha1': as('TargetGroupBinding', targetGroupBinding)
  }),
  EndpointSlice: known('namespace', { 'discovery.k8s.io/v1': as('EndpointSlice', endpointSlice) }),
  Node: known('cluster', { v1: as('Node', node) }),
  Pod: known('namespace', { v1: as('Pod', pod) })
}

/** Whether objects of this kind are read at all. */
export const isKind = (kind: string): kind is Kind => Object.hasOwn(kinds, kind)

/** All kinds that are read. */
export const kindNames: ReadonlyArray<Kind> = Object.keys(kinds).filter(isKind)

/** Whether objects of a kind belong to the whole cluster, and so have no namespace. */
export const isOfCluster = (kind: Kind): boolean => kinds[kind].ofCluster

const apiGroup = (apiVersion: string): string => apiVersion.split('/').at(-2) ?? ''

const unreadable = (value: unknown, object: ObjectRef, problems: ReadonlyArray<Diagnostic>): Decoded => ({
  unreadable: { object, problems, remains: object.kind === 'Ingress' ? remainsOf(value, object) : undefined }
})

const noObject = (value: unknown): Decoded => {
  const object = nameIn(value, 'Object', false)
  return unreadable(value, object, [
    diagnostic(
      'document/unreadable',
      { object, path: [] },
      `This is no Kubernetes object: ${shown(value)}.`,
      'Every object needs apiVersion and kind, both of them text.'
    )
  ])
}

const otherVersion = (value: unknown, object: ObjectRef, apiVersion: string, { versions }: Known): Decoded =>
  unreadable(value, object, [
    diagnostic(
      'object/field',
      { object, path: ['apiVersion'] },
      `In ${nameOf(object)}, apiVersion is ${shown(apiVersion)}, a version of this kind that is not known here.`,
      `Write ${[...versions.keys()].join(' or ')}.`
    )
  ])

const formerly = (object: ObjectRef, apiVersion: string): Diagnostic =>
  diagnostic(
    'object/former-version',
    { object, path: ['apiVersion'] },
    `${nameOf(object)} is written for ${apiVersion}, which Kubernetes serves no longer since 1.22. It is read as networking.k8s.io/v1.`,
    'Write networking.k8s.io/v1: backend.service.name and backend.service.port, defaultBackend, and a pathType for each path.'
  )

/**
 * Reads any object of the API or of a file. Wrong types, and names that Kubernetes would not take, make it unreadable, all of them together; an
 * unknown word or a reference to nothing does not, because the reference (AWS Load Balancer Controller 3.5) finds those only later, where they
 * stop one group. What is written for a former version of the Ingress API is taken as today's.
 */
export const decodeObject = (value: unknown): Decoded => {
  const { apiVersion, kind } = recordIn(value)
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return noObject(value)
  if (!isKind(kind)) return { foreign: nameIn(value, kind, false) }
  const known = kinds[kind]
  const object = nameIn(value, kind, known.ofCluster)
  const read = known.versions.get(apiVersion)
  if (read === undefined) {
    const isOurs = [...known.versions.keys()].some((each) => apiGroup(each) === apiGroup(apiVersion))
    return isOurs ? otherVersion(value, object, apiVersion, known) : { foreign: object }
  }
  const result = read(value)
  if (E.isLeft(result)) return unreadable(value, object, problemsOf(object, result.left))
  const noticed = kind === 'Ingress' && apiVersion !== 'networking.k8s.io/v1' ? [formerly(object, apiVersion)] : none
  return { read: result.right, noticed }
}
