import { formerKeys } from '../resources/former-tags.js'
import { legacyClusterTag } from '../resources/ownership.js'
import type { AwsKind } from '../resources/ref.js'
import type { DesiredState } from './desired.js'

/** Which tag keys are not ours to touch: those that the installation names for all kinds, those of former controllers where the reference leaves them. */
export const foreignTags = (clusterName: string, externalManaged: ReadonlySet<string>): DesiredState['foreignTags'] => {
  const withFormer = new Set([...externalManaged, ...formerKeys(clusterName), legacyClusterTag])
  return {
    SecurityGroup: withFormer,
    LoadBalancer: withFormer,
    TargetGroup: withFormer,
    Certificate: externalManaged,
    Listener: externalManaged,
    ListenerRule: externalManaged
  }
}

/** Whether a tag key belongs to somebody else; keys that start with `aws:` always do. */
export const isForeign = (foreign: DesiredState['foreignTags'], kind: AwsKind, key: string): boolean =>
  key.startsWith('aws:') || foreign[kind].has(key)
