import { describe, expect, test } from 'vitest'
import { E } from '../../src/prelude.js'
import { parseRequest, queryPairs, requestText } from '../../src/route/request.js'

describe('a request is read from a method and a URL', () => {
  test.each([
    {
      name: 'host, path and query',
      url: 'https://Shop.Example/cart?x=1&y',
      expected: { scheme: 'https', host: 'shop.example', port: 443, path: '/cart', query: 'x=1&y' }
    },
    { name: 'no path', url: 'http://shop.example', expected: { scheme: 'http', port: 80, path: '/', query: '' } },
    { name: 'no path but a query', url: 'http://shop.example?x', expected: { path: '/', query: 'x' } },
    { name: 'a port', url: 'http://shop.example:8080/', expected: { port: 8080, host: 'shop.example' } },
    { name: 'an IPv6 address', url: 'http://[2001:db8::1]:81/', expected: { port: 81, host: '[2001:db8::1]' } },
    { name: 'what follows # is not sent', url: 'http://a/b#c?d', expected: { path: '/b', query: '' } },
    { name: 'percent signs stay', url: 'http://a/b%20c', expected: { path: '/b%20c' } }
  ])('$name', ({ url, expected }) => {
    expect(parseRequest('GET', url)).toMatchObject(E.right(expected))
  })

  test('the host header outranks the URL, and header names are in lower case', () => {
    const headers = { Host: 'Shop.Example:8443', 'X-Beta': 'Yes' }
    expect(parseRequest('GET', 'http://10.0.0.1/', { headers, sourceIp: '192.0.2.7' })).toMatchObject(
      E.right({ host: 'shop.example', port: 80, headers: { 'x-beta': 'Yes' }, sourceIp: '192.0.2.7' })
    )
  })

  test.each([
    { url: 'shop.example/cart', expected: 'shop.example/cart is not a URL such as https://shop.example/cart.' },
    { url: 'ftp://shop.example/', expected: 'ftp://shop.example/ is not a URL such as https://shop.example/cart.' },
    { url: 'http://user@shop.example/', expected: 'user@shop.example is not a host with or without a port.' },
    { url: 'http://shop.example:70000/', expected: '70000 is not a port between 1 and 65535.' }
  ])('$url is refused', ({ url, expected }) => {
    expect(parseRequest('GET', url)).toEqual(E.left(expected))
  })

  test.each(['GET https://shop.example/cart?x=1', 'POST http://shop.example:8080/', 'GET http://[::1]/'])(
    '%s is written as it was read',
    (text) => {
      const [method = '', url = ''] = text.split(' ')
      const request = parseRequest(method, url)
      expect(E.isRight(request) && requestText(request.right)).toBe(text)
    }
  )
})

test('a query is pairs of key and value', () => {
  expect(queryPairs('a=1&&b&c=d=e&=f')).toEqual([
    { key: 'a', value: '1' },
    { key: 'b', value: '' },
    { key: 'c', value: 'd=e' },
    { key: '', value: 'f' }
  ])
})
