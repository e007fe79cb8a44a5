/** What somebody meant by a key that nobody knows. */
export interface Correction {
  /** The key, where the value may stay as it is. */
  readonly key?: string
  /** What to do, where another key alone will not do. */
  readonly advice?: string
}

const to = (key: string): Correction => ({ key })
const advised = (advice: string): Correction => ({ advice })

const idleTimeout = advised(
  'Write load-balancer-attributes: idle_timeout.timeout_seconds=60 with your number of seconds.'
)
const stickiness = advised('Write target-group-attributes: stickiness.enabled=true,stickiness.type=lb_cookie.')
const ofAuthentication = advised(
  'Write auth-type: cognito or oidc, and describe the provider in auth-idp-cognito or auth-idp-oidc.'
)
const notNeeded = advised('Remove it: what comes of an Ingress is an Application Load Balancer in any case.')

/** Keys that people write and that no controller of this kind knows, without the prefix; nearness alone would not find what they meant. */
export const corrections: ReadonlyMap<string, Correction> = new Map([
  ['wafv2-web-acl-arn', to('wafv2-acl-arn')],
  ['waf-acl-arn', to('wafv2-acl-arn')],
  ['web-acl-arn', to('wafv2-acl-arn')],
  ['idle-timeout', idleTimeout],
  ['idle-timeout-seconds', idleTimeout],
  ['connection-idle-timeout', idleTimeout],
  [
    'keepalive-timeout',
    advised('Write load-balancer-attributes: client_keep_alive.seconds=3600 with your number of seconds.')
  ],
  ['health-check-path', to('healthcheck-path')],
  ['health-check-port', to('healthcheck-port')],
  ['health-check-protocol', to('healthcheck-protocol')],
  ['health-check-interval-seconds', to('healthcheck-interval-seconds')],
  ['health-check-timeout-seconds', to('healthcheck-timeout-seconds')],
  ['healthcheck-interval', to('healthcheck-interval-seconds')],
  ['healthcheck-timeout', to('healthcheck-timeout-seconds')],
  ['healthcheck-healthy-threshold', to('healthy-threshold-count')],
  ['healthcheck-unhealthy-threshold', to('unhealthy-threshold-count')],
  ['healthcheck-healthy-threshold-count', to('healthy-threshold-count')],
  ['healthcheck-unhealthy-threshold-count', to('unhealthy-threshold-count')],
  ['healthy-threshold', to('healthy-threshold-count')],
  ['unhealthy-threshold', to('unhealthy-threshold-count')],
  ['healthcheck-success-codes', to('success-codes')],
  ['success-code', to('success-codes')],
  ['listen-port', to('listen-ports')],
  ['security-group', to('security-groups')],
  ['certificate-arns', to('certificate-arn')],
  ['ssl-cert', to('certificate-arn')],
  ['acm-cert-arn', to('certificate-arn')],
  ['ssl-certificate', advised('Name a certificate of ACM with certificate-arn: a Secret is not read.')],
  ['load-balancer-type', notNeeded],
  ['stickiness.enabled', stickiness],
  ['stickiness.type', stickiness],
  ['stickiness-enabled', stickiness],
  ['stickiness', stickiness],
  [
    'deregistration-delay.timeout-seconds',
    advised('Write target-group-attributes: deregistration_delay.timeout_seconds=300 with your number of seconds.')
  ],
  ['target-group-name', advised('Remove it: names of target groups are made.')],
  [
    'rewrite-target',
    advised(
      'Write transforms.<service> with a url-rewrite: [{"type":"url-rewrite","urlRewriteConfig":{"rewrites":[…]}}].'
    )
  ],
  ['auth-idp-type', ofAuthentication],
  ['auth-idp-config', ofAuthentication],
  ['auth-idp-oidc-issuer', advised('Write issuer, with the other members, into the JSON of auth-idp-oidc.')],
  ['auth-user-pool-arn', advised('Write userPoolARN, with the other members, into the JSON of auth-idp-cognito.')],
  ['group-name', to('group.name')],
  ['group-order', to('group.order')],
  ['schema', to('scheme')],
  ['rules', advised('Write rules under spec.rules of the Ingress.')],
  ['force-ssl-redirect', advised('Write ssl-redirect: "443".')]
])
