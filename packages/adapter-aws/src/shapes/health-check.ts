import { kinds, type Spec } from '@alb-ingress/core'
import type { CreateTargetGroupInput, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2'
import { given, understood } from './understood.js'

type HealthCheck = Spec<'TargetGroup'>['healthCheck']

type Sent = Pick<
  CreateTargetGroupInput,
  | 'HealthCheckEnabled'
  | 'HealthCheckPort'
  | 'HealthCheckProtocol'
  | 'HealthCheckPath'
  | 'Matcher'
  | 'HealthCheckIntervalSeconds'
  | 'HealthCheckTimeoutSeconds'
  | 'HealthyThresholdCount'
  | 'UnhealthyThresholdCount'
>

/** A health check as it is sent with a target group: switched on, and whole. */
export const sentHealthCheck = (check: HealthCheck): Sent => ({
  HealthCheckEnabled: true,
  HealthCheckPort: check.port,
  HealthCheckProtocol: check.protocol,
  HealthCheckPath: check.path,
  Matcher: { HttpCode: check.matcher.httpCode, GrpcCode: check.matcher.grpcCode },
  HealthCheckIntervalSeconds: check.intervalSeconds,
  HealthCheckTimeoutSeconds: check.timeoutSeconds,
  HealthyThresholdCount: check.healthyThresholdCount,
  UnhealthyThresholdCount: check.unhealthyThresholdCount
})

/** The health check that a target group shows; `undefined` where it is switched off, or of a protocol that no Ingress can ask for. */
export const shownHealthCheck = (group: TargetGroup): HealthCheck | undefined => {
  if (group.HealthCheckEnabled === false) return undefined
  return understood(kinds.TargetGroup.fields.healthCheck.codec, {
    port: group.HealthCheckPort,
    protocol: group.HealthCheckProtocol,
    path: group.HealthCheckPath,
    matcher: given({ httpCode: group.Matcher?.HttpCode, grpcCode: group.Matcher?.GrpcCode }),
    intervalSeconds: group.HealthCheckIntervalSeconds,
    timeoutSeconds: group.HealthCheckTimeoutSeconds,
    healthyThresholdCount: group.HealthyThresholdCount,
    unhealthyThresholdCount: group.UnhealthyThresholdCount
  })
}
