import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { classAnnotation } from '../groups/classify.js'
import type { Cluster } from '../groups/cluster.js'
import type { Decoded } from '../kubernetes/decode.js'
import { keyOfObject, refToObject } from '../kubernetes/object.js'
import type { StackId } from '../resources/ref.js'

/** What was noticed while objects were read. Of Ingresses that others serve nothing is told. */
export const noticedOf = (cluster: Cluster, objects: ReadonlyArray<Decoded>): ReadonlyArray<Diagnostic> => {
  const found: Array<Diagnostic> = []
  for (const object of objects) {
    if (!('read' in object) || object.noticed.length === 0) continue
    const { kind, value } = object.read
    const isOthers = kind === 'Ingress' && cluster.placed.get(keyOfObject(value))?.standing.is === 'unmanaged'
    if (!isOthers) found.push(...object.noticed)
  }
  return found
}

/** Ingresses without a class whose load balancer is there: AWS ALB Ingress Controller 1.x served such Ingresses unasked, and nobody does now. */
export const formerlyServed = (cluster: Cluster, stray: ReadonlyArray<StackId>): ReadonlyArray<Diagnostic> =>
  stray.flatMap((id) => {
    const placed = cluster.placed.get(id)
    if (placed?.standing.is !== 'unmanaged') return []
    const { ingress } = placed
    if (ingress.annotations[classAnnotation] !== undefined || ingress.ingressClassName !== undefined) return []
    const object = refToObject('Ingress', ingress)
    return [
      diagnostic(
        'class/none-any-more',
        { object, path: ['spec', 'ingressClassName'] },
        `${nameOf(object)} names no class, so nobody serves it here, but it has a load balancer. AWS ALB Ingress Controller 1.x took Ingresses without a class too.`,
        'Set spec.ingressClassName to a class of controller ingress.k8s.aws/alb, and its load balancer is kept. Or mark such a class as the default.'
      )
    ]
  })
