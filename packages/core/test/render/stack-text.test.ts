import { expect, test } from 'vitest'
import { stackText } from '../../src/render/stack-text.js'
import { plainStyle } from '../../src/render/style.js'
import type { Spec } from '../../src/resources/kinds.js'
import type { ObservedStack, Resource } from '../../src/resources/stack.js'
import type { AddOns } from '../../src/translate/add-ons.js'
import {
  binding,
  forward,
  host,
  listener,
  loadBalancer,
  path,
  rule,
  shopRef,
  stackOf,
  targetGroupOf
} from '../route/shop.js'

const shop = stackOf(
  loadBalancer(),
  listener(443, 'HTTPS'),
  listener(80, 'HTTP', [{ type: 'redirect', statusCode: 'HTTP_301', port: '443', protocol: 'HTTPS' }]),
  rule(443, 2, [host('shop.example'), path('/*')], [forward('web')]),
  rule(
    443,
    1,
    [host('shop.example'), path('/cart', '/cart/*')],
    [
      {
        type: 'forward',
        targetGroups: [
          { targetGroup: shopRef('TargetGroup', targetGroupOf('cart')), weight: 80 },
          { targetGroup: 'arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/next/1', weight: 20 }
        ]
      }
    ]
  ),
  rule(
    443,
    3,
    [
      { field: 'http-header', httpHeaderName: 'X-Beta', values: ['yes'] },
      { field: 'path-pattern', regexValues: ['^/v\\d+/'] },
      { field: 'http-request-method', values: ['GET', 'HEAD'] },
      { field: 'query-string', values: [{ key: 'a', value: '1' }, { value: 'b' }] },
      { field: 'source-ip', values: ['10.0.0.0/8'] }
    ],
    [{ type: 'fixed-response', statusCode: '503', contentType: 'text/plain', messageBody: 'Back\nsoon' }]
  ),
  binding('web'),
  binding('cart')
)

test('a wanted load balancer is listed rule by rule', () => {
  expect(stackText(shop, plainStyle)).toMatchInlineSnapshot(`
    "load balancer k8s-shop-1 (internal, ipv4)
      80 HTTP
      80 otherwise → 301 to https://#{host}:443/#{path}?#{query}
      443 HTTPS
      443 shop.example /cart /cart/* → shop/cart:80 (weight 80), arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/next/1 (weight 20)
      443 shop.example /* → shop/web:80
      443 ~^/v\\d+/, header X-Beta: yes, GET or HEAD, ?a=1 or ?b, from 10.0.0.0/8 → 503 text/plain "Back\\nsoon"
      443 otherwise → 404 text/plain"
  `)
})

test('a token is told by its issuer and by what it has to claim', () => {
  const additionalClaims = [{ format: 'single-string', name: 'aud', values: ['pay'] }] as const
  const check = {
    type: 'jwt-validation',
    issuer: 'https://id.example',
    jwksEndpoint: 'https://id.example/jwks'
  } as const
  const stack = stackOf(
    loadBalancer(),
    listener(443, 'HTTPS'),
    rule(443, 1, [path('/a')], [check, forward('web')]),
    rule(443, 2, [path('/b')], [{ ...check, additionalClaims }, forward('web')]),
    binding('web')
  )
  expect(stackText(stack, plainStyle).split('\n').slice(2, 4)).toEqual([
    '  443 /a → check token of https://id.example, then shop/web:80',
    '  443 /b → check token of https://id.example with aud, then shop/web:80'
  ])
})

test('what clients must bring, and what targets get instead of what clients ask for, is shown', () => {
  const checked = listener(443, 'HTTPS')
  const rewriting = rule(443, 1, [path('/v2/*')], [forward('web')])
  const stack = stackOf(
    loadBalancer(),
    // Kind and spec stay those of one resource.
    {
      ...checked,
      spec: {
        ...checked.spec,
        mutualAuthentication: { mode: 'verify', trustStore: 'arn:trust', ignoreClientCertificateExpiry: false }
      }
    } as Resource,
    {
      ...rewriting,
      spec: { ...rewriting.spec, transforms: [{ type: 'url-rewrite', rewrites: [{ regex: '^/v2', replace: '' }] }] }
    } as Resource,
    binding('web')
  )
  expect(stackText(stack, plainStyle)).toMatchInlineSnapshot(`
    "load balancer k8s-shop-1 (internal, ipv4)
      443 HTTPS, clients need a certificate that arn:trust trusts
      443 /v2/* → shop/web:80, URL ^/v2 as ""
      443 otherwise → 404 text/plain"
  `)
})

test('of one that is there, address and state are shown', () => {
  const observed: ObservedStack = {
    id: 'shop',
    resources: [
      {
        ...shopRef('LoadBalancer', 'LoadBalancer'),
        kind: 'LoadBalancer',
        physicalId: 'arn:lb',
        spec: { name: 'k8s-shop-1', scheme: 'internet-facing' },
        reported: { dnsName: 'k8s-shop-1.elb.example', state: 'active' }
      }
    ]
  }
  expect(stackText(observed, plainStyle)).toBe(
    'load balancer k8s-shop-1 (internet-facing, active)\n  k8s-shop-1.elb.example'
  )
})

test('a stack without one says so', () => {
  expect(stackText(stackOf(), plainStyle)).toBe('shop has no load balancer.')
})

test('whoever guards the load balancer is named, and nobody who is taken off', () => {
  const guarded = (addOns: AddOns): string => {
    const balancer = loadBalancer()
    if (balancer.kind !== 'LoadBalancer') throw new Error('a load balancer is one')
    return stackText(stackOf({ ...balancer, spec: { ...balancer.spec, ...addOns } }), plainStyle)
  }
  expect(guarded({ webAcl: 'arn:strict', classicWebAcl: 'id-1', shieldProtection: { name: 'ours' } })).toBe(
    [
      'load balancer k8s-shop-1 (internal, ipv4)',
      '  web ACL arn:strict',
      '  web ACL id-1 of WAF Classic',
      '  protected by Shield Advanced'
    ].join('\n')
  )
  expect(guarded({ webAcl: 'none', classicWebAcl: 'none', shieldProtection: 'none' })).not.toMatch(/web ACL|Shield/)
})

test('what is kept for the load balancer is shown, and nothing that was given back', () => {
  const keeping = (kept: Partial<Spec<'LoadBalancer'>>): string => {
    const balancer = loadBalancer()
    if (balancer.kind !== 'LoadBalancer') throw new Error('a load balancer is one')
    return stackText(stackOf({ ...balancer, spec: { ...balancer.spec, ...kept } }), plainStyle)
  }
  expect(keeping({ minimumCapacity: 500, ipv4IpamPool: 'ipam-pool-1', customerOwnedIpv4Pool: 'ipv4pool-coip-1' })).toBe(
    [
      'load balancer k8s-shop-1 (internal, ipv4)',
      '  500 capacity units reserved',
      '  public addresses from ipam-pool-1',
      '  addresses from ipv4pool-coip-1'
    ].join('\n')
  )
  expect(keeping({ minimumCapacity: 0, ipv4IpamPool: 'none' })).toBe('load balancer k8s-shop-1 (internal, ipv4)')
})
