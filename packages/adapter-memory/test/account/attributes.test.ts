import { awsCalls as calls } from '@alb-ingress/core/testing'
import { type Rule, rules } from './rule-table.js'

const attribute =
  (kind: 'LoadBalancer' | 'TargetGroup' | 'Listener', key: string, value: string): Rule['given'] =>
  async (story) => {
    const attributes = { [key]: value }
    const { balancer, group, listener } = await story.balanced()
    if (kind === 'LoadBalancer') return calls.modify(kind, balancer, 'ModifyLoadBalancerAttributes', { attributes })
    if (kind === 'TargetGroup') return calls.modify(kind, group, 'ModifyTargetGroupAttributes', { attributes })
    return calls.modify(kind, listener, 'ModifyListenerAttributes', { attributes })
  }

rules('attributes', [
  {
    name: 'a key that AWS does not know is refused',
    given: attribute('LoadBalancer', 'idle.timeout', '60'),
    expected: 'ValidationError'
  },
  {
    name: 'a number out of range is refused',
    given: attribute('LoadBalancer', 'idle_timeout.timeout_seconds', '4001'),
    expected: 'ValidationError'
  },
  {
    name: 'a word that is none is refused',
    given: attribute('LoadBalancer', 'routing.http2.enabled', 'yes'),
    expected: 'ValidationError'
  },
  {
    name: 'logs need a bucket',
    given: attribute('LoadBalancer', 'access_logs.s3.enabled', 'true'),
    expected: 'InvalidConfigurationRequest'
  },
  {
    name: 'slow start is off or thirty seconds at least',
    given: attribute('TargetGroup', 'slow_start.duration_seconds', '29'),
    expected: 'ValidationError'
  },
  {
    name: 'stickiness can be switched on',
    given: attribute('TargetGroup', 'stickiness.enabled', 'true'),
    expected: 'done'
  },
  {
    name: 'a header can be set on answers',
    given: attribute('Listener', 'routing.http.response.x_frame_options.header_value', 'DENY'),
    expected: 'done'
  },
  {
    name: 'a header of TLS is for HTTPS listeners',
    given: attribute('Listener', 'routing.http.request.x_amzn_tls_version.header_name', 'X'),
    expected: 'ValidationError'
  }
])
