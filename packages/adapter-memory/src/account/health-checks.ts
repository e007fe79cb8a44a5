import type { HealthCheck, TargetGroup } from './records.js'
import { type Refusal, when } from './refusal.js'

type Protocol = TargetGroup['protocol']
type Version = TargetGroup['protocolVersion']

/** What AWS fills in when a target group is created without health-check settings. */
export const defaultHealthCheck = (protocol: Protocol, version: Version): HealthCheck => ({
  port: 'traffic-port',
  protocol: protocol === 'HTTPS' ? 'HTTPS' : 'HTTP',
  path: version === 'GRPC' ? '/AWS.ALB/healthcheck' : '/',
  matcher: version === 'GRPC' ? { grpcCode: '12' } : { httpCode: '200' },
  intervalSeconds: 30,
  timeoutSeconds: 5,
  healthyThresholdCount: 5,
  unhealthyThresholdCount: 2
})

const between = (what: string, value: number, least: number, most: number): Refusal =>
  when(
    !Number.isInteger(value) || value < least || value > most,
    'ValidationError',
    `${what} '${value}' must be between '${least}' and '${most}'`
  )

/** AWS's ranges for health checks of HTTP and HTTPS target groups. */
export const healthCheckRefusal = (check: HealthCheck): Refusal =>
  between('Health check interval', check.intervalSeconds, 5, 300) ??
  between('Health check timeout', check.timeoutSeconds, 2, 120) ??
  when(
    check.timeoutSeconds >= check.intervalSeconds,
    'ValidationError',
    `Health check timeout '${check.timeoutSeconds}' must be smaller than the interval '${check.intervalSeconds}'`
  ) ??
  between('Healthy threshold count', check.healthyThresholdCount, 2, 10) ??
  between('Unhealthy threshold count', check.unhealthyThresholdCount, 2, 10) ??
  pathRefusal(check.path) ??
  portRefusal(check.port) ??
  matcherRefusal(check.matcher)

const pathRefusal = (path: string): Refusal =>
  when(!path.startsWith('/'), 'ValidationError', `Health check path '${path}' must begin with '/'`) ??
  when(path.length > 1024, 'ValidationError', 'Health check path cannot be longer than 1024 characters')

const portRefusal = (port: string): Refusal =>
  port === 'traffic-port'
    ? undefined
    : between('Health check port', /^\d+$/.test(port) ? Number(port) : Number.NaN, 1, 65535)

const matcherRefusal = ({ httpCode, grpcCode }: HealthCheck['matcher']): Refusal => {
  if (httpCode !== undefined && grpcCode !== undefined) {
    return when(true, 'ValidationError', 'A matcher has either HTTP codes or gRPC codes')
  }
  if (grpcCode !== undefined) return codesRefusal('GrpcCode', grpcCode, 0, 99)
  return httpCode === undefined ? undefined : codesRefusal('HttpCode', httpCode, 200, 499)
}

// Codes come as single values, lists and ranges: 200, 200,202, 200-299.
const codesRefusal = (what: string, text: string, least: number, most: number): Refusal => {
  const wrong = text.split(',').some((part) => {
    const [from, to = from] = part.split('-')
    const inRange = (code: string | undefined): boolean =>
      code !== undefined && /^\d+$/.test(code) && Number(code) >= least && Number(code) <= most
    return !inRange(from) || !inRange(to) || Number(from) > Number(to)
  })
  return when(wrong, 'ValidationError', `${what} '${text}' must hold codes between '${least}' and '${most}'`)
}
