import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { awsMetrics } from '../../src/telemetry/aws-metrics.js'

const at = { service: 'Elastic Load Balancing v2', action: 'CreateRule', milliseconds: 20 }

test.each<{ code?: string; metric: string }>([
  { metric: 'aws_api_requests_total' },
  { code: 'AccessDenied', metric: 'aws_api_call_permission_errors_total' },
  { code: 'Throttling', metric: 'aws_api_call_throttled_errors_total' },
  { code: 'RequestLimitExceeded', metric: 'aws_api_call_throttled_errors_total' },
  { code: 'RulesPerSecurityGroupLimitExceeded', metric: 'aws_api_call_service_limit_exceeded_errors_total' },
  { code: 'ValidationError', metric: 'aws_api_call_validation_errors_total' }
])('an attempt that ends with $code is counted as $metric', async ({ code = '', metric }) => {
  const registry = new Registry()
  awsMetrics(registry).called(code === '' ? at : { ...at, code })
  const labels = `service="Elastic Load Balancing v2",operation="CreateRule",error_code="${code}"`
  expect(await registry.metrics()).toContain(`${metric}{${labels}} 1`)
})

test('how long our own limits kept calls waiting is exported', async () => {
  const registry = new Registry()
  awsMetrics(registry).waited({ ...at, milliseconds: 250 })
  expect(await registry.getSingleMetricAsString('alb_ingress_throttle_wait_seconds_total')).toContain('} 0.25')
})
