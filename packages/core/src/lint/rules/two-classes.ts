import { nameOf } from '../../checked/diagnostic.js'
import { classAnnotation } from '../../groups/classify.js'
import { recordIn } from '../../kubernetes/remains.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { keyAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

const inIngress = ({ object, annotations, json }: Written): ReadonlyArray<Finding> => {
  const field = recordIn(json.spec).ingressClassName
  const annotated = annotations[classAnnotation]
  if (typeof field !== 'string' || annotated === undefined) return []
  return [
    finding(
      'lint/two-classes',
      keyAt(object, classAnnotation),
      `${nameOf(object)} names a class twice: ${annotated} in an annotation, ${field} in spec.ingressClassName. Kubernetes does not accept a new Ingress with both.`,
      'Keep spec.ingressClassName, and remove the annotation.'
    )
  ]
}

export const twoClasses: Rule = {
  code: 'lint/two-classes',
  page: {
    why: 'The API server refuses to create an Ingress that names a class in the annotation of old and in spec.ingressClassName. Where one has both all the same, the annotation alone counts, and class parameters are not read.',
    remedy: 'Keep spec.ingressClassName, and remove the annotation kubernetes.io/ingress.class.'
  },
  valid: [[anIngress({ 'kubernetes.io/ingress.class': 'alb' }, { spec: { ingressClassName: undefined } })]],
  invalid: [[anIngress({ 'kubernetes.io/ingress.class': 'alb' })]],
  run: ({ written }) => written.filter(({ object }) => object.kind === 'Ingress').flatMap(inIngress)
}
