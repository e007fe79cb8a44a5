import { legacyClusterTag } from '../resources/ownership.js'
import type { AwsKind } from '../resources/ref.js'
import type { DesiredState } from './desired.js'

/** Tags that the v1 controller and Kubernetes itself put on security groups, target groups and load balancers. */
const legacyTags = (clusterName: string): ReadonlyArray<string> => [
  `kubernetes.io/cluster/${clusterName}`,
  'kubernetes.io/cluster-name',
  'kubernetes.io/namespace',
  'kubernetes.io/ingress-name',
  'kubernetes.io/service-name',
  'kubernetes.io/service-port',
  legacyClusterTag
]

/** Which tag keys are not ours to touch: those that the installation names for all kinds, legacy ones where the reference leaves them. */
export const foreignTags = (clusterName: string, externalManaged: ReadonlySet<string>): DesiredState['foreignTags'] => {
  const withLegacy = new Set([...externalManaged, ...legacyTags(clusterName)])
  return {
    SecurityGroup: withLegacy,
    LoadBalancer: withLegacy,
    TargetGroup: withLegacy,
    Listener: externalManaged,
    ListenerRule: externalManaged
  }
}

/** Whether a tag key belongs to somebody else; keys that start with `aws:` always do. */
export const isForeign = (foreign: DesiredState['foreignTags'], kind: AwsKind, key: string): boolean =>
  key.startsWith('aws:') || foreign[kind].has(key)
