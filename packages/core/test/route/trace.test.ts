import { describe, expect, test } from 'vitest'
import { E } from '../../src/prelude.js'
import type { Action } from '../../src/resources/action.js'
import type { Stack } from '../../src/resources/stack.js'
import { parseRequest } from '../../src/route/request.js'
import { route } from '../../src/route/trace.js'
import { binding, forward, host, listener, loadBalancer, path, rule, shopRef, stackOf, targetGroupOf } from './shop.js'

const shop = stackOf(
  loadBalancer(),
  listener(80, 'HTTP', [{ type: 'redirect', statusCode: 'HTTP_301', port: '443', protocol: 'HTTPS' }]),
  listener(443, 'HTTPS'),
  // Not in the order of their priorities: AWS keeps rules in no order.
  rule(443, 2, [host('shop.example'), path('/*')], [forward('web')]),
  rule(443, 1, [host('shop.example'), path('/cart', '/cart/*')], [forward('cart')]),
  rule(
    443,
    3,
    [path('/health')],
    [{ type: 'fixed-response', statusCode: '200', contentType: 'text/plain', messageBody: 'ok' }]
  ),
  binding('web'),
  binding('cart')
)

const traceOf = (stack: Stack, url: string) => {
  const request = parseRequest('GET', url)
  if (E.isLeft(request)) throw new Error(request.left)
  return route(stack, request.right)
}

const serviceOf = (url: string): unknown => {
  const { destination } = traceOf(shop, url)
  return destination.outcome === 'forward'
    ? destination.targets.map(({ service }) => service?.name)
    : destination.outcome
}

describe('a request goes where the load balancer would send it', () => {
  test.each([
    { name: 'the first rule by priority answers', url: 'https://shop.example/cart/1', expected: ['cart'] },
    {
      name: 'a later rule answers what the first does not want',
      url: 'https://shop.example/cartoon',
      expected: ['web']
    },
    { name: 'all conditions of a rule must hold', url: 'https://other.example/cart', expected: 'fixed-response' },
    { name: 'a rule without a host takes every host', url: 'https://other.example/health', expected: 'fixed-response' },
    { name: 'each listener has rules of its own', url: 'http://shop.example/cart', expected: 'redirect' },
    { name: 'nothing listens', url: 'https://shop.example:8443/', expected: 'no-listener' },
    { name: 'HTTPS to a port that speaks HTTP', url: 'https://shop.example:80/', expected: 'wrong-protocol' }
  ])('$name', ({ url, expected }) => {
    expect(serviceOf(url)).toEqual(expected)
  })

  test('the trace shows every rule that was looked at, and none after the one that answers', () => {
    expect(traceOf(shop, 'https://shop.example/x')).toMatchObject({
      listener: '443',
      rules: [
        {
          id: '443:1',
          answers: false,
          conditions: [
            { held: true, why: 'host shop.example matches shop.example' },
            { held: false, why: 'path /x does not match /cart, /cart/*' }
          ]
        },
        { id: '443:2', answers: true }
      ],
      answeredBy: '443:2'
    })
    expect(traceOf(shop, 'https://shop.example/x').rules).toHaveLength(2)
  })

  test('what no rule wants is answered by the listener', () => {
    expect(traceOf(shop, 'https://other.example/')).toMatchObject({
      answeredBy: 'default',
      destination: { outcome: 'fixed-response', statusCode: 404, contentType: 'text/plain' }
    })
  })

  test('the ports that do listen are named', () => {
    expect(traceOf(shop, 'https://shop.example:8443/').destination).toEqual({
      outcome: 'no-listener',
      port: 8443,
      listening: [80, 443]
    })
  })

  test('a network load balancer in front of it routes nothing', () => {
    const front = listener(80, 'HTTP')
    const network = stackOf(
      loadBalancer('FrontendNlb', 'network'),
      {
        ...front,
        id: 'FrontendNlb-ls-TCP-80',
        spec: { ...front.spec, loadBalancer: shopRef('LoadBalancer', 'FrontendNlb') }
      } as typeof front,
      ...shop.resources
    )
    expect(traceOf(network, 'http://shop.example/').listener).toBe('80')
  })
})

describe('what stands before the answer', () => {
  const token: Action = { type: 'jwt-validation', jwksEndpoint: 'https://id.shop.example/jwks', issuer: 'shop' }
  const guarded = stackOf(
    loadBalancer(),
    listener(443, 'HTTPS'),
    rule(443, 1, [path('/api')], [token, forward('web')]),
    binding('web')
  )

  test('is said, and the request goes where it would go with it', () => {
    const trace = traceOf(guarded, 'https://shop.example/api')
    expect(trace.guards).toEqual([token])
    expect(trace.destination).toMatchObject({ outcome: 'forward', targets: [{ service: { name: 'web' } }] })
  })

  test.each(['https://shop.example/', 'https://shop.example:8443/'])('is nothing for %s', (url) => {
    expect(traceOf(guarded, url).guards).toEqual([])
  })
})

describe('a forward says who gets the request', () => {
  const targets = (...weights: ReadonlyArray<number | undefined>) => {
    const action: Action = {
      type: 'forward',
      targetGroups: weights.map((weight, i) => ({
        targetGroup: i === 0 ? shopRef('TargetGroup', targetGroupOf('web')) : `arn:other:${i}`,
        ...(weight === undefined ? {} : { weight })
      }))
    }
    const { destination } = traceOf(
      stackOf(loadBalancer(), listener(80, 'HTTP', [action]), binding('web')),
      'http://a/'
    )
    return destination.outcome === 'forward' ? destination.targets : []
  }

  test.each([
    { name: 'one target group gets all', weights: [undefined], expected: [1] },
    { name: 'one target group gets all, whatever its weight', weights: [0], expected: [1] },
    { name: 'weights need not be percents', weights: [3, 1], expected: [0.75, 0.25] },
    { name: 'with no weight at all nobody gets anything', weights: [0, 0], expected: [0, 0] }
  ])('$name', ({ weights, expected }) => {
    expect(targets(...weights).map(({ share }) => share)).toEqual(expected)
  })

  test('the Service is known through the binding, and unknown where there is none', () => {
    expect(targets(1, 1)).toEqual([
      {
        targetGroup: shopRef('TargetGroup', targetGroupOf('web')),
        weight: 1,
        share: 0.5,
        service: { namespace: 'shop', name: 'web', port: 80 }
      },
      { targetGroup: 'arn:other:1', weight: 1, share: 0.5 }
    ])
  })
})

describe('a redirect says where', () => {
  test.each<{ name: string; given: Partial<Action>; url: string; expected: string }>([
    {
      name: 'to HTTPS, all else as asked',
      given: { port: '443', protocol: 'HTTPS' },
      url: 'http://shop.example/a/b?c=d',
      expected: 'https://shop.example:443/a/b?c=d'
    },
    {
      name: 'to another host',
      given: { host: 'www.#{host}' },
      url: 'http://shop.example/',
      expected: 'http://www.shop.example:80/'
    },
    {
      name: 'below another path',
      given: { path: '/new/#{path}', query: 'from=old&#{query}' },
      url: 'http://a/b?c',
      expected: 'http://a:80/new/b?from=old&c'
    },
    { name: 'without the query', given: { query: '' }, url: 'http://a/b?c', expected: 'http://a:80/b' }
  ])('$name', ({ given, url, expected }) => {
    // The rows give members of a redirect only.
    const action = { type: 'redirect', statusCode: 'HTTP_302', ...given } as Action
    const { destination } = traceOf(stackOf(loadBalancer(), listener(80, 'HTTP', [action])), url)
    expect(destination).toEqual({ outcome: 'redirect', statusCode: 302, location: expected })
  })
})
