import { type AwsKind, redact, type Spec } from '@alb-ingress/core'
import { awsCalls } from '@alb-ingress/core/testing'

type Every = { readonly [K in AwsKind]: Required<Spec<K>> }

const arn = (rest: string): string => `arn:aws:elasticloadbalancing:eu-west-1:111122223333:${rest}`

const loadBalancer = arn('loadbalancer/app/shop/1')
const listener = arn('listener/app/shop/1/2')
const rule = arn('listener-rule/app/shop/1/2/3')
const targetGroup = arn('targetgroup/cart/4')
const securityGroup = 'sg-1'
const certificate = 'arn:aws:acm:eu-west-1:111122223333:certificate/5'

/** What AWS calls one resource of each kind. */
export const ids: Readonly<Record<AwsKind, string>> = {
  LoadBalancer: loadBalancer,
  Listener: listener,
  ListenerRule: rule,
  TargetGroup: targetGroup,
  SecurityGroup: securityGroup,
  Certificate: certificate
}

export const logIn: Spec<'ListenerRule'>['actions'][number] = {
  type: 'authenticate-oidc',
  issuer: 'https://id.example.com',
  authorizationEndpoint: 'https://id.example.com/authorize',
  tokenEndpoint: 'https://id.example.com/token',
  userInfoEndpoint: 'https://id.example.com/user',
  clientId: redact('the-client'),
  clientSecret: redact('the-secret'),
  scope: 'openid email',
  sessionCookieName: 'AWSELBAuthSessionCookie',
  sessionTimeout: 3600,
  onUnauthenticatedRequest: 'deny',
  extraParams: { display: 'page' }
}

/** One resource of each kind with every field that the kind has, none of them at a value that AWS would take by itself. */
export const samples: Every = {
  LoadBalancer: {
    name: 'shop',
    type: 'application',
    scheme: 'internal',
    tags: { team: 'shop' },
    securityGroups: ['sg-1', 'sg-2'],
    subnetMappings: [{ subnetId: 'subnet-1', allocationId: 'eipalloc-1' }, { subnetId: 'subnet-2' }],
    customerOwnedIpv4Pool: 'coip-1',
    ipAddressType: 'dualstack',
    attributes: { 'idle_timeout.timeout_seconds': '120', 'access_logs.s3.enabled': 'false' },
    webAcl: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/6',
    classicWebAcl: 'acl-7',
    shieldProtection: { name: 'managed by aws-load-balancer-controller', id: 'protection-8' },
    ipv4IpamPool: 'ipam-pool-9',
    minimumCapacity: 500
  },
  Listener: {
    loadBalancer,
    port: 8443,
    tags: { team: 'shop' },
    protocol: 'HTTPS',
    defaultActions: [{ type: 'fixed-response', statusCode: '404', contentType: 'text/plain', messageBody: 'nobody' }],
    sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    mutualAuthentication: {
      mode: 'verify',
      trustStore: arn('truststore/clients/10'),
      ignoreClientCertificateExpiry: true,
      advertiseTrustStoreCaNames: 'on'
    },
    defaultCertificate: certificate,
    certificates: [certificate],
    attributes: { 'routing.http.response.server.enabled': 'false' }
  },
  ListenerRule: {
    listener,
    priority: 7,
    conditions: [
      { field: 'host-header', values: ['shop.example.com'] },
      { field: 'path-pattern', regexValues: ['^/cart/[0-9]+$'] },
      { field: 'http-header', httpHeaderName: 'X-Tenant', values: ['a', 'b'] },
      { field: 'http-request-method', values: ['GET'] },
      { field: 'source-ip', values: ['192.0.2.0/24'] },
      { field: 'query-string', values: [{ key: 'version', value: '2' }, { value: 'beta' }] }
    ],
    actions: [
      logIn,
      {
        type: 'forward',
        targetGroups: [{ targetGroup, weight: 3 }],
        stickiness: { enabled: true, durationSeconds: 60 }
      }
    ],
    transforms: [
      { type: 'host-header-rewrite', rewrites: [{ regex: '^shop', replace: 'cart' }] },
      { type: 'url-rewrite', rewrites: [{ regex: '^/cart', replace: '/' }] }
    ],
    tags: { team: 'shop' }
  },
  TargetGroup: {
    name: 'cart',
    port: 80,
    vpcId: 'vpc-1',
    ipAddressType: 'ipv6',
    targetType: 'ip',
    protocol: 'HTTP',
    protocolVersion: 'GRPC',
    targetControlPort: 3000,
    tags: { team: 'shop' },
    healthCheck: { ...awsCalls.healthCheck, path: '/hz', matcher: { grpcCode: '0-1' } },
    attributes: { 'stickiness.enabled': 'true' },
    targets: [{ loadBalancer, port: 443 }]
  },
  SecurityGroup: {
    groupName: 'k8s-shop',
    description: '[k8s] Managed SecurityGroup for LoadBalancer',
    vpcId: 'vpc-1',
    tags: { team: 'shop' },
    ingress: [{ protocol: 'tcp', fromPort: 80, toPort: 81, source: { cidr: '192.0.2.0/24' } }]
  },
  Certificate: {
    domainName: 'shop.example.com',
    subjectAlternativeNames: ['shop.example.com', 'www.example.com'],
    type: 'PRIVATE',
    certificateAuthorityArn: 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/11',
    tags: { team: 'shop' }
  }
}
