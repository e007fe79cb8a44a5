import { prefix } from '../annotations/annotation.js'
import { classAnnotation } from '../groups/classify.js'
import type { Installation } from '../install.js'
import { albController, type IngressClass } from '../kubernetes/ingress-class.js'
import { recordIn } from '../kubernetes/remains.js'
import type { Written } from '../kubernetes/written.js'
import { type Assumptions, madeUp } from './assumptions.js'

/** The class that an Ingress is taken to have that names none and carries annotations of ours: the default class of its cluster. */
const defaultClass = 'assumed-default'

const classOf = ({ json }: Written): unknown => recordIn(json.spec).ingressClassName

/** Whether an object carries an annotation of ours. */
export const hasOurKeys = (
  { annotations }: Written,
  { annotationsPrefix }: Partial<Pick<Installation, 'annotationsPrefix'>> = {}
): boolean => {
  const ours = annotationsPrefix === undefined ? prefix : `${annotationsPrefix}/`
  for (const key in annotations) if (key.startsWith(ours)) return true
  return false
}

const anIngressClass = (name: string, controller: string): unknown => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: madeUp({ name }),
  spec: { controller }
})

// `alb`, `alb-internal`, `public.alb`: people call their classes by what they stand for.
const soundsLikeOurs = (name: string): boolean => /(^|[-.])alb([-.]|$)/.test(name)

interface Named {
  readonly by: Array<Written>
  isOurs: boolean
}

/** Which classes Ingresses name, and whether the name, or an annotation of one of those Ingresses, says that it is ours. */
const classesNamed = (
  ingresses: ReadonlyArray<Written>,
  install: Pick<Installation, 'annotationsPrefix'>
): ReadonlyMap<string, Named> => {
  const named = new Map<string, Named>()
  for (const ingress of ingresses) {
    const name = classOf(ingress)
    if (typeof name !== 'string' || ingress.annotations[classAnnotation] !== undefined) continue
    const known = named.get(name) ?? { by: [], isOurs: soundsLikeOurs(name) }
    known.by.push(ingress)
    known.isOurs = known.isOurs || hasOurKeys(ingress, install)
    named.set(name, known)
  }
  return named
}

const classField = ['spec', 'ingressClassName']

/** The IngressClasses that Ingresses name and that are not there: ours where an Ingress of the class has annotations of ours. */
export const assumedClasses = (
  ingresses: ReadonlyArray<Written>,
  written: ReadonlySet<string>,
  install: Pick<Installation, 'annotationsPrefix'>,
  { note }: Assumptions
): ReadonlyArray<unknown> => {
  const missing: Array<unknown> = []
  for (const [name, { by, isOurs }] of classesNamed(ingresses, install)) {
    if (written.has(name)) continue
    const whose = isOurs ? `to have controller ${albController}` : 'to belong to another controller'
    const what =
      name === defaultClass
        ? `No IngressClass is the default: one is assumed, ${whose}`
        : `IngressClass ${name} is in no manifest: assumed ${whose}`
    for (const { object } of by) note('assumed/class', what, { object, path: classField })
    missing.push(anIngressClass(name, isOurs ? albController : 'assumed/other'))
  }
  return missing
}

/** The parameters that classes of ours refer to and that are not there. */
export const assumedParams = (
  classes: Iterable<IngressClass>,
  written: ReadonlySet<string>,
  { note }: Assumptions
): ReadonlyArray<unknown> => {
  const missing = new Map<string, unknown>()
  for (const { name: className, parameters } of classes) {
    if (parameters?.kind !== 'IngressClassParams' || written.has(parameters.name)) continue
    const { name } = parameters
    const at = { object: { kind: 'IngressClass', name: className }, path: ['spec', 'parameters'] }
    note('assumed/class-parameters', `IngressClassParams ${name} is in no manifest: assumed to say nothing`, at)
    missing.set(name, {
      apiVersion: 'elbv2.k8s.aws/v1beta1',
      kind: 'IngressClassParams',
      metadata: madeUp({ name })
    })
  }
  return [...missing.values()]
}

/** An Ingress that names no class gets the default one, if its annotations say whose it is meant to be. */
export const withClass = (
  ingress: Written,
  hasDefault: boolean,
  install: Pick<Installation, 'annotationsPrefix'>
): Written['json'] => {
  const isNamed = classOf(ingress) !== undefined || ingress.annotations[classAnnotation] !== undefined
  if (isNamed || hasDefault || !hasOurKeys(ingress, install)) return ingress.json
  return { ...ingress.json, spec: { ...recordIn(ingress.json.spec), ingressClassName: defaultClass } }
}
