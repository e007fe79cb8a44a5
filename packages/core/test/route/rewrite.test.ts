import { describe, expect, test } from 'vitest'
import { E } from '../../src/prelude.js'
import type { Transform } from '../../src/resources/transform.js'
import { parseRequest, requestText } from '../../src/route/request.js'
import { rewriter } from '../../src/route/rewrite.js'
import { route } from '../../src/route/trace.js'
import { binding, forward, listener, loadBalancer, notFound, path, rule, stackOf } from './shop.js'

const requestFor = (url: string) => {
  const request = parseRequest('GET', url)
  if (E.isLeft(request)) throw new Error(request.left)
  return request.right
}

const url = (regex: string, replace: string): Transform => ({ type: 'url-rewrite', rewrites: [{ regex, replace }] })
const host = (regex: string, replace: string): Transform => ({
  type: 'host-header-rewrite',
  rewrites: [{ regex, replace }]
})

describe('a request is forwarded', () => {
  test.each<{ name: string; given: readonly [ReadonlyArray<Transform>, string]; expected: string }>([
    {
      name: 'without its prefix',
      given: [[url('^/v2/(.*)$', '/$1')], 'http://shop.example/v2/cart'],
      expected: 'GET http://shop.example/cart'
    },
    {
      name: 'as it is where nothing matches',
      given: [[url('^/v3/', '/')], 'http://shop.example/v2/cart?x=1'],
      expected: 'GET http://shop.example/v2/cart?x=1'
    },
    {
      name: 'with a part of its path as a parameter',
      given: [[url('^/dp/([A-Z0-9]+)/?$', '/product?id=$1')], 'http://shop.example/dp/B09'],
      expected: 'GET http://shop.example/product?id=B09'
    },
    {
      name: 'with its query rewritten',
      given: [[url('page=(\\d+)', 'p=$1')], 'http://shop.example/list?page=3&x=1'],
      expected: 'GET http://shop.example/list?p=3&x=1'
    },
    {
      name: 'to another host, whatever the case of its letters',
      given: [[host('^WWW[.](.+)$', '$1.internal')], 'http://www.shop.example/'],
      expected: 'GET http://shop.example.internal/'
    },
    {
      name: 'with host and path changed, each by its own transform',
      given: [[url('^/a', '/b'), host('shop', 'store')], 'http://shop.example/a'],
      expected: 'GET http://store.example/b'
    },
    {
      name: 'with the rewrites of one transform done one after the other',
      given: [
        [
          {
            type: 'url-rewrite',
            rewrites: [
              { regex: '^/a', replace: '/b' },
              { regex: '^/b', replace: '/c' }
            ]
          }
        ],
        'http://shop.example/a'
      ],
      expected: 'GET http://shop.example/c'
    }
  ])('$name', ({ given: [transforms, from], expected }) => {
    expect(requestText(rewriter(transforms)(requestFor(from)).request)).toBe(expected)
  })

  test('with a host header for its new host', () => {
    const { request } = rewriter([host('shop', 'store')])(requestFor('http://shop.example/'))
    expect(request.headers.host).toBe('store.example')
  })

  test('with reasons for people, also where an expression cannot be tried here', () => {
    const { request, why } = rewriter([url('^/v2', ''), url('x', 'y'), url('(?=a)', '')])(
      requestFor('http://a.example/v2/b')
    )
    expect(requestText(request)).toBe('GET http://a.example/b')
    expect(why).toEqual([
      'path and query /v2/b became /b',
      'path and query /b does not match x',
      'nobody can tell what (?=a) matches: look-around and flags are not supported'
    ])
  })
})

describe('a trace', () => {
  const transforms = [url('^/v2/(.*)$', '/$1')]
  const rewriting = (resource: ReturnType<typeof rule>) =>
    route(
      stackOf(
        loadBalancer(),
        listener(80),
        { ...resource, spec: { ...resource.spec, transforms } } as never,
        binding('web')
      ),
      requestFor('http://shop.example/v2/x')
    ).rewriting

  test('says what the targets get', () => {
    expect(rewriting(rule(80, 1, [path('/v2/*')], [forward('web')]))?.request.path).toBe('/x')
  })

  test('says nothing of transforms where the load balancer answers itself', () => {
    expect(rewriting(rule(80, 1, [path('/v2/*')], [notFound]))).toBeUndefined()
  })

  test('says nothing of transforms of a rule that does not answer', () => {
    expect(rewriting(rule(80, 1, [path('/other')], [forward('web')]))).toBeUndefined()
  })
})
