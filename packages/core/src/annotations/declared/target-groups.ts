import { annotation, family } from '../annotation.js'
import { bool, int32, oneOf, textMap, verbatim } from '../codecs/text.js'

export const targetType = annotation({
  key: 'target-type',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: oneOf('instance', 'ip'),
  lookup: 'serviceFirst',
  classParam: (params) => params.targetType,
  fallback: (install) => install.defaultTargetType,
  flag: '--default-target-type',
  sets: ['TargetGroup.targetType'],
  summary: 'Whether requests go to the node port of nodes (instance) or straight to pods (ip).',
  valid: ['instance', 'ip'],
  invalid: ['pod', 'IP', '']
})

export const backendProtocol = annotation({
  key: 'backend-protocol',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: oneOf('HTTP', 'HTTPS'),
  lookup: 'serviceFirst',
  fallback: (install) => install.defaultBackendProtocol,
  sets: ['TargetGroup.protocol'],
  summary: 'The protocol that the targets speak.',
  valid: ['HTTP', 'HTTPS'],
  invalid: ['http', 'GRPC', '']
})

export const backendProtocolVersion = annotation({
  key: 'backend-protocol-version',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: oneOf('HTTP1', 'HTTP2', 'GRPC'),
  lookup: 'serviceFirst',
  fallback: () => 'HTTP1' as const,
  sets: ['TargetGroup.protocolVersion'],
  summary: 'The version of HTTP that the targets speak.',
  valid: ['HTTP1', 'HTTP2', 'GRPC'],
  invalid: ['HTTP/2', 'grpc', '']
})

export const targetGroupAttributes = annotation({
  key: 'target-group-attributes',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: textMap,
  lookup: 'serviceFirst',
  sets: ['TargetGroup.attributes'],
  summary: "Attributes of the target group. A Service's value replaces the Ingress's as a whole.",
  valid: ['stickiness.enabled=true,stickiness.lb_cookie.duration_seconds=60', ''],
  invalid: ['stickiness.enabled']
})

export const targetNodeLabels = annotation({
  key: 'target-node-labels',
  on: ['Ingress', 'Service'],
  configures: 'Nodes',
  codec: textMap,
  lookup: 'serviceFirst',
  sets: ['TargetGroupBinding.spec'],
  summary: 'With target type instance: only nodes with these labels receive traffic.',
  valid: ['pool=web,zone=a'],
  invalid: ['pool']
})

export const multiClusterTargetGroup = annotation({
  key: 'multi-cluster-target-group',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: bool,
  lookup: 'either',
  fallback: () => false,
  sets: ['TargetGroupBinding.spec'],
  summary:
    'Whether other clusters put targets into the target group, too. True where the Ingress or the Service says so.',
  valid: ['true', 'false'],
  invalid: ['maybe', '']
})

export const targetControlPort = family({
  key: 'target-control-port',
  variable: 'name and port of a Service as the backend writes them, such as web.80',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: int32,
  lookup: 'serviceFirst',
  sets: ['TargetGroup.targetControlPort'],
  summary: 'The port on which pods tell the load balancer how many more requests they can take.',
  valid: ['3000'],
  invalid: ['control', '']
})

export const healthcheckPort = annotation({
  key: 'healthcheck-port',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: verbatim,
  lookup: 'serviceFirst',
  fallback: () => 'traffic-port',
  sets: ['TargetGroup.healthCheck'],
  summary: 'The port of health checks: a number, the name of a Service port, or traffic-port.',
  valid: ['traffic-port', '8080', 'status'],
  invalid: []
})

export const healthcheckProtocol = annotation({
  key: 'healthcheck-protocol',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: oneOf('HTTP', 'HTTPS'),
  lookup: 'serviceFirst',
  sets: ['TargetGroup.healthCheck'],
  summary: 'The protocol of health checks. Default: the backend-protocol.',
  valid: ['HTTP', 'HTTPS'],
  invalid: ['TCP', '']
})

export const healthcheckPath = annotation({
  key: 'healthcheck-path',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: verbatim,
  lookup: 'serviceFirst',
  sets: ['TargetGroup.healthCheck'],
  summary: 'The path of health checks. Default: /, and /AWS.ALB/healthcheck for gRPC.',
  valid: ['/healthz'],
  invalid: []
})

export const successCodes = annotation({
  key: 'success-codes',
  formerKey: 'successCodes',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: verbatim,
  lookup: 'serviceFirst',
  sets: ['TargetGroup.healthCheck'],
  summary: 'The HTTP, or gRPC, codes of a healthy answer. Default: 200, and 12 for gRPC.',
  valid: ['200', '200,302', '200-299'],
  invalid: []
})

export const healthcheckIntervalSeconds = annotation({
  key: 'healthcheck-interval-seconds',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: int32,
  lookup: 'serviceFirst',
  fallback: () => 15,
  sets: ['TargetGroup.healthCheck'],
  summary: 'Seconds between two health checks of a target.',
  valid: ['15'],
  invalid: ['15s', '']
})

export const healthcheckTimeoutSeconds = annotation({
  key: 'healthcheck-timeout-seconds',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: int32,
  lookup: 'serviceFirst',
  fallback: () => 5,
  sets: ['TargetGroup.healthCheck'],
  summary: 'Seconds after which a health check without an answer has failed.',
  valid: ['5'],
  invalid: ['5s', '']
})

export const healthyThresholdCount = annotation({
  key: 'healthy-threshold-count',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: int32,
  lookup: 'serviceFirst',
  fallback: () => 2,
  sets: ['TargetGroup.healthCheck'],
  summary: 'How many health checks in a row make a target healthy.',
  valid: ['2'],
  invalid: ['two', '']
})

export const unhealthyThresholdCount = annotation({
  key: 'unhealthy-threshold-count',
  on: ['Ingress', 'Service'],
  configures: 'TargetGroup',
  codec: int32,
  lookup: 'serviceFirst',
  fallback: () => 2,
  sets: ['TargetGroup.healthCheck'],
  summary: 'How many failed health checks in a row make a target unhealthy.',
  valid: ['2'],
  invalid: ['2.0', '']
})
