import { Counter, Histogram, type Registry } from 'prom-client'

/** One attempt of one call to AWS, repetitions counted by themselves. */
export interface AwsAttempt {
  /** As the SDK spells it, such as `Elastic Load Balancing v2`. */
  readonly service: string
  readonly action: string
  /** AWS's error code; absent when it succeeded. */
  readonly code?: string
  readonly milliseconds: number
}

/** What is told of calls to AWS. */
export interface AwsTold {
  readonly called: (attempt: AwsAttempt) => void
  /** Our own limit kept a call waiting. */
  readonly waited: (wait: Omit<AwsAttempt, 'code'>) => void
}

const permission: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthFailure',
  'UnauthorizedOperation'
])

// What the SDK takes for throttling.
const throttles: ReadonlySet<string> = new Set([
  ...['BandwidthLimitExceeded', 'EC2ThrottledException', 'LimitExceededException', 'PriorRequestNotComplete'],
  ...[
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException'
  ],
  ...['SlowDown', 'ThrottledException', 'Throttling', 'ThrottlingException', 'TooManyRequestsException']
])

/** Counts attempts, under the names of the reference. */
export const awsMetrics = (registry: Registry): AwsTold => {
  const registers = [registry]
  const labelNames = ['service', 'operation', 'error_code']
  const counter = (name: string, help: string) => new Counter({ registers, name, help, labelNames })
  const requests = counter('aws_api_requests_total', 'Attempts of calls to AWS.')
  const throttled = counter('aws_api_call_throttled_errors_total', 'Attempts that AWS throttled.')
  const denied = counter('aws_api_call_permission_errors_total', 'Attempts that AWS denied.')
  const limited = counter('aws_api_call_service_limit_exceeded_errors_total', 'Attempts beyond a quota.')
  const invalid = counter('aws_api_call_validation_errors_total', 'Attempts that AWS found invalid.')
  const durations = new Histogram({
    ...{ registers, name: 'aws_api_request_duration_seconds', help: 'How long attempts took.' },
    labelNames: ['service', 'operation']
  })
  const waits = new Counter({
    ...{
      registers,
      name: 'alb_ingress_throttle_wait_seconds_total',
      help: 'How long our own limits kept calls waiting.'
    },
    labelNames: ['service', 'operation']
  })
  return {
    waited: ({ service, action, milliseconds }) => waits.inc({ service, operation: action }, milliseconds / 1000),
    called: ({ service, action, code = '', milliseconds }) => {
      const at = { service, operation: action }
      const labels = { ...at, error_code: code }
      requests.inc(labels)
      durations.observe(at, milliseconds / 1000)
      if (permission.has(code)) denied.inc(labels)
      else if (throttles.has(code)) throttled.inc(labels)
      else if (code.includes('LimitExceeded')) limited.inc(labels)
      else if (code === 'ValidationError') invalid.inc(labels)
    }
  }
}
