import { hasOurKeys } from '../../assume/classes.js'
import { nameOf } from '../../checked/diagnostic.js'
import { classAnnotation } from '../../groups/classify.js'
import { keyOfObject } from '../../kubernetes/object.js'
import { recordIn } from '../../kubernetes/remains.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import type { Rule } from '../rule.js'
import type { LintView } from '../view.js'
import type { Written } from '../written.js'

const classPath = ({ annotations }: Written): ReadonlyArray<string> =>
  annotations[classAnnotation] === undefined
    ? ['spec', 'ingressClassName']
    : ['metadata', 'annotations', classAnnotation]

/** The controller of the class, or the class itself where only its name is known. */
const servedBy = ({ cluster }: LintView, { annotations, json }: Written): string => {
  const annotated = annotations[classAnnotation]
  if (annotated !== undefined) return annotated
  const { ingressClassName } = recordIn(json.spec)
  const name = typeof ingressClassName === 'string' ? ingressClassName : ''
  return cluster.objects.IngressClass.get(name)?.controller ?? name
}

// Others read our prefix too: EKS Auto Mode, and load balancers of other clouds.
const mayReadOurKeys = (controller: string): boolean => /alb|assumed/.test(controller)

const inIngress =
  (view: LintView) =>
  (each: Written): ReadonlyArray<Finding> => {
    const { object } = each
    const standing = view.cluster.placed.get(
      keyOfObject({ namespace: object.namespace ?? '', name: object.name })
    )?.standing
    if (standing?.is !== 'unmanaged' || !hasOurKeys(each)) return []
    if (mayReadOurKeys(servedBy(view, each))) return []
    return [
      finding(
        'lint/not-ours',
        { object, path: classPath(each) },
        `${nameOf(object)} has annotations of alb.ingress.kubernetes.io, but nobody here serves it: ${standing.because}.`,
        'Give it a class of controller ingress.k8s.aws/alb, or remove the annotations.'
      )
    ]
  }

export const notOurs: Rule = {
  code: 'lint/not-ours',
  page: {
    why: 'The class of an Ingress says who serves it. With the class of another controller, no load balancer is made, and all annotations for one are idle.',
    remedy:
      'Set spec.ingressClassName to a class of controller ingress.k8s.aws/alb. An annotation kubernetes.io/ingress.class outranks it: remove that one.'
  },
  valid: [
    [anIngress({ scheme: 'internal' })],
    [
      anIngress({ scheme: 'internal' }, { spec: { ingressClassName: 'auto' } }),
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IngressClass',
        metadata: { name: 'auto' },
        spec: { controller: 'eks.amazonaws.com/alb' }
      }
    ]
  ],
  invalid: [
    [
      anIngress(
        { scheme: 'internal', 'kubernetes.io/ingress.class': 'nginx' },
        { spec: { ingressClassName: undefined } }
      )
    ]
  ],
  run: (view) => view.others.flatMap(inIngress(view))
}
