import type { StackId } from './ref.js'
import { type Resource, type Stack, sharedStack } from './stack.js'

/** The tags by which resources are found again. They outrank every tag that a user writes. */
export const clusterTag = 'elbv2.k8s.aws/cluster'
export const stackTag = 'ingress.k8s.aws/stack'
export const resourceTag = 'ingress.k8s.aws/resource'
/** On what belongs to the cluster and not to a group: the backend security group. */
export const sharedResourceTag = 'elbv2.k8s.aws/resource'
/** Written by the v1 controller; found, never written, never removed. */
export const legacyClusterTag = 'ingress.k8s.aws/cluster'

/** The tags by which the products of this family find their resources again, as AWS Load Balancer Controller 3.5 has them. */
export const trackingTags: ReadonlySet<string> = new Set([
  ...[clusterTag, sharedResourceTag, stackTag, resourceTag],
  ...['service.k8s.aws', 'gateway.k8s.aws.alb', 'gateway.k8s.aws.nlb'].flatMap((product) => [
    `${product}/stack`,
    `${product}/resource`
  ])
])

/** Whether somebody finds resources by a tag of this key: written by a user, it would make a resource look like one of another owner. */
export const isReserved = (key: string): boolean => trackingTags.has(key) || key === legacyClusterTag

export const backendSecurityGroupId = 'backend-sg'

/** The tags that a resource of ours must have; what belongs to the cluster has others. */
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

/** The stack whose labels a binding has, if it has those of any. */
export const stackOfLabels = (labels: Readonly<Record<string, string>>): StackId | undefined => {
  const namespace = labels['ingress.k8s.aws/stack-namespace']
  const name = labels['ingress.k8s.aws/stack-name']
  return namespace === undefined || name === undefined ? labels[stackTag] : `${namespace}/${name}`
}

/** The parts of an installation that ownership depends on. */
export interface Owner {
  readonly clusterName: string
  readonly gates: { readonly ListenerRulesTagging: boolean }
}

type Tags = Readonly<Record<string, string>>

const withOwn = (tags: Tags = {}, own: Tags): Tags => ({
  ...Object.fromEntries(Object.entries(tags).filter(([key]) => !isReserved(key))),
  ...own
})

const ownedResource = (resource: Resource, { clusterName, gates }: Owner): Resource => {
  const own = ownershipTags(clusterName, resource.stack, resource.id)
  switch (resource.kind) {
    case 'TargetGroupBinding':
      return { ...resource, spec: { ...resource.spec, labels: bindingLabels(resource.stack) } }
    case 'Listener': {
      const { tags, ...spec } = resource.spec
      return { ...resource, spec: gates.ListenerRulesTagging ? { ...spec, tags: withOwn(tags, own) } : spec }
    }
    case 'ListenerRule': {
      const { tags, ...spec } = resource.spec
      return { ...resource, spec: gates.ListenerRulesTagging ? { ...spec, tags: withOwn(tags, own) } : spec }
    }
    case 'LoadBalancer':
      return { ...resource, spec: { ...resource.spec, tags: withOwn(resource.spec.tags, own) } }
    case 'TargetGroup':
      return { ...resource, spec: { ...resource.spec, tags: withOwn(resource.spec.tags, own) } }
    case 'Certificate':
      return { ...resource, spec: { ...resource.spec, tags: withOwn(resource.spec.tags, own) } }
    case 'SecurityGroup':
      return { ...resource, spec: { ...resource.spec, tags: withOwn(resource.spec.tags, own) } }
  }
}

/**
 * The stack with the tags and labels by which it is found again. They outrank what users wrote, and no tag of a user makes a resource look like
 * one of another stack, cluster or product.
 * Without the gate ListenerRulesTagging the tags of listeners and rules are nobody's business: they are left out.
 */
export const owned = (stack: Stack, owner: Owner): Stack => ({
  ...stack,
  resources: stack.resources.map((resource) => ownedResource(resource, owner))
})
