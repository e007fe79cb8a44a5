import { describe, expect, test } from 'vitest'
import type { Expected } from '../../src/expect/expected.js'
import type { Front } from '../../src/expect/front.js'
import { judge } from '../../src/expect/judge.js'
import { requestOf } from '../../src/expect/request-given.js'
import { metText, verdictText } from '../../src/expect/verdict-text.js'
import { E } from '../../src/prelude.js'
import { plainStyle } from '../../src/render/style.js'
import type { Request } from '../../src/route/request.js'
import { balancerOf, certificate, frontWith, shop } from './shop-front.js'

const front = frontWith([balancerOf(shop)], [certificate('arn:shop', 'shop.example', '*.shop.example')])

const read = (text: string): Request => {
  const request = requestOf(text)
  if (E.isLeft(request)) throw new Error(request.left)
  return request.right
}

const passes = (request: string, expected: Expected, of: Front = front, group?: string): boolean =>
  judge(of, read(request), expected, group).passed

const cart = 'https://shop.example/cart'
const web = 'https://shop.example/'

describe('an expectation', () => {
  test.each<{ readonly name: string; readonly request: string; readonly expected: Expected; readonly passed: boolean }>(
    [
      { name: 'the Service with its port', request: web, expected: { service: 'shop/web:80' }, passed: true },
      { name: 'the Service alone', request: web, expected: { service: 'shop/web' }, passed: true },
      { name: 'any Service', request: web, expected: { service: '*' }, passed: true },
      { name: 'another port of the Service', request: web, expected: { service: 'shop/web:81' }, passed: false },
      { name: 'a Service of another namespace', request: web, expected: { service: 'blog/web:80' }, passed: false },
      {
        name: 'any Service, where a fixed response answers',
        request: 'https://shop.example/old',
        expected: { service: '*' },
        passed: false
      },
      { name: 'one Service of two', request: cart, expected: { service: 'shop/cart:80' }, passed: false },
      {
        name: 'weights as written',
        request: cart,
        expected: { weights: { 'shop/cart:80': 9, 'shop/cart-next:80': 1 } },
        passed: true
      },
      {
        name: 'weights in the same proportion',
        request: cart,
        expected: { weights: { 'shop/cart': 90, 'shop/cart-next': 10 } },
        passed: true
      },
      {
        name: 'a port by the name that the Service gives it',
        request: cart,
        expected: { weights: { 'shop/cart:http': 9, 'shop/cart-next': 1 } },
        passed: true
      },
      {
        name: 'other weights',
        request: cart,
        expected: { weights: { 'shop/cart:80': 8, 'shop/cart-next:80': 2 } },
        passed: false
      },
      {
        name: 'weights that leave a Service out',
        request: cart,
        expected: { weights: { 'shop/cart:80': 9 } },
        passed: false
      },
      {
        name: 'weights with a Service that gets nothing',
        request: web,
        expected: { weights: { 'shop/web:80': 1, 'shop/cart:80': 0 } },
        passed: true
      },
      {
        name: 'a redirect without its usual port',
        request: 'http://shop.example/x?y=1',
        expected: { redirect: 'https://shop.example/x?y=1' },
        passed: true
      },
      {
        name: 'a redirect with its port',
        request: 'http://shop.example/x',
        expected: { redirect: 'https://shop.example:443/x' },
        passed: true
      },
      {
        name: 'a redirect to another path',
        request: 'http://shop.example/x',
        expected: { redirect: 'https://shop.example/y' },
        passed: false
      },
      {
        name: 'a host in other letters',
        request: 'http://shop.example/',
        expected: { redirect: 'https://SHOP.example' },
        passed: true
      },
      {
        name: 'the status of a redirect',
        request: 'http://shop.example/',
        expected: { redirect: { status: 302 } },
        passed: false
      },
      { name: 'any redirect', request: 'http://shop.example/', expected: { redirect: '*' }, passed: true },
      {
        name: 'a response by its status',
        request: 'https://shop.example/old',
        expected: { response: 503 },
        passed: true
      },
      {
        name: 'another body of a response',
        request: 'https://shop.example/old',
        expected: { response: { status: 503, body: 'moved' } },
        passed: false
      },
      {
        name: 'body and type of a response',
        request: 'https://shop.example/old',
        expected: { response: { status: 503, body: 'gone', contentType: 'text/plain' } },
        passed: true
      },
      {
        name: 'a log-in by its sort',
        request: 'https://shop.example/admin/x',
        expected: { authentication: 'oidc' },
        passed: true
      },
      {
        name: 'a log-in by its issuer',
        request: 'https://shop.example/admin/x',
        expected: { authentication: 'https://login.example' },
        passed: true
      },
      {
        name: 'another sort of log-in',
        request: 'https://shop.example/admin/x',
        expected: { authentication: 'cognito' },
        passed: false
      },
      {
        name: 'no log-in where there is one',
        request: 'https://shop.example/admin/x',
        expected: { authentication: 'none' },
        passed: false
      },
      { name: 'no log-in', request: web, expected: { authentication: 'none' }, passed: true },
      {
        name: 'a certificate by one of its names',
        request: web,
        expected: { certificate: '*.shop.example' },
        passed: true
      },
      { name: 'a certificate by its ARN', request: web, expected: { certificate: 'arn:shop' }, passed: true },
      {
        name: 'any certificate that covers the host',
        request: 'https://a.shop.example/',
        expected: { certificate: '*' },
        passed: true
      },
      {
        name: 'a wildcard covers one label only',
        request: 'https://a.b.shop.example/',
        expected: { certificate: '*' },
        passed: false
      },
      {
        name: 'a certificate on a port without TLS',
        request: 'http://shop.example/',
        expected: { certificate: '*' },
        passed: false
      },
      {
        name: 'a certificate that is presented and does not cover the host',
        request: 'https://a.b.shop.example/',
        expected: { certificate: 'arn:shop' },
        passed: false
      },
      { name: 'what the targets receive', request: web, expected: { receives: '/' }, passed: true },
      {
        name: 'the whole URL that they receive',
        request: 'https://shop.example/a?b',
        expected: { receives: 'https://shop.example/a?b' },
        passed: true
      },
      { name: 'another path that they receive', request: web, expected: { receives: '/x' }, passed: false },
      {
        name: 'two things, one of them wrong',
        request: web,
        expected: { service: 'shop/web', authentication: 'jwt' },
        passed: false
      }
    ]
  )('about $name', ({ request, expected, passed }) => {
    expect(passes(request, expected)).toBe(passed)
  })

  test('a certificate that the account does not describe is met by its ARN alone', () => {
    expect(passes(web, { certificate: 'arn:shop' }, frontWith([balancerOf(shop)]))).toBe(true)
    expect(passes(web, { certificate: '*' }, frontWith([balancerOf(shop)]))).toBe(false)
  })

  test('several certificates that cover the host are met only by what all of them are', () => {
    const both = frontWith(
      [balancerOf(shop)],
      [certificate('arn:shop', 'shop.example'), certificate('arn:other', 'shop.example', 'other.example')]
    )
    expect(passes(web, { certificate: 'shop.example' }, both)).toBe(true)
    expect(passes(web, { certificate: 'arn:shop' }, both)).toBe(false)
  })
})

const textOf = (request: string, expected: Expected, of: Front = front, group?: string): string =>
  verdictText(judge(of, read(request), expected, group), plainStyle)

describe('a failure says', () => {
  test('that a rule leads there and does not match, and why', () => {
    expect(textOf('https://shop.example/kart', { service: 'shop/cart:80' })).toMatchInlineSnapshot(`
      "GET https://shop.example/kart
        service: expected shop/cart:80, and got shop/web:80
          Rule 443:1 leads there, and does not match: path /kart does not match /cart, /cart/*.
          Change the host, path or conditions of the rule; or correct the test.
      The way of the request through shop:
        · rule 443:1  path /kart does not match /cart, /cart/*
        · rule 443:2  path /kart does not match /admin/*
        · rule 443:3  path /kart does not match /old
        ✓ rule 443:4  host shop.example matches shop.example; path /kart matches /*
        → shop/web:80"
    `)
  })

  test('that a rule before it answers first', () => {
    expect(textOf('https://shop.example/late', { service: 'shop/late:80' })).toMatchInlineSnapshot(`
      "GET https://shop.example/late
        service: expected shop/late:80, and got shop/web:80
          Rule 443:5 leads there, and is not reached: rule 443:4 answers first.
          Let the more specific rule come first, by its path or by group.order; or correct the test.
      The way of the request through shop:
        · rule 443:1  path /late does not match /cart, /cart/*
        · rule 443:2  path /late does not match /admin/*
        · rule 443:3  path /late does not match /old
        ✓ rule 443:4  host shop.example matches shop.example; path /late matches /*
        → shop/web:80"
    `)
  })

  test('that the Service is served on another port', () => {
    expect(textOf('http://shop.example/', { service: 'shop/web:80' })).toMatchInlineSnapshot(`
      "GET http://shop.example/
        service: expected shop/web:80, and got 301 to https://shop.example:443/
          Rule 443:4 leads there, on port 443; this request goes to port 80.
          Expect the redirect, or ask for where it leads.
      The way of the request through shop:
        ✓ listener 80  no rule answers
        → 301 to https://shop.example:443/"
    `)
  })

  test('that nothing listens', () => {
    expect(textOf('https://shop.example:8443/', { service: 'shop/web:80' })).toMatchInlineSnapshot(`
      "GET https://shop.example:8443/
        service: expected shop/web:80, and got no answer: nothing listens on port 8443, only on 80, 443
          Rule 443:4 leads there, on port 443; this request goes to port 8443.
          Ask on port 443, or add port 8443 to listen-ports.
      The way of the request through shop:
        → nothing listens on port 8443, only on 80, 443"
    `)
  })

  test('that no rule leads there, and which Service was probably meant', () => {
    expect(textOf(web, { service: 'shop/wep:80' })).toMatchInlineSnapshot(`
      "GET https://shop.example/
        service: expected shop/wep:80, and got shop/web:80
          No rule of shop leads to shop/wep:80. Its rules lead to shop/cart:80, shop/cart-next:80, shop/admin:80, shop/web:80, shop/late:80.
          Did you mean shop/web:80?
      The way of the request through shop:
        · rule 443:1  path / does not match /cart, /cart/*
        · rule 443:2  path / does not match /admin/*
        · rule 443:3  path / does not match /old
        ✓ rule 443:4  host shop.example matches shop.example; path / matches /*
        → shop/web:80"
    `)
  })

  test('that requests are shared', () => {
    expect(textOf(cart, { service: 'shop/cart:80' })).toMatchInlineSnapshot(`
      "GET https://shop.example/cart
        service: expected shop/cart:80, and got shop/cart:80 (90 %), shop/cart-next:80 (10 %)
          The rule shares such requests among several Services.
          Expect weights in place of service, or give the Service all of the weight.
      The way of the request through shop:
        ✓ rule 443:1  host shop.example matches shop.example; path /cart matches /cart
        → shop/cart:80 (90 %), shop/cart-next:80 (10 %)"
    `)
  })

  test('everything that is wrong, not only the first thing', () => {
    expect(
      textOf('https://a.b.shop.example/', {
        weights: { 'shop/cart:80': 1, 'shop/web:80': 1 },
        redirect: 'https://elsewhere.example/',
        response: 503,
        authentication: 'oidc',
        certificate: 'shop.example'
      })
    ).toMatchInlineSnapshot(`
      "GET https://a.b.shop.example/
        weights: expected shop/cart:80 (weight 1), shop/web:80 (weight 1), and got 404 text/plain
          No rule of shop leads there.
          Correct the manifests, or the test.
        redirect: expected a redirect to https://elsewhere.example/, and got 404 text/plain
          No rule of shop leads there.
          Correct the manifests, or the test.
        response: expected the fixed response 503, and got 404 text/plain
          Rule 443:3 leads there, and does not match: host a.b.shop.example does not match shop.example; path / does not match /old.
          Change the host, path or conditions of the rule; or correct the test.
        authentication: expected oidc, and got no authentication
          Set auth-type, and the annotation that describes the provider, on the Ingress or the Service. Log-ins act on HTTPS only.
        certificate: expected shop.example, and got shop.example, *.shop.example (arn:shop)
          No certificate that the account describes covers a.b.shop.example, so the default one is presented.
          Add a certificate for the host to certificate-arn, and describe it in the account.
      The way of the request through shop:
        · rule 443:1  host a.b.shop.example does not match shop.example; path / does not match /cart, /cart/*
        · rule 443:2  host a.b.shop.example does not match shop.example; path / does not match /admin/*
        · rule 443:3  host a.b.shop.example does not match shop.example; path / does not match /old
        · rule 443:4  host a.b.shop.example does not match shop.example
        · rule 443:5  host a.b.shop.example does not match shop.example; path / does not match /late
        ✓ listener 443  no rule answers
        → 404 text/plain"
    `)
  })

  test('what is met, to those who expect the contrary', () => {
    const verdict = judge(front, read(web), { service: 'shop/web:80', authentication: 'none' })
    expect(metText(verdict, plainStyle)).toMatchInlineSnapshot(`
      "GET https://shop.example/
        service: expected anything but shop/web:80, and got it
        authentication: expected anything but no authentication, and got it
      The way of the request through shop:
        · rule 443:1  path / does not match /cart, /cart/*
        · rule 443:2  path / does not match /admin/*
        · rule 443:3  path / does not match /old
        ✓ rule 443:4  host shop.example matches shop.example; path / matches /*
        → shop/web:80"
    `)
  })

  test('of many rules only the last, before the one that answers', () => {
    const verdict = judge(front, read(web), { response: 404 })
    const [one] = verdict.reply.by === 'one' ? verdict.reply.trace.rules : []
    if (verdict.reply.by !== 'one' || one === undefined) throw new Error('one load balancer answers')
    const rules = Array.from({ length: 25 }, (_, i) => ({ ...one, id: `443:${i}` }))
    const long = { ...verdict, reply: { ...verdict.reply, trace: { ...verdict.reply.trace, rules } } }
    expect(verdictText(long, plainStyle)).toContain('5 rules before do not match\n  · rule 443:5 ')
  })
})

describe('with several load balancers', () => {
  const other = balancerOf({ ...shop, id: 'other' })

  test('two with a rule for the request leave it open which is meant, until somebody says so', () => {
    const two = frontWith([balancerOf(shop), other])
    expect(textOf(web, { service: 'shop/web:80' }, two)).toMatchInlineSnapshot(`
      "GET https://shop.example/
        service: expected shop/web:80, and got several load balancers with a rule for it: shop, other
          Say which group is meant: which load balancer a request reaches is for DNS to say."
    `)
    expect(passes(web, { service: 'shop/web:80' }, two, 'other')).toBe(true)
  })

  test('a group that is not there is told with the one that was probably meant', () => {
    expect(textOf(web, { service: 'shop/web:80' }, front, 'shp')).toMatchInlineSnapshot(`
      "GET https://shop.example/
        service: expected shop/web:80, and got no load balancer of group shp
          Did you mean shop?"
    `)
  })

  test('none with a rule for the host is told with the groups that there are', () => {
    const two = frontWith([balancerOf(shop), other])
    expect(textOf('https://nobody.example/', { response: 404 }, two)).toMatchInlineSnapshot(`
      "GET https://nobody.example/
        response: expected the fixed response 404, and got no rule for it in any load balancer: shop, other
          Add the host to an Ingress, correct the test, or say which group is meant."
    `)
  })
})

describe('with a group that is refused', () => {
  const refused = {
    group: 'shop',
    hosts: ['shop.example'],
    errors: [
      {
        code: 'annotation/value',
        severity: 'error',
        at: { object: { kind: 'Ingress', namespace: 'shop', name: 'web' }, path: [] },
        message: 'A value cannot be read.',
        hint: 'Write another.'
      }
    ]
  } as const

  test('the failure says that it is, and why', () => {
    expect(textOf(web, { service: 'shop/web:80' }, frontWith([], [], { refused: [refused] }))).toMatchInlineSnapshot(`
      "GET https://shop.example/
        service: expected shop/web:80, and got no load balancer
          Mend what is refused, or expect the refusal.
      Group shop may serve this host, and is refused, so that nothing is known of its rules:
        error[annotation/value] Ingress shop/web: A value cannot be read.
          Write another.

        1 error"
    `)
  })

  test('one that serves other hosts is not named', () => {
    const elsewhere = frontWith([balancerOf(shop)], [], { refused: [{ ...refused, hosts: ['*.blog.example'] }] })
    expect(textOf(web, { response: 404 }, elsewhere)).not.toContain('refused')
  })

  test('nothing at all is told with what to look at', () => {
    expect(textOf(web, { service: '*' }, frontWith([]))).toMatchInlineSnapshot(`
      "GET https://shop.example/
        service: expected any Service, and got no load balancer
          Look at the class of each Ingress, and whether all manifests are read."
    `)
  })
})
