import { type At, type Diagnostic, diagnostic, nameOf, type Related } from '../checked/diagnostic.js'
import type { Unreadable } from '../kubernetes/decode.js'
import { albController, type IngressClass } from '../kubernetes/ingress-class.js'
import type { IngressClassParams } from '../kubernetes/ingress-class-params.js'
import { refToObject } from '../kubernetes/object.js'
import { shown } from '../kubernetes/problems.js'
import type { Remains } from '../kubernetes/remains.js'
import { selects } from '../kubernetes/selector.js'
import { byText } from '../support/canonical.js'
import type { Cluster } from './cluster.js'

/** Whose an Ingress is by its class, and what the class adds. `invalid`: the class, or its parameters, cannot say. */
export type ClassDecision =
  | { readonly class: 'ours'; readonly params: IngressClassParams | undefined }
  | { readonly class: 'notOurs'; readonly because: string }
  | { readonly class: 'invalid'; readonly problem: Diagnostic }

/** The annotation that named a class before Ingresses had a field for it. */
export const classAnnotation = 'kubernetes.io/ingress.class'

const ours = (params?: IngressClassParams): ClassDecision => ({ class: 'ours', params })
const notOurs = (because: string): ClassDecision => ({ class: 'notOurs', because })
const invalid = (problem: Diagnostic): ClassDecision => ({ class: 'invalid', problem })

const classField = (ingress: Remains): At => ({
  object: refToObject('Ingress', ingress),
  path: ['spec', 'ingressClassName']
})
const who = (ingress: Remains): string => nameOf(refToObject('Ingress', ingress))
const relatedOf = ({ problems }: Unreadable): ReadonlyArray<Related> =>
  problems.map(({ at, message }) => ({ at, message }))

/** What `--ingress-class` matches: exactly its value; when it is empty also `alb`. */
const isOurAnnotation = (value: string, ingressClass: string): boolean =>
  value === ingressClass || (ingressClass === '' && value === 'alb')

const unreadableClass = (ingress: Remains, unreadable: Unreadable): ClassDecision =>
  invalid(
    diagnostic(
      'class/unreadable',
      classField(ingress),
      `${nameOf(unreadable.object)} cannot be read, so nobody knows whose ${who(ingress)} is.`,
      `Correct ${nameOf(unreadable.object)}.`,
      relatedOf(unreadable)
    )
  )

const badParameters = (ingress: Remains, at: At, message: string, hint: string): ClassDecision =>
  invalid(diagnostic('class/parameters', classField(ingress), message, hint, [{ at, message: 'It is said here.' }]))

const inItsNamespace = (cluster: Cluster, ingress: Remains, params: IngressClassParams): ClassDecision => {
  if (params.namespaceSelector === undefined) return ours(params)
  const namespace = cluster.objects.Namespace.get(ingress.namespace)
  if (namespace !== undefined && selects(params.namespaceSelector, namespace.labels)) return ours(params)
  const object = { kind: 'IngressClassParams', name: params.name }
  return badParameters(
    ingress,
    { object, path: ['spec', 'namespaceSelector'] },
    namespace === undefined
      ? `${who(ingress)}: the class asks for labels of Namespace ${ingress.namespace}, which is not known.`
      : `${who(ingress)}: the labels of Namespace ${ingress.namespace} are not those that the namespaceSelector of ${nameOf(object)} asks for.`,
    namespace === undefined
      ? `Add Namespace ${ingress.namespace} with its labels.`
      : `Label the namespace accordingly, change the selector, or use another class.`
  )
}

/** The parameters of a class of ours. Their `scope` and `namespace` mean nothing: the objects belong to the whole cluster. */
const withParameters = (cluster: Cluster, ingress: Remains, { name, parameters }: IngressClass): ClassDecision => {
  if (parameters === undefined) return ours()
  const at: At = { object: { kind: 'IngressClass', name }, path: ['spec', 'parameters'] }
  if (parameters.apiGroup !== 'elbv2.k8s.aws' || parameters.kind !== 'IngressClassParams') {
    const found = `${shown(parameters.kind)} of ${shown(parameters.apiGroup ?? '')}`
    return badParameters(
      ingress,
      at,
      `${who(ingress)}: the parameters of IngressClass ${name} are ${found}, which is not understood here.`,
      'Refer to an IngressClassParams of apiGroup elbv2.k8s.aws.'
    )
  }
  const unreadable = cluster.unreadable.IngressClassParams.get(parameters.name)
  if (unreadable !== undefined) return unreadableClass(ingress, unreadable)
  const params = cluster.objects.IngressClassParams.get(parameters.name)
  if (params !== undefined) return inItsNamespace(cluster, ingress, params)
  return badParameters(
    ingress,
    at,
    `${who(ingress)}: IngressClass ${name} refers to IngressClassParams ${shown(parameters.name)}, which does not exist.`,
    'Create the IngressClassParams, or take the parameters out of the class.'
  )
}

const ofClass = (cluster: Cluster, ingress: Remains, name: string): ClassDecision => {
  const unreadable = cluster.unreadable.IngressClass.get(name)
  if (unreadable !== undefined) return unreadableClass(ingress, unreadable)
  const ingressClass = cluster.objects.IngressClass.get(name)
  if (ingressClass === undefined) {
    const message = `${who(ingress)} names the IngressClass ${shown(name)}, which does not exist.`
    const hint = `Create the IngressClass with controller ${albController}, or name one that exists.`
    return invalid(diagnostic('class/missing', classField(ingress), message, hint))
  }
  if (ingressClass.controller === albController) return withParameters(cluster, ingress, ingressClass)
  return notOurs(`IngressClass ${name} belongs to the controller ${shown(ingressClass.controller)}`)
}

const severalDefaults = (cluster: Cluster, ingress: Remains): ClassDecision => {
  const names = [...cluster.defaultClasses].sort(byText)
  return invalid(
    diagnostic(
      'class/several-defaults',
      classField(ingress),
      `${who(ingress)} names no class, and several IngressClasses are the default: ${names.join(', ')}.`,
      'Set spec.ingressClassName, or leave the annotation ingressclass.kubernetes.io/is-default-class on one class only.',
      names.map((name) => ({
        at: {
          object: { kind: 'IngressClass', name },
          path: ['metadata', 'annotations', 'ingressclass.kubernetes.io/is-default-class']
        },
        message: 'One of the defaults.'
      }))
    )
  )
}

const classless = (cluster: Cluster, ingress: Remains): ClassDecision => {
  const [only, ...others] = cluster.defaultClasses
  if (others.length > 0) return severalDefaults(cluster, ingress)
  if (only !== undefined) return ofClass(cluster, ingress, only)
  // An unreadable class may be the default: taking the Ingress for somebody else's would let its load balancer go.
  const [first] = [...cluster.unreadable.IngressClass.keys()].sort(byText)
  const unreadable = first === undefined ? undefined : cluster.unreadable.IngressClass.get(first)
  if (unreadable !== undefined) return unreadableClass(ingress, unreadable)
  return cluster.ingressClass === '' ? ours() : notOurs('it names no class, and no IngressClass is the default')
}

/**
 * Whose an Ingress is. The annotation `kubernetes.io/ingress.class` alone decides where it is present, even empty, and then no class parameters
 * count; else the class in `spec`, else the default class. Several defaults make only class-less Ingresses invalid; the reference stops every
 * group for them. A deletion mark is not looked at here.
 */
export const classify = (cluster: Cluster, ingress: Remains): ClassDecision => {
  const annotation = ingress.annotations[classAnnotation]
  if (annotation !== undefined) {
    if (isOurAnnotation(annotation, cluster.ingressClass)) return ours()
    return notOurs(`its annotation ${classAnnotation} is ${shown(annotation)}`)
  }
  if (ingress.ingressClassName !== undefined) return ofClass(cluster, ingress, ingress.ingressClassName)
  return classless(cluster, ingress)
}
