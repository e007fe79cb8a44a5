import { type Meta, metadata } from './object.js'
import { as, members, type Reader, texts } from './reader.js'

/** A ConfigMap. Few are ever read: the list of Ingresses that may be internet-facing, and records of targets. */
export interface ConfigMap extends Pick<Meta, 'namespace' | 'name'> {
  readonly data: Readonly<Record<string, string>>
}

/** What AWS ALB Ingress Controller 1.0 called that list. By namespace it holds names of Ingresses, with commas between them. */
export const internetFacingList = 'alb-ingress-controller-internet-facing-ingresses'

/** With what the names of ConfigMaps begin that hold the targets which this cluster has put into a target group of several clusters. */
export const targetsRecordPrefix = 'aws-lbc-targets-'

/** Whether anybody here reads a ConfigMap of that name. */
export const isAskedFor = (name: string): boolean => name === internetFacingList || name.startsWith(targetsRecordPrefix)

/** Reads one; values that are binary are not asked for. */
export const configMap: Reader<ConfigMap> = as(
  members({ metadata, data: texts }),
  ({ metadata: { namespace, name }, data }) => ({ namespace, name, data })
)
