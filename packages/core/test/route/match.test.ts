import { describe, expect, test } from 'vitest'
import type { Condition } from '../../src/resources/condition.js'
import { conditionTest } from '../../src/route/match.js'
import type { Request } from '../../src/route/request.js'

const request: Request = {
  method: 'GET',
  scheme: 'https',
  host: 'www.shop.example',
  port: 443,
  path: '/cart/Items',
  query: 'Version=v1&q=a*b&flag',
  headers: { 'x-beta': 'Yes, please' },
  sourceIp: '192.0.2.7'
}

interface Row {
  readonly name: string
  readonly given: Condition
  readonly asked?: Partial<Request>
  readonly expected: boolean
}

const rows: ReadonlyArray<Row> = [
  {
    name: 'hosts are compared without letter case',
    given: { field: 'host-header', values: ['WWW.Shop.Example'] },
    expected: true
  },
  {
    name: 'a star in a host spans several labels',
    given: { field: 'host-header', values: ['*.example'] },
    expected: true
  },
  {
    name: 'a question mark in a host is one character',
    given: { field: 'host-header', values: ['ww?.shop.example'] },
    expected: true
  },
  {
    name: 'a wildcard host is not the bare domain',
    given: { field: 'host-header', values: ['*.www.shop.example'] },
    expected: false
  },
  {
    name: 'the port of a host does not count',
    given: { field: 'host-header', values: ['www.shop.example'] },
    asked: { host: 'www.shop.example:8443' },
    expected: true
  },
  {
    name: 'a host regex ignores letter case',
    given: { field: 'host-header', regexValues: ['^WWW\\.'] },
    expected: true
  },
  {
    name: 'any value will do',
    given: { field: 'host-header', values: ['other.example', 'www.shop.example'] },
    expected: true
  },
  {
    name: 'paths are compared with letter case',
    given: { field: 'path-pattern', values: ['/cart/items'] },
    expected: false
  },
  { name: 'a star in a path crosses slashes', given: { field: 'path-pattern', values: ['/*s'] }, expected: true },
  {
    name: 'the query is no part of the path',
    given: { field: 'path-pattern', values: ['/cart/Items?*'] },
    expected: false
  },
  {
    name: 'a path regex counts letter case',
    given: { field: 'path-pattern', regexValues: ['items$'] },
    expected: false
  },
  { name: 'a path regex matches', given: { field: 'path-pattern', regexValues: ['/[A-Z]\\w+$'] }, expected: true },
  { name: 'a broken regex matches nothing', given: { field: 'path-pattern', regexValues: ['('] }, expected: false },
  {
    name: 'a broken regex leaves the others as they are',
    given: { field: 'path-pattern', regexValues: ['(', 'cart'] },
    expected: true
  },
  {
    name: 'header names and values ignore letter case',
    given: { field: 'http-header', httpHeaderName: 'X-BETA', values: ['yes*'] },
    expected: true
  },
  {
    name: 'a header that is not sent',
    given: { field: 'http-header', httpHeaderName: 'X-Other', values: ['*'] },
    expected: false
  },
  {
    name: 'a method is compared letter by letter',
    given: { field: 'http-request-method', values: ['get'] },
    expected: false
  },
  { name: 'a method among several', given: { field: 'http-request-method', values: ['POST', 'GET'] }, expected: true },
  { name: 'a method knows no wildcards', given: { field: 'http-request-method', values: ['G*'] }, expected: false },
  {
    name: 'a key and a value of the query, without letter case',
    given: { field: 'query-string', values: [{ key: 'version', value: 'V1' }] },
    expected: true
  },
  {
    name: 'key and value must stand together',
    given: { field: 'query-string', values: [{ key: 'version', value: 'a*b' }] },
    expected: false
  },
  { name: 'a value under any key', given: { field: 'query-string', values: [{ value: 'v?' }] }, expected: true },
  {
    name: 'a key without a value',
    given: { field: 'query-string', values: [{ key: 'flag', value: '' }] },
    expected: true
  },
  {
    name: 'an escaped star in a query is a star',
    given: { field: 'query-string', values: [{ key: 'q', value: 'a\\*b' }] },
    expected: true
  },
  {
    name: 'an address in a range',
    given: { field: 'source-ip', values: ['10.0.0.0/8', '192.0.2.0/24'] },
    expected: true
  },
  { name: 'an address outside', given: { field: 'source-ip', values: ['10.0.0.0/8'] }, expected: false },
  {
    name: 'an IPv6 address in a range',
    given: { field: 'source-ip', values: ['2001:db8::/32'] },
    asked: { sourceIp: '2001:db8::7' },
    expected: true
  },
  { name: 'an IPv4 address in no IPv6 range', given: { field: 'source-ip', values: ['::/0'] }, expected: false },
  { name: 'a range that is none', given: { field: 'source-ip', values: ['office'] }, expected: false }
]

describe('a condition holds as an Application Load Balancer says', () => {
  test.each(rows)('$name', ({ given, asked, expected }) => {
    expect(conditionTest(given)({ ...request, ...asked }).held).toBe(expected)
  })

  test('an unknown source is in no range', () => {
    const { sourceIp: _, ...unknown } = request
    expect(conditionTest({ field: 'source-ip', values: ['0.0.0.0/0'] })(unknown)).toEqual({
      held: false,
      why: 'nothing is said about the source, so not 0.0.0.0/0'
    })
  })
})

test.each<{ given: Condition; expected: string }>([
  { given: { field: 'host-header', values: ['*.example'] }, expected: 'host www.shop.example matches *.example' },
  { given: { field: 'host-header', values: ['a', 'b'] }, expected: 'host www.shop.example does not match a, b' },
  {
    given: { field: 'path-pattern', regexValues: ['[', '^x'] },
    expected: 'path /cart/Items does not match [, ^x; [ can match nothing: it ends too early'
  },
  { given: { field: 'http-header', httpHeaderName: 'X-A', values: ['1'] }, expected: 'there is no header X-A' },
  {
    given: { field: 'source-ip', values: ['office'] },
    expected: 'source 192.0.2.7 does not match office; office can match nothing: it is no range of addresses'
  },
  {
    given: { field: 'query-string', values: [{ key: 'a', value: '1' }, { value: '2' }] },
    expected: 'query Version=v1&q=a*b&flag has none of a=1, 2'
  }
])('it says why: $expected', ({ given, expected }) => {
  expect(conditionTest(given)(request).why).toBe(expected)
})
