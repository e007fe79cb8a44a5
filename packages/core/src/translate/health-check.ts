import type { Setting } from '../annotations/annotation.js'
import { wholeNumberIn } from '../annotations/codecs/text.js'
import { annotationAt } from '../annotations/read.js'
import { annotations, type Settings } from '../annotations/registry.js'
import { type Checked, map, ok, refuse } from '../checked/checked.js'
import { type At, diagnostic, nameOf } from '../checked/diagnostic.js'
import { refToObject } from '../kubernetes/object.js'
import type { Service } from '../kubernetes/service.js'
import { O, pipe } from '../prelude.js'
import type { HealthCheck } from '../resources/target-group.js'
import { quoted } from '../support/wording.js'

type TargetGroupSettings = Settings<'TargetGroup'>

const orElse = <A>(setting: O.Option<Setting<A>>, otherwise: A): A =>
  O.isSome(setting) ? setting.value.value : otherwise

const unusablePort = (setting: Setting<string>, service: Service, problem: string): Checked<never> => {
  const object = refToObject('Service', service)
  const at: At = setting.origins[0]?.at ?? annotationAt(object, annotations.healthcheckPort.fullKey)
  return refuse(
    diagnostic(
      'health-check/port',
      at,
      `${nameOf(at.object)}: ${annotations.healthcheckPort.key} ${quoted(setting.value)} ${problem}.`,
      `Use a number, traffic-port, or the name of a port of ${nameOf(object)}.`
    )
  )
}

/** A number, `traffic-port`, or what the Service's port of that name comes to: its node port, or its target port for pods. */
const healthCheckPort = (
  setting: Setting<string>,
  service: Service,
  targetType: 'instance' | 'ip'
): Checked<string> => {
  const text = setting.value
  if (text === 'traffic-port') return ok(text)
  const number = wholeNumberIn(text)
  if (O.isSome(number)) return ok(String(number.value))
  const named = service.ports.find(({ name }) => name === text)
  if (named === undefined) return unusablePort(setting, service, 'is no port of the Service')
  if (targetType === 'instance') return ok(String(named.nodePort))
  return typeof named.targetPort === 'number'
    ? ok(String(named.targetPort))
    : unusablePort(
        setting,
        service,
        `leads to the container port ${named.targetPort}, whose number may differ from pod to pod`
      )
}

/** The health check of a target group; every member is set, so that AWS's own defaults never show. */
export const healthCheck = (
  settings: TargetGroupSettings,
  service: Service,
  targetType: 'instance' | 'ip'
): Checked<HealthCheck> => {
  const isGrpc = settings.backendProtocolVersion.value === 'GRPC'
  const codes = orElse(settings.successCodes, isGrpc ? '12' : '200')
  return pipe(
    healthCheckPort(settings.healthcheckPort, service, targetType),
    map((port) => ({
      port,
      protocol: orElse(settings.healthcheckProtocol, settings.backendProtocol.value),
      path: orElse(settings.healthcheckPath, isGrpc ? '/AWS.ALB/healthcheck' : '/'),
      matcher: isGrpc ? { grpcCode: codes } : { httpCode: codes },
      intervalSeconds: settings.healthcheckIntervalSeconds.value,
      timeoutSeconds: settings.healthcheckTimeoutSeconds.value,
      healthyThresholdCount: settings.healthyThresholdCount.value,
      unhealthyThresholdCount: settings.unhealthyThresholdCount.value
    }))
  )
}
