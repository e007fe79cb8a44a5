import { prefix } from '../../annotations/annotation.js'
import { classAnnotation } from '../../groups/classify.js'
import { albController, type IngressClass } from '../../kubernetes/ingress-class.js'
import type { Written } from '../written.js'

/** The class that an Ingress is taken to have that names none and carries annotations of ours: the default class of its cluster. */
const defaultClass = 'assumed-default'

const classOf = ({ json }: Written): unknown => {
  const { spec } = json
  return typeof spec === 'object' && spec !== null && 'ingressClassName' in spec ? spec.ingressClassName : undefined
}

/** Whether an object carries an annotation of ours. */
export const hasOurKeys = ({ annotations }: Written): boolean => {
  for (const key in annotations) if (key.startsWith(prefix)) return true
  return false
}

const anIngressClass = (name: string, controller: string): unknown => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name },
  spec: { controller }
})

/** Which classes Ingresses name, and whether any of those Ingresses has annotations of ours. */
const classesNamed = (ingresses: ReadonlyArray<Written>): ReadonlyMap<string, boolean> => {
  const named = new Map<string, boolean>()
  for (const ingress of ingresses) {
    const name = classOf(ingress)
    if (typeof name !== 'string' || ingress.annotations[classAnnotation] !== undefined) continue
    named.set(name, named.get(name) === true || name === 'alb' || hasOurKeys(ingress))
  }
  return named
}

/** The IngressClasses that Ingresses name and that are not there: ours where an Ingress of the class has annotations of ours. */
export const assumedClasses = (
  ingresses: ReadonlyArray<Written>,
  written: ReadonlySet<string>
): ReadonlyArray<unknown> => {
  const missing = [...classesNamed(ingresses)].filter(([name]) => !written.has(name))
  const assumed = missing.map(([name, isOurs]) => anIngressClass(name, isOurs ? albController : 'assumed/other'))
  return [...assumed, anIngressClass(defaultClass, albController)]
}

/** The parameters that classes of ours refer to and that are not there. */
export const assumedParams = (classes: Iterable<IngressClass>, written: ReadonlySet<string>): ReadonlyArray<unknown> =>
  [...classes].flatMap(({ parameters }) =>
    parameters?.kind !== 'IngressClassParams' || written.has(parameters.name)
      ? []
      : [{ apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'IngressClassParams', metadata: { name: parameters.name } }]
  )

/** An Ingress that names no class gets the default one, if its annotations say whose it is meant to be. */
export const withClass = (ingress: Written, hasDefault: boolean): unknown => {
  const isNamed = classOf(ingress) !== undefined || ingress.annotations[classAnnotation] !== undefined
  if (isNamed || hasDefault || !hasOurKeys(ingress)) return ingress.json
  const { spec } = ingress.json
  return typeof spec === 'object' && spec !== null
    ? { ...ingress.json, spec: { ...spec, ingressClassName: defaultClass } }
    : ingress.json
}
