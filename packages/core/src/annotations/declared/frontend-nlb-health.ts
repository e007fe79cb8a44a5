import { annotation } from '../annotation.js'
import { healthPort } from '../codecs/frontend-nlb.js'
import { int32, oneOf, verbatim } from '../codecs/text.js'

// How a network load balancer checks the health of the load balancer behind it. The defaults are the reference's.

export const frontendNlbHealthcheckPort = annotation({
  key: 'frontend-nlb-healthcheck-port',
  on: ['Ingress'],
  configures: 'FrontendListener',
  codec: healthPort,
  fallback: () => 'traffic-port',
  sets: ['TargetGroup.healthCheck'],
  summary: 'The port of health checks of the load balancer behind the network load balancer.',
  valid: ['traffic-port', '8080', '+080'],
  invalid: ['http', '80.0', '']
})

export const frontendNlbHealthcheckProtocol = annotation({
  key: 'frontend-nlb-healthcheck-protocol',
  on: ['Ingress'],
  configures: 'FrontendListener',
  codec: oneOf('HTTP', 'HTTPS'),
  fallback: () => 'HTTP' as const,
  sets: ['TargetGroup.healthCheck'],
  summary: 'The protocol of those health checks. It does not follow the port: an HTTPS port needs HTTPS said here.',
  valid: ['HTTP', 'HTTPS'],
  invalid: ['TCP', 'https', '']
})

export const frontendNlbHealthcheckPath = annotation({
  key: 'frontend-nlb-healthcheck-path',
  on: ['Ingress'],
  configures: 'FrontendListener',
  codec: verbatim,
  fallback: () => '/',
  sets: ['TargetGroup.healthCheck'],
  summary: 'The path of those health checks.',
  valid: ['/healthz'],
  invalid: []
})

export const frontendNlbHealthcheckSuccessCodes = annotation({
  key: 'frontend-nlb-healthcheck-success-codes',
  on: ['Ingress'],
  configures: 'FrontendListener',
  codec: verbatim,
  fallback: () => '200',
  sets: ['TargetGroup.healthCheck'],
  summary: 'The HTTP codes of a healthy answer to those health checks.',
  valid: ['200', '200,404', '200-399'],
  invalid: []
})

export const frontendNlbHealthcheckIntervalSeconds = annotation({
  key: 'frontend-nlb-healthcheck-interval-seconds',
  on: ['Ingress'],
  configures: 'FrontendListener',
  codec: int32,
  fallback: () => 15,
  sets: ['TargetGroup.healthCheck'],
  summary: 'Seconds between two of those health checks.',
  valid: ['15'],
  invalid: ['15s', '']
})

export const frontendNlbHealthcheckTimeoutSeconds = annotation({
  key: 'frontend-nlb-healthcheck-timeout-seconds',
  on: ['Ingress'],
  configures: 'FrontendListener',
  codec: int32,
  fallback: () => 5,
  sets: ['TargetGroup.healthCheck'],
  summary: 'Seconds after which such a health check without an answer has failed.',
  valid: ['5'],
  invalid: ['5s', '']
})

export const frontendNlbHealthcheckHealthyThresholdCount = annotation({
  key: 'frontend-nlb-healthcheck-healthy-threshold-count',
  on: ['Ingress'],
  configures: 'FrontendListener',
  codec: int32,
  fallback: () => 2,
  sets: ['TargetGroup.healthCheck'],
  summary: 'How many of those health checks in a row make the load balancer healthy.',
  valid: ['2'],
  invalid: ['two', '']
})

export const frontendNlbHealthcheckUnhealthyThresholdCount = annotation({
  key: 'frontend-nlb-healthcheck-unhealthy-threshold-count',
  on: ['Ingress'],
  configures: 'FrontendListener',
  codec: int32,
  fallback: () => 2,
  sets: ['TargetGroup.healthCheck'],
  summary: 'How many of those health checks failing in a row make the load balancer unhealthy.',
  valid: ['2'],
  invalid: ['2.0', '']
})
