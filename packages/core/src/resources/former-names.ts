import { crc32Hex } from '../support/crc32.js'
import { md5Hex } from '../support/md5.js'

// Names as AWS ALB Ingress Controller gave them, from 1.0-beta.7 to 1.1.9. They are computed to recognise what it left, never to make anything.

/** What its names began with, where nobody set `--alb-name-prefix`. */
export const defaultNamePrefix = (clusterName: string): string => crc32Hex(clusterName)

const longestReadable = 26

const withDashes = (prefix: string): string => prefix.replace(/[^0-9A-Za-z]/g, '-')

/** Whether a name may be one from before 1.0-beta.7, when all began with the name of the cluster. Other clusters may begin alike. */
export const isAfterCluster = (name: string, clusterName: string): boolean =>
  name.startsWith(withDashes(clusterName).slice(0, longestReadable))

/** The load balancer of an Ingress. Its security group has the same name. */
export const formerLoadBalancerName = (prefix: string, namespace: string, ingress: string): string => {
  const readable = [
    withDashes(prefix),
    namespace.replace(/[^0-9A-Za-z]/g, ''),
    ingress.replace(/[^0-9A-Za-z]/g, '')
  ].join('-')
  return `${readable.slice(0, longestReadable)}-${md5Hex(namespace, ingress).slice(0, 4)}`
}

/** The names that the load balancer of an Ingress can have, with the prefix of today or with that of before 1.0-beta.7. */
export const formerLoadBalancerNames = (
  { clusterName, namePrefix }: { readonly clusterName: string; readonly namePrefix: string },
  namespace: string,
  ingress: string
): ReadonlyArray<string> =>
  [namePrefix, clusterName].map((prefix) => formerLoadBalancerName(prefix, namespace, ingress))

/** What the name of a target group was made from: another protocol or target type was another target group. */
export interface FormerTargetGroupInput {
  readonly prefix: string
  readonly namespace: string
  readonly ingress: string
  readonly service: string
  readonly port: string
  readonly protocol: string
  readonly targetType: string
}

/** The target group of an Ingress for one Service and port. */
export const formerTargetGroupName = (input: FormerTargetGroupInput): string => {
  const { prefix, namespace, ingress, service, port, protocol, targetType } = input
  const balancer = formerLoadBalancerName(prefix, namespace, ingress)
  return `${prefix.slice(0, 12)}-${md5Hex(balancer, service, port, protocol, targetType).slice(0, 19)}`
}

/** Before 1.1.3 every load balancer had a second security group, which was attached to the network interfaces of its targets. */
export const instanceGroupPrefix = 'instance-'
