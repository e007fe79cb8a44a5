import { expect, test } from 'vitest'
import { E } from '../../src/prelude.js'
import { plainStyle } from '../../src/render/style.js'
import { traceText } from '../../src/render/trace-text.js'
import type { Resource } from '../../src/resources/stack.js'
import { parseRequest } from '../../src/route/request.js'
import { route } from '../../src/route/trace.js'
import { binding, forward, listener, loadBalancer, path, rule, stackOf } from '../route/shop.js'

test('a trace ends with what the targets get instead of the request', () => {
  const plain = rule(80, 1, [path('/v2/*')], [forward('web')])
  const rewriting = {
    ...plain,
    spec: { ...plain.spec, transforms: [{ type: 'url-rewrite', rewrites: [{ regex: '^/v2', replace: '' }] }] }
    // Kind and spec stay those of one resource.
  } as Resource
  const request = parseRequest('GET', 'http://shop.example/v2/x?a=1')
  if (E.isLeft(request)) throw new Error(request.left)
  const trace = route(stackOf(loadBalancer(), listener(80), rewriting, binding('web')), request.right)
  expect(traceText(trace, plainStyle)).toMatchInlineSnapshot(`
    "GET http://shop.example/v2/x?a=1
      ✓ rule 80:1  path /v2/x matches /v2/*
      → shop/web:80
        path and query /v2/x?a=1 became /x?a=1"
  `)
})
