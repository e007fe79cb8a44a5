import type { Cluster } from '../groups/cluster.js'
import type { BindingIngress, TargetGroupBinding } from '../kubernetes/target-group-binding.js'
import type { FoundBinding } from '../plan/identify-bindings.js'
import type { StackId } from '../resources/ref.js'
import type { NetworkingRule } from '../resources/target-group-binding.js'

/** Only what a binding of ours can say: others are found by their labels, and never by what they hold. */
const networkingOf = (rules: ReadonlyArray<BindingIngress>): ReadonlyArray<NetworkingRule> =>
  rules.map(({ from, ports }) => ({
    from: from.flatMap(({ securityGroup }) =>
      securityGroup === undefined ? [] : [{ securityGroup: securityGroup.groupID }]
    ),
    ports: ports.map(({ port }) => ({ protocol: 'TCP', ...(port === undefined ? {} : { port }) }))
  }))

const foundBinding = (binding: TargetGroupBinding): FoundBinding => ({
  namespace: binding.namespace,
  name: binding.name,
  labels: binding.labels,
  spec: {
    targetGroup: binding.targetGroupARN,
    targetType: binding.targetType === 'ip' ? 'ip' : 'instance',
    targetGroupProtocol: binding.targetGroupProtocol === 'HTTPS' ? 'HTTPS' : 'HTTP',
    serviceRef: binding.serviceRef,
    ipAddressType: binding.ipAddressType === 'ipv6' ? 'ipv6' : 'ipv4',
    vpcId: binding.vpcID ?? '',
    ...(binding.networking === undefined ? {} : { networking: networkingOf(binding.networking) }),
    ...(binding.nodeSelector === undefined ? {} : { nodeSelector: binding.nodeSelector.matchLabels }),
    ...(binding.multiClusterTargetGroup ? { multiClusterTargetGroup: true } : {})
  }
})

/** The TargetGroupBindings of the cluster, or those of some stacks, as resources that a stack can hold. */
export const foundBindings = (cluster: Cluster, stacks?: Iterable<StackId>): ReadonlyArray<FoundBinding> => {
  const all = cluster.objects.TargetGroupBinding
  if (stacks === undefined) return [...all.values()].map(foundBinding)
  return [...stacks]
    .flatMap((stack) => [...(cluster.bindingsByStack.get(stack) ?? [])])
    .flatMap((key) => all.get(key) ?? [])
    .map(foundBinding)
}
