import type { Balancer, Front } from '../../src/expect/front.js'
import type { Certificate } from '../../src/facts/facts.js'
import type { Action } from '../../src/resources/action.js'
import type { Resource, Stack } from '../../src/resources/stack.js'
import { router } from '../../src/route/trace.js'
import { binding, forward, host, listener, loadBalancer, path, rule, stackOf } from '../route/shop.js'

// A front by hand, so that these tests know nothing of Ingresses and of translation.

export const balancerOf = (stack: Stack): Balancer => ({
  group: stack.id,
  stack,
  ask: router(stack),
  services: new Map([
    [
      'shop/cart',
      {
        ...{
          namespace: 'shop',
          name: 'cart',
          annotations: {},
          labels: {},
          finalizers: [],
          deleting: false,
          uid: '',
          resourceVersion: ''
        },
        type: 'ClusterIP',
        ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 0, protocol: 'TCP' }],
        ipFamilies: []
      }
    ]
  ]),
  configured: undefined
})

export const frontWith = (
  balancers: ReadonlyArray<Balancer>,
  certificates: ReadonlyArray<Certificate> = [],
  more: Partial<Front> = {}
): Front => ({
  balancers,
  refused: [],
  findings: [],
  certificates: new Map(certificates.map((each) => [each.arn, each])),
  ...more
})

export const certificate = (arn: string, ...names: ReadonlyArray<string>): Certificate => ({
  arn,
  names,
  certificateAuthorityArn: undefined,
  tags: {}
})

const canary: Action = {
  type: 'forward',
  targetGroups: [forward('cart'), forward('cart-next')].flatMap((action, i) =>
    action.type === 'forward' ? action.targetGroups.map((each) => ({ ...each, weight: i === 0 ? 9 : 1 })) : []
  )
}

const logIn: Action = {
  type: 'authenticate-oidc',
  issuer: 'https://login.example',
  authorizationEndpoint: 'https://login.example/authorize',
  tokenEndpoint: 'https://login.example/token',
  userInfoEndpoint: 'https://login.example/me',
  // Nobody here reads it.
  clientId: 'client' as never,
  scope: 'openid',
  sessionCookieName: 'session',
  sessionTimeout: 60
}

const withTls = (of: Resource, ...arns: ReadonlyArray<string>): Resource =>
  of.kind === 'Listener'
    ? {
        ...of,
        spec: { ...of.spec, ...(arns[0] === undefined ? {} : { defaultCertificate: arns[0] }), certificates: arns }
      }
    : of

/** A shop: a canary, a page behind a log-in, a maintenance page, a fallback; port 80 redirects. */
export const shop: Stack = stackOf(
  loadBalancer(),
  listener(80, 'HTTP', [{ type: 'redirect', statusCode: 'HTTP_301', protocol: 'HTTPS', port: '443' }]),
  withTls(listener(443, 'HTTPS'), 'arn:shop', 'arn:other'),
  ...['cart', 'cart-next', 'admin', 'web', 'late'].map(binding),
  rule(443, 1, [host('shop.example'), path('/cart', '/cart/*')], [canary]),
  rule(443, 2, [host('shop.example'), path('/admin/*')], [logIn, forward('admin')]),
  rule(
    443,
    3,
    [host('shop.example'), path('/old')],
    [{ type: 'fixed-response', statusCode: '503', contentType: 'text/plain', messageBody: 'gone' }]
  ),
  {
    ...rule(443, 4, [host('shop.example'), path('/*')], [forward('web')])
  },
  rule(443, 5, [host('shop.example'), path('/late')], [forward('late')])
)
