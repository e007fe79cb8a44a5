/** Whether a text is a value of an attribute, and what AWS says it must be. */
export interface Allowed {
  readonly is: (text: string) => boolean
  readonly says: string
}

/** An attribute as AWS documents it: its value where nobody set one, and what it may be. */
export interface Attribute {
  readonly initially: string
  readonly allowed: Allowed
}

export type AttributeTable = Readonly<Record<string, Attribute>>

const words = (...list: ReadonlyArray<string>): Allowed => ({
  is: (text) => list.includes(text),
  says: `one of ${list.join(', ')}`
})
const numbers = (least: number, most: number, ...others: ReadonlyArray<string>): Allowed => ({
  is: (text) => others.includes(text) || (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most),
  says: `${[...others, `a number from ${least} to ${most}`].join(' or ')}`
})
const texts = (most: number): Allowed => ({ is: (text) => text.length <= most, says: `at most ${most} characters` })

const flag = (initially: 'true' | 'false'): Attribute => ({ initially, allowed: words('true', 'false') })
const word = (initially: string, ...others: ReadonlyArray<string>): Attribute => ({
  initially,
  allowed: words(initially, ...others)
})
const number = (initially: number, least: number, most: number): Attribute => ({
  initially: String(initially),
  allowed: numbers(least, most)
})
const text = (initially = '', most = 1024): Attribute => ({ initially, allowed: texts(most) })

const logs = (name: string): AttributeTable => ({
  [`${name}.s3.enabled`]: flag('false'),
  [`${name}.s3.bucket`]: text(),
  [`${name}.s3.prefix`]: text()
})

const ofEveryLoadBalancer: AttributeTable = {
  'deletion_protection.enabled': flag('false'),
  'zonal_shift.config.enabled': flag('false'),
  'ipv6.deny_all_igw_traffic': flag('false'),
  ...logs('access_logs')
}

export const applicationLoadBalancer: AttributeTable = {
  ...ofEveryLoadBalancer,
  ...logs('connection_logs'),
  ...logs('health_check_logs'),
  'client_keep_alive.seconds': number(3600, 60, 604800),
  'idle_timeout.timeout_seconds': number(60, 1, 4000),
  'load_balancing.cross_zone.enabled': word('true'),
  'routing.http.desync_mitigation_mode': word('defensive', 'monitor', 'strictest'),
  'routing.http.drop_invalid_header_fields.enabled': flag('false'),
  'routing.http.preserve_host_header.enabled': flag('false'),
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': flag('false'),
  'routing.http.xff_client_port.enabled': flag('false'),
  'routing.http.xff_header_processing.mode': word('append', 'preserve', 'remove'),
  'routing.http2.enabled': flag('true'),
  'waf.fail_open.enabled': flag('false')
}

export const networkLoadBalancer: AttributeTable = {
  ...ofEveryLoadBalancer,
  'load_balancing.cross_zone.enabled': flag('false'),
  'dns_record.client_routing_policy': word(
    'any_availability_zone',
    'partial_availability_zone_affinity',
    'availability_zone_affinity'
  )
}

const ofEveryTargetGroup: AttributeTable = {
  'deregistration_delay.timeout_seconds': number(300, 0, 3600),
  'load_balancing.cross_zone.enabled': word('use_load_balancer_configuration', 'true', 'false'),
  'target_group_health.dns_failover.minimum_healthy_targets.count': {
    initially: '1',
    allowed: numbers(1, 1000, 'off')
  },
  'target_group_health.dns_failover.minimum_healthy_targets.percentage': {
    initially: 'off',
    allowed: numbers(1, 100, 'off')
  },
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': number(1, 1, 1000),
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': {
    initially: 'off',
    allowed: numbers(1, 100, 'off')
  },
  'stickiness.enabled': flag('false')
}

export const httpTargetGroup: AttributeTable = {
  ...ofEveryTargetGroup,
  'load_balancing.algorithm.type': word('round_robin', 'least_outstanding_requests', 'weighted_random'),
  'load_balancing.algorithm.anomaly_mitigation': word('off', 'on'),
  'slow_start.duration_seconds': { initially: '0', allowed: numbers(30, 900, '0') },
  'stickiness.type': word('lb_cookie', 'app_cookie'),
  'stickiness.lb_cookie.duration_seconds': number(86400, 1, 604800),
  'stickiness.app_cookie.cookie_name': text(),
  'stickiness.app_cookie.duration_seconds': number(86400, 1, 604800)
}

export const tcpTargetGroup: AttributeTable = {
  ...ofEveryTargetGroup,
  'deregistration_delay.connection_termination.enabled': flag('false'),
  'preserve_client_ip.enabled': flag('true'),
  'proxy_protocol_v2.enabled': flag('false'),
  'stickiness.type': word('source_ip')
}

const responseHeaders = [
  ...['strict_transport_security', 'content_security_policy', 'x_content_type_options', 'x_frame_options'],
  ...['access_control_allow_origin', 'access_control_allow_methods', 'access_control_allow_headers'],
  ...['access_control_allow_credentials', 'access_control_expose_headers', 'access_control_max_age']
]

/** What a listener of HTTP may have. */
export const httpListener: AttributeTable = {
  'routing.http.response.server.enabled': flag('true'),
  ...Object.fromEntries(responseHeaders.map((header) => [`routing.http.response.${header}.header_value`, text()]))
}

const requestHeaders = [
  ...['Mtls-Clientcert-Serial-Number', 'Mtls-Clientcert-Issuer', 'Mtls-Clientcert-Subject'],
  ...['Mtls-Clientcert-Validity', 'Mtls-Clientcert-Leaf', 'Mtls-Clientcert', 'Tls-Version', 'Tls-Cipher-Suite']
]

/** What a listener of HTTPS may have: the same, and names for headers that tell of TLS. */
export const httpsListener: AttributeTable = {
  ...httpListener,
  ...Object.fromEntries(
    requestHeaders.map((header) => [
      `routing.http.request.x_amzn_${header.toLowerCase().replaceAll('-', '_')}.header_name`,
      text(`X-Amzn-${header}`, 40)
    ])
  )
}

export const tcpListener: AttributeTable = { 'tcp.idle_timeout.seconds': number(350, 60, 6000) }
