import type { Action } from '../../src/resources/action.js'
import type { Condition } from '../../src/resources/condition.js'
import type { KindName, Ref } from '../../src/resources/ref.js'
import type { Resource, Stack } from '../../src/resources/stack.js'

// A load balancer by hand, so that these tests know nothing of Ingresses and of translation.

const stack = 'shop'
export const shopRef = (kind: KindName, id: string): Ref => ({ ref: true, stack, kind, id, output: 'arn' })

export const loadBalancer = (id = 'LoadBalancer', type: 'application' | 'network' = 'application'): Resource => ({
  stack,
  kind: 'LoadBalancer',
  id,
  spec: {
    name: 'k8s-shop-1',
    type,
    scheme: 'internal',
    tags: {},
    securityGroups: [],
    subnetMappings: [],
    ipAddressType: 'ipv4'
  }
})

export const notFound: Action = { type: 'fixed-response', statusCode: '404', contentType: 'text/plain' }

export const listener = (
  port: number,
  protocol: 'HTTP' | 'HTTPS' = 'HTTP',
  defaultActions: ReadonlyArray<Action> = [notFound]
): Resource => ({
  stack,
  kind: 'Listener',
  id: String(port),
  spec: { loadBalancer: shopRef('LoadBalancer', 'LoadBalancer'), port, protocol, defaultActions }
})

export const rule = (
  port: number,
  priority: number,
  conditions: ReadonlyArray<Condition>,
  actions: ReadonlyArray<Action>
): Resource => ({
  stack,
  kind: 'ListenerRule',
  id: `${port}:${priority}`,
  spec: { listener: shopRef('Listener', String(port)), priority, conditions, actions }
})

export const targetGroupOf = (service: string): string => `shop/web-${service}:80`

export const binding = (service: string): Resource => ({
  stack,
  kind: 'TargetGroupBinding',
  id: targetGroupOf(service),
  spec: {
    namespace: 'shop',
    name: `k8s-shop-${service}`,
    spec: {
      targetGroup: shopRef('TargetGroup', targetGroupOf(service)),
      targetType: 'ip',
      targetGroupProtocol: 'HTTP',
      serviceRef: { name: service, port: 80 },
      ipAddressType: 'ipv4',
      vpcId: 'vpc-1'
    }
  }
})

export const forward = (service: string): Action => ({
  type: 'forward',
  targetGroups: [{ targetGroup: shopRef('TargetGroup', targetGroupOf(service)) }]
})

export const host = (...values: ReadonlyArray<string>): Condition => ({ field: 'host-header', values })
export const path = (...values: ReadonlyArray<string>): Condition => ({ field: 'path-pattern', values })

export const stackOf = (...resources: ReadonlyArray<Resource>): Stack => ({ id: stack, resources })
