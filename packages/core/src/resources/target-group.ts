import { t } from '../prelude.js'
import { arnKey, field, onDeclaredKeys, optional, TextMap, word } from './fields.js'
import { atCreation, elements, kind, modifiedBy, replaces, retaggedBy } from './kind.js'
import { Arn } from './ref.js'

/** `port` is a number as text, or `traffic-port`; times are seconds; `matcher` holds HTTP or gRPC codes as AWS writes them (`200-299`). */
const HealthCheck = t.readonly(
  t.type({
    port: t.string,
    protocol: word('HTTP', 'HTTPS'),
    path: t.string,
    matcher: t.readonly(t.partial({ httpCode: t.string, grpcCode: t.string })),
    intervalSeconds: t.number,
    timeoutSeconds: t.number,
    healthyThresholdCount: t.number,
    unhealthyThresholdCount: t.number
  })
)
export type HealthCheck = t.TypeOf<typeof HealthCheck>

/**
 * A load balancer that receives what a network load balancer in front of it gets, and the port it listens on. `listener` is what must
 * be there before AWS takes it; AWS does not show it again.
 */
const LoadBalancerTarget = t.readonly(
  t.intersection([t.type({ loadBalancer: Arn, port: t.number }), t.partial({ listener: Arn })])
)
export type LoadBalancerTarget = t.TypeOf<typeof LoadBalancerTarget>

/** An instance by its id, or a pod by its address. `availabilityZone`: `all` or a zone, for an address outside of the VPC. */
export interface Target {
  readonly id: string
  readonly port: number
  readonly availabilityZone?: string
}

/** As whom AWS is asked about target groups of another account. */
export interface AssumedRole {
  readonly roleArn: string
  readonly externalId?: string
}

const targetKey = (element: unknown): string => {
  const { loadBalancer, port } = element as LoadBalancerTarget // elements are those of the field
  return `${arnKey(loadBalancer)}:${port}`
}

/** Name, port, VPC and address type are never compared: a target group made under another name is found by its tags. */
export const targetGroup = kind({
  name: 'TargetGroup',
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  service: 'elbv2',
  replace: 'createFirst',
  identifiedBy: 'arn',
  create: 'CreateTargetGroup',
  remove: 'DeleteTargetGroup',
  fields: {
    name: field(t.string, atCreation, { unique: true }),
    port: field(t.number, atCreation),
    vpcId: field(t.string, atCreation),
    ipAddressType: field(word('ipv4', 'ipv6'), atCreation),
    targetType: field(word('instance', 'ip', 'alb'), replaces),
    protocol: field(word('HTTP', 'HTTPS', 'TCP'), replaces),
    protocolVersion: optional(word('HTTP1', 'HTTP2', 'GRPC'), replaces),
    // Where pods tell how busy they are: with it or without it are two target groups.
    targetControlPort: optional(t.number, replaces, { undeclared: 'none' }),
    tags: field(TextMap, retaggedBy('AddTags', 'RemoveTags')),
    healthCheck: field(HealthCheck, modifiedBy('ModifyTargetGroup')),
    attributes: optional(TextMap, modifiedBy('ModifyTargetGroupAttributes'), {
      afterCreate: true,
      detail: true,
      same: onDeclaredKeys,
      keyed: true
    }),
    // Only of type `alb`, and observed with the others: whoever deletes the load balancer must know. AWS allows one at a time.
    // Targets of the other types belong to bindings.
    targets: optional(
      t.readonlyArray(LoadBalancerTarget),
      elements({ add: 'RegisterTargets', remove: 'DeregisterTargets', perCall: 200, first: 'remove' }),
      { afterCreate: true, elementKey: targetKey }
    )
  }
})
