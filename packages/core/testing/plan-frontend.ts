import { refTo } from '../src/resources/ref.js'
import type { Resource } from '../src/resources/stack.js'

/** A port of a network load balancer in front, and the listener it leads to. */
export interface FrontendShape {
  readonly port: number
  readonly behind: number
}

type Balancer = Resource<'LoadBalancer'>

const targetOf = ({ stack, spec }: Balancer, { port, behind }: FrontendShape): Resource<'TargetGroup'> => ({
  stack,
  kind: 'TargetGroup',
  id: `FrontendNlb-tg-TCP-${port}`,
  spec: {
    name: `${spec.name}-${port}`,
    port,
    vpcId: 'vpc-1',
    ipAddressType: 'ipv4',
    targetType: 'alb',
    protocol: 'TCP',
    tags: spec.tags,
    healthCheck: {
      port: 'traffic-port',
      protocol: 'HTTP',
      path: '/',
      matcher: { httpCode: '200' },
      intervalSeconds: 15,
      timeoutSeconds: 5,
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 2
    },
    targets: [
      {
        loadBalancer: refTo({ stack, kind: 'LoadBalancer', id: 'LoadBalancer' }, 'arn'),
        port: behind,
        listener: refTo({ stack, kind: 'Listener', id: `${behind}` }, 'arn')
      }
    ]
  }
})

const listenerTo = (
  network: Balancer,
  port: number,
  { stack, kind, id }: Resource<'TargetGroup'>
): Resource<'Listener'> => ({
  stack,
  kind: 'Listener',
  id: `FrontendNlb-ls-TCP-${port}`,
  spec: {
    loadBalancer: refTo({ stack, kind: 'LoadBalancer', id: network.id }, 'arn'),
    port,
    protocol: 'TCP',
    defaultActions: [{ type: 'forward', targetGroups: [{ targetGroup: refTo({ stack, kind, id }, 'arn') }] }]
  }
})

/** A network load balancer in front of another one; ports that lead to no listener of that are left out. */
export const inFrontOf = (
  { stack, spec }: Balancer,
  listening: ReadonlySet<number>,
  frontend: ReadonlyArray<FrontendShape> | undefined
): ReadonlyArray<Resource> => {
  if (frontend === undefined) return []
  const { name, tags, securityGroups, subnetMappings } = spec
  const network: Balancer = {
    stack,
    kind: 'LoadBalancer',
    id: 'FrontendNlb',
    spec: {
      ...{ name: `${name}-nlb`, tags, securityGroups, subnetMappings },
      ...{ type: 'network', scheme: 'internal', ipAddressType: 'ipv4' }
    }
  }
  const ports = frontend
    .filter(({ behind }) => listening.has(behind))
    .flatMap((each): ReadonlyArray<Resource> => {
      const target = targetOf(network, each)
      return [target, listenerTo(network, each.port, target)]
    })
  return [network, ...ports]
}
