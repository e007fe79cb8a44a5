import { expect, test } from 'vitest'
import { E } from '../../src/prelude.js'
import { plainStyle } from '../../src/render/style.js'
import { traceText } from '../../src/render/trace-text.js'
import type { Action } from '../../src/resources/action.js'
import { parseRequest } from '../../src/route/request.js'
import { route } from '../../src/route/trace.js'
import { redact } from '../../src/support/redacted.js'
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

const split: Action = {
  type: 'forward',
  targetGroups: [
    { targetGroup: shopRef('TargetGroup', targetGroupOf('web')), weight: 2 },
    { targetGroup: 'arn:other', weight: 1 }
  ]
}

const logIn: Action = {
  type: 'authenticate-oidc',
  issuer: 'https://login.shop.example',
  authorizationEndpoint: 'https://login.shop.example/authorize',
  tokenEndpoint: 'https://login.shop.example/token',
  userInfoEndpoint: 'https://login.shop.example/userinfo',
  clientId: redact('shop-web'),
  clientSecret: redact('hunter2'),
  ...{ scope: 'openid', sessionCookieName: 'shop', sessionTimeout: 60, onUnauthenticatedRequest: 'allow' }
}

const shop = stackOf(
  loadBalancer(),
  listener(80, 'HTTP', [{ type: 'redirect', statusCode: 'HTTP_301', port: '443', protocol: 'HTTPS' }]),
  listener(443, 'HTTPS'),
  rule(443, 1, [host('shop.example'), path('/cart', '/cart/*')], [forward('cart')]),
  rule(443, 2, [host('shop.example'), path('/split')], [split]),
  rule(443, 3, [path('/account')], [logIn, forward('web')]),
  rule(443, 4, [host('shop.example'), path('/*')], [forward('web')]),
  binding('web'),
  binding('cart')
)

const text = (url: string): string => {
  const request = parseRequest('GET', url)
  if (E.isLeft(request)) throw new Error(request.left)
  return traceText(route(shop, request.right), plainStyle)
}

test('the rule that answers is told with its reasons, the others with what stands in the way', () => {
  expect(text('https://shop.example/x?y=1')).toMatchInlineSnapshot(`
    "GET https://shop.example/x?y=1
      · rule 443:1  path /x does not match /cart, /cart/*
      · rule 443:2  path /x does not match /split
      · rule 443:3  path /x does not match /account
      ✓ rule 443:4  host shop.example matches shop.example; path /x matches /*
      → shop/web:80"
  `)
})

test('what no rule takes is answered by the listener', () => {
  expect(text('https://other.example/x')).toMatchInlineSnapshot(`
    "GET https://other.example/x
      · rule 443:1  host other.example does not match shop.example; path /x does not match /cart, /cart/*
      · rule 443:2  host other.example does not match shop.example; path /x does not match /split
      · rule 443:3  path /x does not match /account
      · rule 443:4  host other.example does not match shop.example
      ✓ listener 443  no rule answers
      → 404 text/plain"
  `)
})

test.each([
  { url: 'https://shop.example/split', expected: 'shop/web:80 (66.7 %), arn:other (33.3 %)' },
  {
    url: 'https://shop.example/account',
    expected: 'log in at https://login.shop.example (allow others), then shop/web:80'
  },
  { url: 'http://shop.example/x', expected: '301 to https://shop.example:443/x' },
  { url: 'https://shop.example:8443/', expected: 'nothing listens on port 8443, only on 80, 443' },
  { url: 'https://shop.example:80/', expected: 'port 80 speaks HTTP' }
])('$url ends with: $expected', ({ url, expected }) => {
  expect(text(url).split('\n').at(-1)).toBe(`  → ${expected}`)
})
