import { type Meta, metadata } from './object.js'
import { as, members, type Reader, texts } from './reader.js'

/** A ConfigMap, of which only one is ever read: the list of Ingresses that may be internet-facing. */
export interface ConfigMap extends Pick<Meta, 'namespace' | 'name'> {
  readonly data: Readonly<Record<string, string>>
}

/** What AWS ALB Ingress Controller 1.0 called that list. By namespace it holds names of Ingresses, with commas between them. */
export const internetFacingList = 'alb-ingress-controller-internet-facing-ingresses'

/** Reads one; values that are binary are not asked for. */
export const configMap: Reader<ConfigMap> = as(
  members({ metadata, data: texts }),
  ({ metadata: { namespace, name }, data }) => ({ namespace, name, data })
)
