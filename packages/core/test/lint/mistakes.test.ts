import { describe, expect, test } from 'vitest'
import { installation } from '../../src/install.js'
import { anIngress, aService, certificate, path, rule } from '../../src/lint/examples.js'
import { lint } from '../../src/lint/lint.js'
import { offline } from '../../src/lint/offline.js'

// What people write wrong in manifests that can be found in the open, one by one.

const install = installation({ clusterName: 'test', region: 'eu-central-1', accountId: '123456789012', vpcId: 'vpc-1' })

const told = (...objects: ReadonlyArray<unknown>) => lint(offline(install, objects)).findings

const codesOf = (...objects: ReadonlyArray<unknown>): ReadonlyArray<string> => [
  ...new Set(told(...objects).map(({ code }) => code))
]

describe('keys that do not exist', () => {
  test.each([
    ['wafv2-web-acl-arn', 'wafv2-acl-arn'],
    ['waf-acl-arn', 'wafv2-acl-arn'],
    ['idle-timeout', 'load-balancer-attributes'],
    ['idle-timeout-seconds', 'load-balancer-attributes'],
    ['connection-idle-timeout', 'load-balancer-attributes'],
    ['keepalive-timeout', 'load-balancer-attributes'],
    ['health-check-path', 'healthcheck-path'],
    ['health-check-interval-seconds', 'healthcheck-interval-seconds'],
    ['health-check-timeout-seconds', 'healthcheck-timeout-seconds'],
    ['healthcheck-interval', 'healthcheck-interval-seconds'],
    ['healthcheck-timeout', 'healthcheck-timeout-seconds'],
    ['healthcheck-healthy-threshold', 'healthy-threshold-count'],
    ['healthy-threshold', 'healthy-threshold-count'],
    ['success-code', 'success-codes'],
    ['listen-port', 'listen-ports'],
    ['security-group', 'security-groups'],
    ['certificate-arns', 'certificate-arn'],
    ['ssl-cert', 'certificate-arn'],
    ['ssl-certificate', 'certificate-arn'],
    ['acm-cert-arn', 'certificate-arn'],
    ['listenPorts', 'listen-ports'],
    ['targetType', 'target-type'],
    ['sslPolicy', 'ssl-policy'],
    ['loadBalancerAttributes', 'load-balancer-attributes'],
    ['load-balancer-type', 'Remove it'],
    ['stickiness.enabled', 'target-group-attributes'],
    ['stickiness.type', 'target-group-attributes'],
    ['stickiness-enabled', 'target-group-attributes'],
    ['deregistration-delay.timeout-seconds', 'target-group-attributes'],
    ['target-group-name', 'Remove it'],
    ['rewrite-target', 'transforms.<service>'],
    ['auth-idp-type', 'auth-type'],
    ['auth-idp-oidc-issuer', 'auth-idp-oidc'],
    ['auth-user-pool-arn', 'auth-idp-cognito'],
    ['auth-idp-config', 'auth-type'],
    ['group-name', 'group.name'],
    ['schema', 'scheme'],
    ['rules', 'spec.rules']
  ])('%s leads to %s', (written, meant) => {
    const found = told(anIngress({ [written]: 'application' }))
    expect(found.map(({ code }) => code)).toEqual(['lint/unknown-key'])
    expect(found[0]?.hint).toContain(meant)
  })
})

const both = '[{"HTTP":80},{"HTTPS":443}]'

const alibaba = {
  'address-type': 'internet',
  'vswitch-ids': 'vsw-1,vsw-2',
  canary: 'true',
  'canary-weight': '20',
  'rewrite-target': '/$1',
  'sticky-session': 'true',
  'health-check-path': '/up'
}

describe('mistakes with keys that exist', () => {
  test.each([
    {
      name: 'a member of JSON misspelt, which is why another one is missing',
      given: [
        anIngress({
          'listen-ports': '[{"HTTPS":443}]',
          'certificate-arn': certificate,
          'jwt-validation': '{"jwksUri":"https://a/jwks","issuer":"a"}'
        })
      ],
      expected: ['annotation/value', 'lint/unknown-member']
    },
    { name: 'the dialect of another cloud, once', given: [anIngress(alibaba)], expected: ['lint/other-dialect'] },
    {
      name: 'a number without quotes',
      given: [
        {
          ...anIngress(),
          metadata: { namespace: 'shop', name: 'web', annotations: { 'alb.ingress.kubernetes.io/group.order': 10 } }
        }
      ],
      expected: ['object/field']
    },
    {
      name: 'JSON that is broken',
      given: [anIngress({ 'listen-ports': '\'[{"HTTP":80}]\'' })],
      expected: ['annotation/value']
    },
    {
      name: 'a comment in a block scalar',
      given: [
        anIngress({
          'load-balancer-attributes': 'access_logs.s3.bucket=logs,  # the usual one\naccess_logs.s3.prefix=shop'
        })
      ],
      expected: ['lint/comment-in-value']
    },
    {
      name: 'several ports in one object',
      given: [anIngress({ 'listen-ports': '[{"HTTP":80,"HTTPS":443}]', 'certificate-arn': certificate })],
      expected: ['lint/listen-ports-shape']
    },
    {
      name: 'ssl-redirect as a truth value',
      given: [anIngress({ 'ssl-redirect': 'true' })],
      expected: ['annotation/value']
    },
    {
      name: 'a word of auth-type that is none',
      given: [anIngress({ 'auth-type': 'authenticate' })],
      expected: ['annotation/value']
    },
    {
      name: 'mutual-authentication as an object',
      given: [anIngress({ 'mutual-authentication': '{"port":443,"mode":"off"}' })],
      expected: ['annotation/value']
    },
    {
      name: 'a word for a certificate',
      given: [anIngress({ 'certificate-arn': 'auto-discover' })],
      expected: ['lint/not-an-arn']
    },
    { name: 'no certificate at all', given: [anIngress({ 'certificate-arn': '' })], expected: ['lint/empty-value'] },
    {
      name: 'an ARN without its middle',
      given: [anIngress({ 'certificate-arn': 'arn:aws:acm:us-east-2:4dc0-a399-ea68d7e64ac7' })],
      expected: ['lint/not-an-arn']
    },
    {
      name: 'blanks in a name',
      given: [anIngress({ 'load-balancer-name': 'shop front' })],
      expected: ['lint/load-balancer-name']
    },
    {
      name: 'words of documentation for a subnet',
      given: [anIngress({ subnets: 'subnet ID' })],
      expected: ['lint/placeholder']
    },
    {
      name: 'an attribute of network load balancers',
      given: [anIngress({ 'load-balancer-attributes': 'load_balancing.cross_zone.enabled=true' })],
      expected: ['lint/unknown-attribute']
    },
    {
      name: 'a glob with Prefix',
      given: [anIngress({}, { spec: { rules: [rule('', path('/*'))] } })],
      expected: ['path/wildcard']
    },
    {
      name: 'backends of the old API under the new one',
      given: [
        anIngress(
          {},
          {
            spec: {
              rules: [rule('', { path: '/', pathType: 'Prefix', backend: { serviceName: 'web', servicePort: 80 } })]
            }
          }
        )
      ],
      expected: ['backend/resource']
    },
    {
      name: 'an action that nobody defines',
      given: [anIngress({}, { spec: { rules: [rule('', path('/', 'closed:use-annotation'))] } })],
      expected: ['lint/undefined-action']
    },
    {
      name: 'a field of EKS Auto Mode in class parameters of ours',
      given: [
        {
          apiVersion: 'elbv2.k8s.aws/v1beta1',
          kind: 'IngressClassParams',
          metadata: { name: 'shop' },
          spec: { certificateARNs: [certificate] }
        }
      ],
      expected: ['lint/unknown-field']
    },
    {
      name: 'a rule that slid into the paths of another',
      given: [anIngress({}, { spec: { rules: [rule('', { ...Object(path('/')), host: 'b.shop.example' })] } })],
      expected: ['lint/unknown-field']
    }
  ])('$name', ({ given, expected }) => {
    expect(codesOf(...given)).toEqual(expected)
  })
})

const inGroup = (name: string, annotations: Readonly<Record<string, string>>, host = `${name}.shop.example`) =>
  anIngress({ 'group.name': 'shop', ...annotations }, { name, spec: { rules: [rule(host)] } })

describe('the right annotation without effect, or in a quarrel', () => {
  test.each([
    {
      name: 'an action that was to redirect by itself',
      given: [
        anIngress({
          'actions.ssl-redirect':
            '{"type":"redirect","redirectConfig":{"protocol":"HTTPS","port":"443","statusCode":"HTTP_301"}}'
        })
      ],
      expected: ['lint/unused-action']
    },
    {
      name: 'ssl-redirect without HTTP',
      given: [anIngress({ 'ssl-redirect': '443', 'certificate-arn': certificate })],
      expected: ['lint/ssl-redirect-without-http']
    },
    {
      name: 'HTTPS without certificate or host',
      given: [anIngress({ 'listen-ports': both }, { spec: { rules: [rule('')] } })],
      expected: ['certificates/none']
    },
    {
      name: 'annotations of nginx',
      given: [anIngress({ 'nginx.ingress.kubernetes.io/rewrite-target': '/' })],
      expected: ['lint/other-dialect']
    },
    {
      name: 'annotations of cert-manager',
      given: [anIngress({ 'cert-manager.io/issuer': 'le' })],
      expected: ['lint/tls-secret']
    },
    {
      name: 'a Secret for TLS',
      given: [anIngress({ 'listen-ports': both }, { spec: { tls: [{ hosts: ['shop.example'], secretName: 'tls' }] } })],
      expected: ['lint/tls-secret']
    },
    {
      name: 'two names of one load balancer',
      given: [inGroup('a', { 'load-balancer-name': 'one' }), inGroup('b', { 'load-balancer-name': 'two' })],
      expected: ['group/disagree']
    },
    {
      name: 'two schemes in one group',
      given: [inGroup('a', { scheme: 'internal' }), inGroup('b', { scheme: 'internet-facing' })],
      expected: ['group/disagree']
    },
    {
      name: 'listen-ports left off the second member',
      given: [inGroup('a', { 'listen-ports': both, 'certificate-arn': certificate }), inGroup('b', {})],
      expected: ['lint/listen-ports-missing']
    },
    {
      name: 'a log-in on plain HTTP',
      given: [
        anIngress({
          'auth-type': 'cognito',
          'auth-idp-cognito': '{"userPoolARN":"a","userPoolClientID":"b","userPoolDomain":"c"}'
        })
      ],
      expected: ['auth/plain-http']
    }
  ])('$name', ({ given, expected }) => {
    expect(codesOf(...given)).toEqual(expected)
  })
})

describe('what is in order gives nothing', () => {
  test.each([
    {
      name: 'a catch-all first in its rule',
      given: [anIngress({}, { spec: { rules: [rule('', path('/'), path('/cart', 'cart'))] } })]
    },
    {
      name: 'annotations of a target group on the Service',
      given: [anIngress(), aService('web', { 'backend-protocol-version': 'GRPC' })]
    },
    {
      name: 'a redirect by the action of old',
      given: [
        anIngress(
          {
            'listen-ports': both,
            'certificate-arn': certificate,
            'actions.ssl-redirect':
              '{"Type":"redirect","RedirectConfig":{"Protocol":"HTTPS","Port":"443","StatusCode":"HTTP_301"}}'
          },
          {
            spec: {
              rules: [
                rule(
                  '',
                  path('/*', 'ssl-redirect:use-annotation', 'ImplementationSpecific'),
                  path('/*', 'web', 'ImplementationSpecific')
                )
              ]
            }
          }
        )
      ]
    },
    {
      name: 'an Ingress of another controller',
      given: [
        anIngress(
          { 'nginx.ingress.kubernetes.io/rewrite-target': '/' },
          { spec: { ingressClassName: 'nginx', tls: [{ secretName: 'tls' }] } }
        )
      ]
    },
    {
      name: 'a patch for Kustomize',
      given: [
        anIngress(
          {
            'listen-ports': '[{"HTTPS":443}]',
            'actions.web': '{"type":"fixed-response","fixedResponseConfig":{"statusCode":"503"}}'
          },
          { spec: { rules: undefined } }
        )
      ]
    },
    {
      name: 'a Service, a Secret and a class that some other file holds',
      given: [
        anIngress(
          {
            'listen-ports': '[{"HTTPS":443}]',
            'auth-type': 'oidc',
            'auth-idp-oidc':
              '{"issuer":"https://a","authorizationEndpoint":"https://a/a","tokenEndpoint":"https://a/t","userInfoEndpoint":"https://a/u","secretName":"oidc"}'
          },
          { spec: { ingressClassName: 'public' } }
        )
      ]
    }
  ])('$name', ({ given }) => {
    expect(told(...given)).toEqual([])
  })
})

test('an installation with a prefix of its own is told of its own keys', () => {
  const own = { ...install, annotationsPrefix: 'ingress.shop.example' }
  const found = lint(offline(own, [anIngress({ 'ingress.shop.example/schema': 'internal' })])).findings
  expect(found.map(({ code, at, replacement }) => ({ code, key: at.path[2], text: replacement?.text }))).toEqual([
    { code: 'lint/unknown-key', key: 'ingress.shop.example/schema', text: 'ingress.shop.example/scheme' }
  ])
})
