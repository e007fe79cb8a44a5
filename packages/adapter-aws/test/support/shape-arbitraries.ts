import type {
  Action,
  Condition,
  GrantedPermission,
  MutualAuthentication,
  Spec,
  Target,
  Transform
} from '@alb-ingress/core'
import { redact } from '@alb-ingress/core'
import fc from 'fast-check'

// Everything that the core's types allow in a call, and not only what an Ingress can ask for today.

const text = fc.string({ minLength: 1, maxLength: 12 })
const texts = fc.array(text, { minLength: 1, maxLength: 3 })
const number = fc.integer({ min: 0, max: 65535 })

/** A record in which members may be absent; `required` are not. */
const partly = <A extends object, K extends keyof A>(members: { [N in keyof A]: fc.Arbitrary<A[N]> }, required: K[]) =>
  fc.record(members, { requiredKeys: required })

const session = {
  scope: text,
  sessionCookieName: text,
  sessionTimeout: number,
  onUnauthenticatedRequest: fc.constantFrom('deny', 'allow', 'authenticate'),
  extraParams: fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true })
}

const forward = partly(
  {
    type: fc.constant('forward' as const),
    targetGroups: fc.array(partly({ targetGroup: text, weight: number }, ['targetGroup']), {
      minLength: 1,
      maxLength: 3
    }),
    stickiness: partly({ enabled: fc.boolean(), durationSeconds: number }, [])
  },
  ['type', 'targetGroups']
)

const redirect = partly(
  {
    type: fc.constant('redirect' as const),
    statusCode: text,
    host: text,
    path: text,
    port: text,
    protocol: text,
    query: text
  },
  ['type', 'statusCode']
)

const fixedResponse = partly(
  { type: fc.constant('fixed-response' as const), statusCode: text, contentType: text, messageBody: text },
  ['type', 'statusCode']
)

const cognito = partly(
  {
    type: fc.constant('authenticate-cognito' as const),
    userPoolArn: text,
    userPoolClientId: text,
    userPoolDomain: text,
    ...session
  },
  ['type', 'userPoolArn', 'userPoolClientId', 'userPoolDomain', 'scope', 'sessionCookieName', 'sessionTimeout']
)

const oidc = partly(
  {
    type: fc.constant('authenticate-oidc' as const),
    issuer: text,
    authorizationEndpoint: text,
    tokenEndpoint: text,
    userInfoEndpoint: text,
    clientId: text.map(redact),
    clientSecret: text.map(redact),
    ...session
  },
  [
    ...(['type', 'issuer', 'authorizationEndpoint', 'tokenEndpoint', 'userInfoEndpoint', 'clientId'] as const),
    ...(['scope', 'sessionCookieName', 'sessionTimeout'] as const)
  ]
)

const tokens = partly(
  {
    type: fc.constant('jwt-validation' as const),
    jwksEndpoint: text,
    issuer: text,
    additionalClaims: fc.array(fc.record({ format: text, name: text, values: texts }), { maxLength: 2 })
  },
  ['type', 'jwksEndpoint', 'issuer']
)

export const actions: fc.Arbitrary<ReadonlyArray<Action>> = fc.array(
  fc.oneof(forward, redirect, fixedResponse, cognito, oidc, tokens),
  { maxLength: 4 }
)

const patterns = { values: texts, regexValues: texts }

export const conditions: fc.Arbitrary<ReadonlyArray<Condition>> = fc.array(
  fc.oneof(
    partly({ field: fc.constantFrom('host-header' as const, 'path-pattern' as const), ...patterns }, ['field']),
    partly({ field: fc.constant('http-header' as const), httpHeaderName: text, ...patterns }, [
      'field',
      'httpHeaderName'
    ]),
    fc.record({ field: fc.constantFrom('http-request-method' as const, 'source-ip' as const), values: texts }),
    fc.record({
      field: fc.constant('query-string' as const),
      values: fc.array(partly({ key: text, value: text }, ['value']), { minLength: 1, maxLength: 3 })
    })
  ),
  { maxLength: 4 }
)

export const transforms: fc.Arbitrary<ReadonlyArray<Transform>> = fc.array(
  fc.record({
    type: fc.constantFrom('host-header-rewrite' as const, 'url-rewrite' as const),
    rewrites: fc.array(fc.record({ regex: text, replace: text }), { minLength: 1, maxLength: 2 })
  }),
  { maxLength: 2 }
)

export const healthChecks: fc.Arbitrary<Spec<'TargetGroup'>['healthCheck']> = fc.record({
  port: text,
  protocol: fc.constantFrom('HTTP' as const, 'HTTPS' as const),
  path: text,
  matcher: partly({ httpCode: text, grpcCode: text }, []),
  intervalSeconds: number,
  timeoutSeconds: number,
  healthyThresholdCount: number,
  unhealthyThresholdCount: number
})

export const mutualAuthentications: fc.Arbitrary<MutualAuthentication> = fc.oneof(
  fc.record({ mode: fc.constantFrom('off' as const, 'passthrough' as const) }),
  partly(
    {
      mode: fc.constant('verify' as const),
      trustStore: text,
      ignoreClientCertificateExpiry: fc.boolean(),
      advertiseTrustStoreCaNames: fc.constantFrom('on' as const, 'off' as const)
    },
    ['mode', 'trustStore', 'ignoreClientCertificateExpiry']
  )
)

const source = fc.oneof(
  fc.record({ cidr: text }),
  fc.record({ cidrIpv6: text }),
  fc.record({ prefixListId: text }),
  fc.record({ securityGroup: text })
)

export const permissions: fc.Arbitrary<ReadonlyArray<GrantedPermission>> = fc.array(
  partly({ protocol: fc.constantFrom('tcp', 'udp'), fromPort: number, toPort: number, source, description: text }, [
    'protocol',
    'fromPort',
    'toPort',
    'source'
  ]),
  { maxLength: 4 }
)

export const textMaps: fc.Arbitrary<Readonly<Record<string, string>>> = fc.dictionary(fc.string(), fc.string(), {
  noNullPrototype: true
})

export const targets: fc.Arbitrary<ReadonlyArray<Target>> = fc.array(
  partly({ id: text, port: number, availabilityZone: text }, ['id', 'port'])
)
