import { describe, expect, test } from 'vitest'
import type { IngressBackend, IngressPath, IngressRule } from '../../src/kubernetes/ingress.js'
import { mayDiffer, type RuledIngress, specifiedBackend } from '../../testing/ingress-oracle.js'

const service = (name: string): IngressBackend => ({ service: { name, port: 80 } })
const path = (pathType: string, text: string, to = text): IngressPath => ({
  path: text,
  pathType,
  backend: service(to)
})
const rule = (host: string, ...paths: ReadonlyArray<IngressPath>): IngressRule => ({ host, paths })
const ingress = (...rules: ReadonlyArray<IngressRule>): RuledIngress => ({ rules, defaultBackend: service('default') })

const answer = (given: RuledIngress, host: string, asked: string): string | undefined => {
  const backend = specifiedBackend(given, { host, path: asked })
  return backend !== undefined && 'service' in backend ? backend.service.name : undefined
}

const one = (pathType: string, text: string): RuledIngress => ingress(rule('', path(pathType, text, 'yes')))

describe('a path, with the examples of the Kubernetes documentation', () => {
  test.each([
    { type: 'Prefix', given: '/', asked: '/anything/at/all', matches: true },
    { type: 'Exact', given: '/foo', asked: '/foo', matches: true },
    { type: 'Exact', given: '/foo', asked: '/bar', matches: false },
    { type: 'Exact', given: '/foo', asked: '/foo/', matches: false },
    { type: 'Exact', given: '/foo/', asked: '/foo', matches: false },
    { type: 'Prefix', given: '/foo', asked: '/foo/', matches: true },
    { type: 'Prefix', given: '/foo/', asked: '/foo', matches: true },
    { type: 'Prefix', given: '/foo/', asked: '/foo/', matches: true },
    { type: 'Prefix', given: '/aaa/bb', asked: '/aaa/bbb', matches: false },
    { type: 'Prefix', given: '/aaa/bbb', asked: '/aaa/bbb', matches: true },
    { type: 'Prefix', given: '/aaa/bbb/', asked: '/aaa/bbb', matches: true },
    { type: 'Prefix', given: '/aaa/bbb', asked: '/aaa/bbb/', matches: true },
    { type: 'Prefix', given: '/aaa/bbb', asked: '/aaa/bbb/ccc', matches: true },
    { type: 'Prefix', given: '/aaa/bbb', asked: '/aaa/bbbxyz', matches: false },
    { type: 'Prefix', given: '/foo', asked: '/Foo', matches: false },
    { type: 'ImplementationSpecific', given: '/img/*.png', asked: '/img/a/b.png', matches: true },
    { type: 'ImplementationSpecific', given: '/v?', asked: '/v2', matches: true },
    { type: 'ImplementationSpecific', given: '/a.b', asked: '/aXb', matches: false },
    { type: 'ImplementationSpecific', given: '/foo', asked: '/foo/', matches: false },
    { type: 'ImplementationSpecific', given: '', asked: '/foo', matches: true }
  ])('$type $given and $asked: $matches', ({ type, given, asked, matches }) => {
    expect(answer(one(type, given), 'a.example', asked)).toBe(matches ? 'yes' : 'default')
  })
})

describe('a host, with the examples of the Kubernetes documentation', () => {
  test.each([
    { given: '*.foo.com', asked: 'bar.foo.com', matches: true },
    { given: '*.foo.com', asked: 'baz.bar.foo.com', matches: false },
    { given: '*.foo.com', asked: 'foo.com', matches: false },
    { given: '*.foo.com', asked: '.foo.com', matches: false },
    { given: 'foo.com', asked: 'foo.com', matches: true },
    { given: 'foo.com', asked: 'bar.foo.com', matches: false },
    { given: '', asked: 'bar.foo.com', matches: true }
  ])('$given and $asked: $matches', ({ given, asked, matches }) => {
    expect(answer(ingress(rule(given, path('Prefix', '/', 'yes'))), asked, '/')).toBe(matches ? 'yes' : 'default')
  })
})

describe('who goes first', () => {
  test.each<{ name: string; given: RuledIngress; host: string; asked: string; expected: string }>([
    {
      name: 'the longest prefix, whatever the order',
      given: ingress(rule('', path('Prefix', '/'), path('Prefix', '/aaa'), path('Prefix', '/aaa/bbb'))),
      host: 'a',
      asked: '/aaa/bbb',
      expected: '/aaa/bbb'
    },
    {
      name: 'Exact before Prefix',
      given: ingress(rule('', path('Prefix', '/foo', 'prefix'), path('Exact', '/foo', 'exact'))),
      host: 'a',
      asked: '/foo',
      expected: 'exact'
    },
    {
      name: 'the longest prefix across rules of one host',
      given: ingress(rule('a', path('Prefix', '/')), rule('a', path('Prefix', '/foo'))),
      host: 'a',
      asked: '/foo',
      expected: '/foo'
    },
    {
      name: 'an exact host before a wildcard before none',
      given: ingress(
        rule('', path('Prefix', '/', 'none')),
        rule('*.foo.com', path('Prefix', '/', 'wildcard')),
        rule('a.foo.com', path('Prefix', '/', 'exact'))
      ),
      host: 'a.foo.com',
      asked: '/',
      expected: 'exact'
    },
    {
      name: 'the default backend, when the best host has no path',
      given: ingress(rule('a', path('Prefix', '/foo')), rule('', path('Prefix', '/'))),
      host: 'a',
      asked: '/bar',
      expected: 'default'
    }
  ])('$name', ({ given, host, asked, expected }) => {
    expect(answer(given, host, asked)).toBe(expected)
  })

  test('nobody answers where there is no default backend', () => {
    expect(specifiedBackend({ rules: [], defaultBackend: undefined }, { host: 'a', path: '/' })).toBeUndefined()
  })
})

describe('where a load balancer may differ', () => {
  test.each<{ name: string; given: RuledIngress; host: string; asked: string; expected: ReadonlyArray<string> }>([
    {
      name: 'nowhere within one rule',
      given: ingress(rule('', path('Prefix', '/'), path('Prefix', '/a'), path('Exact', '/a/b'))),
      host: 'x',
      asked: '/a/b',
      expected: []
    },
    {
      name: 'not where hosts go from special to general',
      given: ingress(rule('a.b', path('Prefix', '/')), rule('*.b', path('Prefix', '/')), rule('', path('Prefix', '/'))),
      host: 'a.b',
      asked: '/',
      expected: []
    },
    {
      name: 'a general host first',
      given: ingress(rule('', path('Prefix', '/')), rule('a.b', path('Prefix', '/a'))),
      host: 'a.b',
      asked: '/a',
      expected: ['a less specific host answers first']
    },
    {
      name: 'a request that falls through to a general host',
      given: ingress(rule('a.b', path('Prefix', '/a')), rule('', path('Prefix', '/'))),
      host: 'a.b',
      asked: '/c',
      expected: ['a less specific host answers first']
    },
    {
      name: 'one host in two rules',
      given: ingress(rule('a', path('Prefix', '/')), rule('a', path('Prefix', '/foo'))),
      host: 'a',
      asked: '/foo',
      expected: ['two rules for the same host match']
    },
    {
      name: 'several labels below a wildcard',
      given: ingress(rule('*.foo.com', path('Prefix', '/'))),
      host: 'a.b.foo.com',
      asked: '/',
      expected: ['a wildcard takes several labels']
    },
    {
      name: 'the same prefix with and without a slash at its end',
      given: ingress(rule('', path('Prefix', '/a'), path('Prefix', '/a/'))),
      host: 'x',
      asked: '/',
      expected: ['two Prefix paths have the same elements']
    }
  ])('$name', ({ given, host, asked, expected }) => {
    expect(mayDiffer(given, { host, path: asked })).toEqual(expected)
  })
})
