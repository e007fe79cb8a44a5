import type { FrontendListener } from '../groups/frontend.js'
import { O } from '../prelude.js'
import { refTo } from '../resources/ref.js'
import { nameOfResource, type Resource } from '../resources/stack.js'
import type { HealthCheck } from '../resources/target-group.js'
import type { Context } from './context.js'
import type { Frontend } from './frontend-nlb.js'
import { refToLoadBalancer } from './load-balancer.js'
import { frontendName, frontendTargetGroupName } from './names.js'

type Tags = Readonly<Record<string, string>>

const healthCheckOf = ({ health }: FrontendListener): HealthCheck => ({
  port: health.frontendNlbHealthcheckPort.value,
  protocol: health.frontendNlbHealthcheckProtocol.value,
  path: health.frontendNlbHealthcheckPath.value,
  matcher: { httpCode: health.frontendNlbHealthcheckSuccessCodes.value },
  intervalSeconds: health.frontendNlbHealthcheckIntervalSeconds.value,
  timeoutSeconds: health.frontendNlbHealthcheckTimeoutSeconds.value,
  healthyThresholdCount: health.frontendNlbHealthcheckHealthyThresholdCount.value,
  unhealthyThresholdCount: health.frontendNlbHealthcheckUnhealthyThresholdCount.value
})

const loadBalancer = (
  { install, group }: Context,
  { settings, subnetMappings, securityGroups }: Frontend,
  behind: Resource<'LoadBalancer'>,
  tags: Tags
): Resource<'LoadBalancer'> => {
  const scheme = settings.frontendNlbScheme.value
  const { name, ipAddressType } = behind.spec
  return {
    stack: group.id,
    kind: 'LoadBalancer',
    id: 'FrontendNlb',
    spec: {
      name: frontendName(install.clusterName, group.id, name, scheme),
      type: 'network',
      scheme,
      ipAddressType,
      subnetMappings,
      securityGroups: O.isSome(securityGroups) ? securityGroups.value : behind.spec.securityGroups,
      ...(O.isSome(settings.frontendNlbAttributes) ? { attributes: settings.frontendNlbAttributes.value.value } : {}),
      tags
    }
  }
}

/** The one target is the load balancer itself; AWS takes it once its listener stands, to which the target therefore refers. */
const targetGroup = (context: Context, listener: FrontendListener, tags: Tags): Resource<'TargetGroup'> => {
  const { install, group } = context
  const { nlbPort, albPort } = listener
  const healthCheck = healthCheckOf(listener)
  const behind = refTo({ stack: group.id, kind: 'Listener', id: String(albPort) }, 'arn')
  return {
    stack: group.id,
    kind: 'TargetGroup',
    id: `FrontendNlb-tg-TCP-${nlbPort}`,
    spec: {
      name: frontendTargetGroupName(install.clusterName, group.id, nlbPort, healthCheck),
      port: nlbPort,
      vpcId: install.vpcId,
      ipAddressType: 'ipv4',
      targetType: 'alb',
      protocol: 'TCP',
      tags,
      healthCheck,
      targets: [{ loadBalancer: refToLoadBalancer(context), port: albPort, listener: behind }]
    }
  }
}

const listenerTo = (
  network: Resource<'LoadBalancer'>,
  nlbPort: number,
  target: Resource<'TargetGroup'>,
  tags: Tags
): Resource<'Listener'> => ({
  stack: network.stack,
  kind: 'Listener',
  id: `FrontendNlb-ls-TCP-${nlbPort}`,
  spec: {
    loadBalancer: refTo(nameOfResource(network), 'arn'),
    port: nlbPort,
    protocol: 'TCP',
    defaultActions: [{ type: 'forward', targetGroups: [{ targetGroup: refTo(nameOfResource(target), 'arn') }] }],
    tags
  }
})

/** The network load balancer, and for each of its ports a listener and a target group. `behind`: the load balancer that they lead to. */
export const frontendResources = (
  context: Context,
  frontend: Frontend,
  behind: Resource<'LoadBalancer'>
): ReadonlyArray<Resource> => {
  const { frontendNlbTags } = frontend.settings
  const tags = O.isSome(frontendNlbTags) ? frontendNlbTags.value.value : behind.spec.tags
  const network = loadBalancer(context, frontend, behind, tags)
  const ports = frontend.listeners.map((listener) => {
    const target = targetGroup(context, listener, tags)
    return { target, listener: listenerTo(network, listener.nlbPort, target, tags) }
  })
  return [network, ...ports.map(({ target }) => target), ...ports.map(({ listener }) => listener)]
}
