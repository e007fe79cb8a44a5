import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import type { StackGoal } from '../plan/desired.js'
import { backendSecurityGroupId, clusterTag, sharedResourceTag } from '../resources/ownership.js'
import { refsIn } from '../resources/ref.js'
import { type ObservedState, sharedStack } from '../resources/stack.js'
import { backendSecurityGroupName } from '../support/backend-security-group-name.js'
import type { GroupOutlook } from './outlook.js'

/** What a stack that is not ours to translate may still need: other products of the reference's family mark their objects so. */
const familyFinalizers: ReadonlySet<string> = new Set(['service.k8s.aws/resources'])

/** Whether something of the group refers to what belongs to the cluster. */
export const asksForShared = ({ planned }: GroupOutlook): boolean =>
  planned._tag !== 'Left' &&
  planned.right.resources.some(({ spec }) => refsIn(spec).some((ref) => ref.stack === sharedStack))

/** A group that does not check may need it, a stack that nobody names uses it still, and so may whoever holds a finalizer of the reference. */
const mayBeNeeded = (cluster: Cluster, groups: ReadonlyArray<GroupOutlook>): boolean =>
  groups.some(({ state }) => state === 'frozen') ||
  [...cluster.objects.Service.values()].some(({ finalizers }) => finalizers.some((each) => familyFinalizers.has(each)))

const wanted = (install: Installation): StackGoal => ({
  goal: 'wanted',
  claims: [],
  publishes: [],
  releases: [],
  stack: {
    id: sharedStack,
    resources: [
      {
        stack: sharedStack,
        kind: 'SecurityGroup',
        id: backendSecurityGroupId,
        spec: {
          groupName: backendSecurityGroupName(install.clusterName),
          description: '[k8s] Shared Backend SecurityGroup for LoadBalancer',
          vpcId: install.vpcId,
          // Default tags come first whatever the gates say: nobody else tags what belongs to all.
          tags: {
            ...install.defaultTags,
            [clusterTag]: install.clusterName,
            [sharedResourceTag]: backendSecurityGroupId
          }
        }
      }
    ]
  }
})

/**
 * What becomes of the security group that all load balancers of the cluster share. It is made when a group refers to it, and goes only
 * when all groups were looked at and nobody can need it. `othersRemain`: there are, or may be, stacks that no group here names.
 * `undefined`: it is not touched.
 */
export const sharedGoal = (
  cluster: Cluster,
  install: Installation,
  groups: ReadonlyArray<GroupOutlook>,
  observed: ObservedState,
  othersRemain: () => boolean
): StackGoal | undefined => {
  if (!install.enableBackendSecurityGroup || install.backendSecurityGroup !== undefined) return undefined
  if (groups.some(asksForShared)) return wanted(install)
  if (!observed.stacks.has(sharedStack) || mayBeNeeded(cluster, groups) || othersRemain()) return undefined
  return { goal: 'leaving', releases: [] }
}
