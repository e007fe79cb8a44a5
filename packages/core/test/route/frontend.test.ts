import { describe, expect, test } from 'vitest'
import { E } from '../../src/prelude.js'
import { stackText } from '../../src/render/stack-text.js'
import { plainStyle } from '../../src/render/style.js'
import { traceText } from '../../src/render/trace-text.js'
import type { Resource } from '../../src/resources/stack.js'
import { parseRequest } from '../../src/route/request.js'
import { route, type Trace } from '../../src/route/trace.js'
import { binding, forward, host, listener, loadBalancer, path, rule, shopRef, stackOf } from './shop.js'

const targetGroup = (port: number, behind: number): Resource => ({
  stack: 'shop',
  kind: 'TargetGroup',
  id: `FrontendNlb-tg-TCP-${port}`,
  spec: {
    ...{ name: `k8s-shop-${port}`, port, vpcId: 'vpc-1', ipAddressType: 'ipv4', targetType: 'alb', protocol: 'TCP' },
    tags: {},
    healthCheck: {
      ...{ port: 'traffic-port', protocol: 'HTTP', path: '/', matcher: { httpCode: '200' } },
      ...{ intervalSeconds: 15, timeoutSeconds: 5, healthyThresholdCount: 2, unhealthyThresholdCount: 2 }
    },
    targets: [{ loadBalancer: shopRef('LoadBalancer', 'LoadBalancer'), port: behind }]
  }
})

const inFront = (port: number, behind: number): ReadonlyArray<Resource> => [
  targetGroup(port, behind),
  {
    stack: 'shop',
    kind: 'Listener',
    id: `FrontendNlb-ls-TCP-${port}`,
    spec: {
      loadBalancer: shopRef('LoadBalancer', 'FrontendNlb'),
      ...{ port, protocol: 'TCP' },
      defaultActions: [
        { type: 'forward', targetGroups: [{ targetGroup: shopRef('TargetGroup', `FrontendNlb-tg-TCP-${port}`) }] }
      ]
    }
  }
]

const shop = stackOf(
  loadBalancer(),
  loadBalancer('FrontendNlb', 'network'),
  listener(80, 'HTTP', [{ type: 'redirect', statusCode: 'HTTP_301', protocol: 'HTTPS' }]),
  listener(443, 'HTTPS'),
  rule(443, 1, [host('shop.example'), path('/cart')], [forward('cart')]),
  binding('cart'),
  ...inFront(8443, 443),
  ...inFront(8080, 80),
  ...inFront(80, 443)
)

const traceOf = (url: string): Trace => {
  const request = parseRequest('GET', url)
  if (E.isLeft(request)) throw new Error(request.left)
  return route(shop, request.right)
}

describe('a request at a port of the network load balancer in front', () => {
  test('is answered by the rules of the port that it leads to', () => {
    expect(traceOf('https://shop.example:8443/cart')).toMatchObject({
      request: { port: 8443 },
      through: { listener: 'FrontendNlb-ls-TCP-8443', port: 443 },
      listener: '443',
      answeredBy: '443:1',
      destination: { outcome: 'forward', targets: [{ service: { name: 'cart' } }] }
    })
  })

  test('is redirected from the port behind it, which is the one that the load balancer there knows', () => {
    expect(traceOf('http://shop.example:8080/x').destination).toMatchObject({ location: 'https://shop.example:80/x' })
  })

  test('speaks what the port behind it speaks', () => {
    expect(traceOf('http://shop.example:8443/cart').destination).toEqual({
      outcome: 'wrong-protocol',
      port: 443,
      speaks: 'HTTPS'
    })
  })

  test('goes to the load balancer behind it where that has the port too', () => {
    const trace = traceOf('http://shop.example/x')
    expect(trace.listener).toBe('80')
    expect(trace.through).toBeUndefined()
  })
})

test('ports in front are among those that listen', () => {
  expect(traceOf('http://shop.example:9000/').destination).toMatchObject({ listening: [80, 443, 8080, 8443] })
})

test('a listing tells what the network load balancer leads to', () => {
  expect(stackText(shop, plainStyle).split('\n')).toContain('  8443 otherwise → port 443 of load balancer of shop')
})

test('a trace tells that a network load balancer passed the request on', () => {
  expect(traceText(traceOf('https://shop.example:8443/cart'), plainStyle).split('\n')[1]).toContain(
    'network listener 8443  leads to port 443'
  )
})
