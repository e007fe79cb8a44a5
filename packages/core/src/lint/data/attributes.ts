/** Attributes of Application Load Balancers, as AWS documents them. */
const loadBalancerAttributes: ReadonlySet<string> = new Set([
  ...['access_logs', 'connection_logs', 'health_check_logs'].flatMap((logs) => [
    `${logs}.s3.enabled`,
    `${logs}.s3.bucket`,
    `${logs}.s3.prefix`
  ]),
  'client_keep_alive.seconds',
  'deletion_protection.enabled',
  'idle_timeout.timeout_seconds',
  'ipv6.deny_all_igw_traffic',
  'routing.http.desync_mitigation_mode',
  'routing.http.drop_invalid_header_fields.enabled',
  'routing.http.preserve_host_header.enabled',
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled',
  'routing.http.xff_client_port.enabled',
  'routing.http.xff_header_processing.mode',
  'routing.http2.enabled',
  'waf.fail_open.enabled',
  'zonal_shift.config.enabled'
])

const health = (what: string): ReadonlyArray<string> => [
  `target_group_health.${what}.minimum_healthy_targets.count`,
  `target_group_health.${what}.minimum_healthy_targets.percentage`
]

/** Attributes of target groups of Application Load Balancers. */
const targetGroupAttributes: ReadonlySet<string> = new Set([
  'deregistration_delay.timeout_seconds',
  'load_balancing.algorithm.type',
  'load_balancing.algorithm.anomaly_mitigation',
  'load_balancing.cross_zone.enabled',
  'slow_start.duration_seconds',
  'stickiness.enabled',
  'stickiness.type',
  'stickiness.app_cookie.cookie_name',
  'stickiness.app_cookie.duration_seconds',
  'stickiness.lb_cookie.duration_seconds',
  ...health('dns_failover'),
  ...health('unhealthy_state_routing')
])

const clientCertificate = ['serial_number', 'issuer', 'subject', 'validity', 'leaf'].map((part) => `_${part}`)
const responseHeaders = [
  ...['strict_transport_security', 'content_security_policy', 'x_content_type_options', 'x_frame_options'],
  ...['access_control_allow_origin', 'access_control_allow_methods', 'access_control_allow_headers'],
  ...['access_control_allow_credentials', 'access_control_expose_headers', 'access_control_max_age']
]

/** Attributes of their listeners: headers that are renamed, added or left out. */
const listenerAttributes: ReadonlySet<string> = new Set([
  ...['', ...clientCertificate].map((part) => `routing.http.request.x_amzn_mtls_clientcert${part}.header_name`),
  'routing.http.request.x_amzn_tls_version.header_name',
  'routing.http.request.x_amzn_tls_cipher_suite.header_name',
  'routing.http.response.server.enabled',
  ...responseHeaders.map((header) => `routing.http.response.${header}.header_value`)
])

/** Which attributes an annotation takes, by its key. */
export const attributesOf: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['load-balancer-attributes', loadBalancerAttributes],
  ['target-group-attributes', targetGroupAttributes],
  ['listener-attributes', listenerAttributes]
])

/** Attributes that are wanted often, and that a load balancer of this kind does not have. */
export const notOfAlb: ReadonlyMap<string, string> = new Map([
  [
    'load_balancing.cross_zone.enabled',
    'An Application Load Balancer always spreads over zones. A target group may say otherwise: target-group-attributes.'
  ],
  ['deregistration_delay.connection_termination.enabled', 'Only network load balancers have it.'],
  [
    'preserve_client_ip.enabled',
    'Only network load balancers have it. The address of a client is in the header X-Forwarded-For.'
  ],
  [
    'proxy_protocol_v2.enabled',
    'Only network load balancers have it. The address of a client is in the header X-Forwarded-For.'
  ]
])
