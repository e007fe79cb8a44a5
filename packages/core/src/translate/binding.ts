import type { Installation } from '../install.js'
import type { Service, ServicePortSpec } from '../kubernetes/service.js'
import { O } from '../prelude.js'
import { type Arn, refTo } from '../resources/ref.js'
import { nameOfResource, type Resource } from '../resources/stack.js'
import type { NetworkingRule, PortRef } from '../resources/target-group-binding.js'

export interface BindingInput {
  readonly install: Installation
  readonly targetGroup: Resource<'TargetGroup'>
  readonly service: Service
  readonly port: ServicePortSpec
  /** The Service port as the Ingress writes it. */
  readonly asWritten: number | string
  readonly source: O.Option<Arn>
  readonly nodeLabels: Readonly<Record<string, string>>
  /** Whether other clusters have targets in the target group. */
  readonly isMultiCluster: boolean
}

/** The ports that the load balancer must reach on nodes or pods: for traffic, and for health checks and control that have their own. */
const portsToOpen = ({ targetGroup, port }: BindingInput): ReadonlyArray<PortRef> => {
  const { targetType, healthCheck, targetControlPort } = targetGroup.spec
  return [
    targetType === 'instance' ? port.nodePort : port.targetPort,
    ...(healthCheck.port === 'traffic-port' ? [] : [Number(healthCheck.port)]),
    ...(targetControlPort === undefined ? [] : [targetControlPort])
  ]
}

const networking = (input: BindingInput): ReadonlyArray<NetworkingRule> | undefined => {
  if (O.isNone(input.source)) return undefined
  const from = [{ securityGroup: input.source.value }]
  // A port entry without a port stands for all of them.
  if (input.install.disableRestrictedSecurityGroupRules) return [{ from, ports: [{ protocol: 'TCP' }] }]
  return portsToOpen(input).map((port) => ({ from, ports: [{ protocol: 'TCP', port }] }))
}

/** Whose pods or nodes are the targets of a target group, and what must be opened for it. */
export const binding = (input: BindingInput): Resource<'TargetGroupBinding'> => {
  const { targetGroup, service, asWritten, install, nodeLabels, isMultiCluster } = input
  const { targetType, protocol, ipAddressType, name } = targetGroup.spec
  const rules = networking(input)
  return {
    stack: targetGroup.stack,
    kind: 'TargetGroupBinding',
    id: targetGroup.id,
    spec: {
      namespace: service.namespace,
      name,
      spec: {
        targetGroup: refTo(nameOfResource(targetGroup), 'arn'),
        targetType: targetType === 'ip' ? 'ip' : 'instance',
        targetGroupProtocol: protocol === 'HTTPS' ? 'HTTPS' : 'HTTP',
        serviceRef: { name: service.name, port: asWritten },
        ipAddressType,
        vpcId: install.vpcId,
        ...(isMultiCluster ? { multiClusterTargetGroup: true } : {}),
        ...(rules === undefined ? {} : { networking: rules }),
        ...(Object.keys(nodeLabels).length === 0 ? {} : { nodeSelector: nodeLabels })
      }
    }
  }
}
