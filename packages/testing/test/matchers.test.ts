import { describe, expect, test } from 'vitest'
import { anAccount, loadBalancerFrom } from '../src/index.js'
import '../src/vitest.js'
import { misspelt, shop } from './shop.js'

const alb = await loadBalancerFrom(shop, anAccount({ certificates: [['shop.example', '*.shop.example']] }))

/** The message of an expectation that is not met. */
const failure = (attempt: () => void): string => {
  try {
    attempt()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'It was met.'
}

describe('what is met passes', () => {
  test('toRoute names the Service, or several with their weights', () => {
    expect(alb).toRoute('GET https://shop.example/').to('shop/web:80')
    expect(alb).toRoute('https://shop.example/').to('shop/web:http')
    expect(alb)
      .toRoute({ url: 'https://shop.example/', headers: { Accept: 'text/html' } })
      .to('*')
    expect(alb).toRoute('GET https://shop.example/cart/7').to({ 'shop/cart:80': 9, 'shop/cart-next:80': 1 })
  })

  test('toRedirect names the Location, and perhaps the status', () => {
    expect(alb).toRedirect('GET http://shop.example/cart').to('https://shop.example/cart')
    expect(alb).toRedirect('GET http://shop.example/cart').to('https://shop.example/cart', 301)
  })

  test('toRespond names the status, and perhaps the body', () => {
    expect(alb).toRespond(503).to('GET https://shop.example/old')
    expect(alb).toRespond(404, { contentType: 'text/plain' }).to('GET https://nobody.example/')
  })

  test('toPresent names a certificate for a host', () => {
    expect(alb).toPresent('*.shop.example').for('shop.example')
    expect(alb).toPresent('*').for('www.shop.example:443')
  })

  test('toAuthenticate names who vouches for the user', () => {
    expect(alb).toAuthenticate('GET https://shop.example/').with('none')
    expect(alb).not.toAuthenticate('GET https://shop.example/').with('*')
  })

  test('toAnswer names several things about one request', () => {
    expect(alb).toAnswer('GET https://shop.example/', { service: 'shop/web:80', authentication: 'none', receives: '/' })
  })

  test('toHaveSetting takes the text of the annotation, a number, or some pairs of a map', () => {
    expect(alb).toHaveSetting('scheme', 'internal')
    expect(alb).toHaveSetting('alb.ingress.kubernetes.io/target-type', 'ip', 'shop/web:http')
    expect(alb).toHaveSetting('healthcheck-path', '/healthz', 'shop/web')
    expect(alb).toHaveSetting('healthcheck-interval-seconds', 15)
    expect(alb).toHaveSetting('ssl-redirect', 443)
    expect(alb).toHaveSetting('load-balancer-attributes', { 'idle_timeout.timeout_seconds': 120 })
    expect(alb).toHaveSetting('ssl-policy', 'ELBSecurityPolicy-2016-08', 443)
  })

  test('toRefuse takes a code, or any', async () => {
    expect(alb).not.toRefuse()
    const refused = await loadBalancerFrom([shop, misspelt])
    expect(refused).toRefuse('annotation/value')
    expect(refused).toRefuse()
    expect(refused).not.toRefuse('path/wildcard')
  })

  test('not turns every one of them around', () => {
    expect(alb).not.toRoute('GET https://shop.example/').to('shop/cart:80')
    expect(alb).not.toRedirect('GET http://shop.example/').to('https://elsewhere.example/')
    expect(alb).not.toRespond(503).to('GET https://shop.example/')
    expect(alb).not.toPresent('*.shop.example').for('a.b.shop.example')
    expect(alb).not.toHaveSetting('scheme', 'internet-facing')
  })
})

describe('what is not met fails, and says why', () => {
  test('toRoute shows the rule that won, and why the expected one did not', () => {
    expect(
      failure(() =>
        expect(alb).toRoute('GET https://shop.example/kart').to({ 'shop/cart:80': 9, 'shop/cart-next:80': 1 })
      )
    ).toMatchInlineSnapshot(`
      "GET https://shop.example/kart
        weights: expected shop/cart:80 (weight 9), shop/cart-next:80 (weight 1), and got shop/web:http
          Rule 443:1 leads there, and does not match: path /kart does not match /cart, /cart/*.
          Change the host, path or conditions of the rule; or correct the test.
      The way of the request through shop/web:
        · rule 443:1  path /kart does not match /cart, /cart/*
        · rule 443:2  path /kart does not match /old, /old/*
        ✓ rule 443:3  host shop.example matches shop.example; path /kart matches /*
        → shop/web:http"
    `)
    expect(
      failure(() => expect(alb).toRoute('GET https://shop.example/kart').to('shop/cart:80'))
    ).toMatchInlineSnapshot(`
      "GET https://shop.example/kart
        service: expected shop/cart:80, and got shop/web:http
          Rule 443:1 leads there, and does not match: path /kart does not match /cart, /cart/*.
          Change the host, path or conditions of the rule; or correct the test.
      The way of the request through shop/web:
        · rule 443:1  path /kart does not match /cart, /cart/*
        · rule 443:2  path /kart does not match /old, /old/*
        ✓ rule 443:3  host shop.example matches shop.example; path /kart matches /*
        → shop/web:http"
    `)
  })

  test('toRedirect', () => {
    expect(
      failure(() => expect(alb).toRedirect('GET https://shop.example/').to('https://www.shop.example/'))
    ).toMatchInlineSnapshot(`
      "GET https://shop.example/
        redirect: expected a redirect to https://www.shop.example/, and got shop/web:http
          No rule of shop/web leads there.
          Correct the manifests, or the test.
      The way of the request through shop/web:
        · rule 443:1  path / does not match /cart, /cart/*
        · rule 443:2  path / does not match /old, /old/*
        ✓ rule 443:3  host shop.example matches shop.example; path / matches /*
        → shop/web:http"
    `)
  })

  test('toRespond', () => {
    expect(failure(() => expect(alb).toRespond(503).to('GET https://shop.example/'))).toMatchInlineSnapshot(`
      "GET https://shop.example/
        response: expected the fixed response 503, and got shop/web:http
          Rule 443:2 leads there, and does not match: path / does not match /old, /old/*.
          Change the host, path or conditions of the rule; or correct the test.
      The way of the request through shop/web:
        · rule 443:1  path / does not match /cart, /cart/*
        · rule 443:2  path / does not match /old, /old/*
        ✓ rule 443:3  host shop.example matches shop.example; path / matches /*
        → shop/web:http"
    `)
  })

  test('toPresent', () => {
    expect(failure(() => expect(alb).toPresent('blog.example').for('shop.example'))).toMatchInlineSnapshot(`
      "GET https://shop.example/
        certificate: expected blog.example, and got shop.example, *.shop.example (arn:aws:acm:us-west-2:123456789012:certificate/00000000-0000-4000-8000-000000000001)
          Name the certificate in certificate-arn, or correct the test. A certificate is written by its ARN, or by one of its names.
      The way of the request through shop/web:
        · rule 443:1  path / does not match /cart, /cart/*
        · rule 443:2  path / does not match /old, /old/*
        ✓ rule 443:3  host shop.example matches shop.example; path / matches /*
        → shop/web:http"
    `)
  })

  test('toAuthenticate', () => {
    expect(failure(() => expect(alb).toAuthenticate('GET https://shop.example/').with('oidc'))).toMatchInlineSnapshot(`
      "GET https://shop.example/
        authentication: expected oidc, and got no authentication
          Set auth-type, and the annotation that describes the provider, on the Ingress or the Service. Log-ins act on HTTPS only.
      The way of the request through shop/web:
        · rule 443:1  path / does not match /cart, /cart/*
        · rule 443:2  path / does not match /old, /old/*
        ✓ rule 443:3  host shop.example matches shop.example; path / matches /*
        → shop/web:http"
    `)
  })

  test('toHaveSetting shows who decided', () => {
    expect(failure(() => expect(alb).toHaveSetting('healthcheck-path', '/', 'shop/web:http'))).toMatchInlineSnapshot(`
      "setting healthcheck-path: expected /, and got
        target group shop/web-web:http of shop/web: /healthz (annotation on Service shop/web)
        Set the annotation on the object that decides, or correct the test."
    `)
    expect(failure(() => expect(alb).toHaveSetting('scheme', 'internet-facing'))).toMatchInlineSnapshot(`
      "setting scheme: expected internet-facing, and got
        load balancer of shop/web: internal (--default-load-balancer-scheme)
        Set the annotation on the object that decides, or correct the test."
    `)
    expect(failure(() => expect(alb).toHaveSetting('group.name', 'front'))).toMatchInlineSnapshot(`
      "setting group.name: nothing has it.
        Nobody says anything of it, and it has no default. A setting is written by the key of its annotation."
    `)
  })

  test('toRefuse shows what is refused instead', async () => {
    expect(failure(() => expect(alb).toRefuse('annotation/value'))).toMatchInlineSnapshot(`
      "Expected a refusal with annotation/value, and nothing is refused.
      Correct the manifests, or the test."
    `)
    const refused = await loadBalancerFrom([shop, misspelt])
    expect(failure(() => expect(refused).toRefuse('path/wildcard'))).toMatchInlineSnapshot(`
      "Expected a refusal with path/wildcard, and other things are refused:
      error[certificates/none-for-host] manifest 1:24:13  Ingress shop/web spec.rules[0].host: Ingress shop/web: none of 0 issued certificates covers host shop.example.
        Request or import a certificate for shop.example in this region, or name one with annotation certificate-arn.

      error[annotation/value] manifest 2:8:43  Ingress blog/blog metadata.annotations[alb.ingress.kubernetes.io/scheme]: Ingress blog/blog: annotation alb.ingress.kubernetes.io/scheme cannot be read: the value must be internal or internet-facing, not "public".
        Write internal or internet-facing, or remove the annotation.

      2 errors
      Correct the manifests, or the test."
    `)
    expect(failure(() => expect(refused).not.toRefuse())).toMatchInlineSnapshot(`
      "Expected no refusal, and got:
      error[certificates/none-for-host] manifest 1:24:13  Ingress shop/web spec.rules[0].host: Ingress shop/web: none of 0 issued certificates covers host shop.example.
        Request or import a certificate for shop.example in this region, or name one with annotation certificate-arn.

      error[annotation/value] manifest 2:8:43  Ingress blog/blog metadata.annotations[alb.ingress.kubernetes.io/scheme]: Ingress blog/blog: annotation alb.ingress.kubernetes.io/scheme cannot be read: the value must be internal or internet-facing, not "public".
        Write internal or internet-facing, or remove the annotation.

      2 errors"
    `)
  })

  test('a request that a refused group may serve shows the refusal', async () => {
    const refused = await loadBalancerFrom([shop, misspelt])
    const message = failure(() => expect(refused).toRoute('GET http://blog.example/').to('blog/blog:80'))
    expect(message).toContain('Group blog/blog may serve this host, and is refused')
    expect(message).toContain('error[annotation/value] manifest 2:')
  })

  test('not', () => {
    expect(
      failure(() => expect(alb).not.toRoute('GET https://shop.example/').to('shop/web:80'))
    ).toMatchInlineSnapshot(`
      "GET https://shop.example/
        service: expected anything but shop/web:80, and got it
      The way of the request through shop/web:
        · rule 443:1  path / does not match /cart, /cart/*
        · rule 443:2  path / does not match /old, /old/*
        ✓ rule 443:3  host shop.example matches shop.example; path / matches /*
        → shop/web:http"
    `)
  })
})

describe('a mistake in the test itself is told', () => {
  test('a request that is none', () => {
    expect(failure(() => expect(alb).toRoute('GET /cart').to('shop/cart:80'))).toMatchInlineSnapshot(
      `"/cart is not a URL such as https://shop.example/cart."`
    )
  })

  test('an annotation that nobody knows, and a code', () => {
    expect(failure(() => expect(alb).not.toHaveSetting('helthcheck-path', '/'))).toMatchInlineSnapshot(
      `"helthcheck-path is no annotation. Did you mean healthcheck-path?"`
    )
    expect(failure(() => expect(alb).not.toRefuse('annotation/valu' as never))).toMatchInlineSnapshot(
      `"annotation/valu is no code of a finding. Did you mean annotation/value?"`
    )
  })

  test('something else than a load balancer', () => {
    expect(failure(() => expect('alb').toRefuse())).toMatchInlineSnapshot(
      `"expect(…) needs what loadBalancerFrom(…) gives: write const alb = await loadBalancerFrom(manifests, account)."`
    )
    expect(failure(() => expect(loadBalancerFrom(shop)).toRefuse())).toMatchInlineSnapshot(
      `"expect(…) was given a promise: write expect(await loadBalancerFrom(…))."`
    )
  })
})
