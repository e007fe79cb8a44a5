import type { StackId } from './ref.js'
import { sharedStack } from './stack.js'

/** The tags by which resources are found again. They outrank every tag that a user writes. */
export const clusterTag = 'elbv2.k8s.aws/cluster'
export const stackTag = 'ingress.k8s.aws/stack'
export const resourceTag = 'ingress.k8s.aws/resource'
/** On what belongs to the cluster and not to a group: the backend security group. */
export const sharedResourceTag = 'elbv2.k8s.aws/resource'
/** Written by the v1 controller; found, never written, never removed. */
export const legacyClusterTag = 'ingress.k8s.aws/cluster'

export const backendSecurityGroupId = 'backend-sg'

export const ownershipTags = (clusterName: string, stack: StackId, id: string): Readonly<Record<string, string>> =>
  stack === sharedStack
    ? { [clusterTag]: clusterName, [sharedResourceTag]: id }
    : { [clusterTag]: clusterName, [stackTag]: stack, [resourceTag]: id }

/** The labels by which the bindings of a group are found. An implicit group's stack id holds a slash, which no label value may. */
export const bindingLabels = (stack: StackId): Readonly<Record<string, string>> => {
  const slash = stack.indexOf('/')
  return slash < 0
    ? { [stackTag]: stack }
    : {
        'ingress.k8s.aws/stack-namespace': stack.slice(0, slash),
        'ingress.k8s.aws/stack-name': stack.slice(slash + 1)
      }
}
