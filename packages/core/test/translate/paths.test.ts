import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import { inOrder, pathPatterns } from '../../src/translate/paths.js'
import { backend } from '../build.js'
import { expectTold, type Told } from '../told.js'

const at = { object: { kind: 'Ingress', namespace: 'shop', name: 'a' }, path: ['spec', 'path'] }
const path = (text: string, pathType?: string) => ({ path: text, pathType, backend: backend('web') })

describe('a path asks for', () => {
  test.each<{
    name: string
    given: ReturnType<typeof path>
    regex?: boolean
    values?: string[]
    regexValues?: string[]
  }>([
    { name: 'exactly itself when it is Exact', given: path('/cart', 'Exact'), values: ['/cart'] },
    { name: 'exactly itself with a slash at its end', given: path('/cart/', 'Exact'), values: ['/cart/'] },
    {
      name: 'itself and everything below it when it is a Prefix',
      given: path('/cart', 'Prefix'),
      values: ['/cart', '/cart/*']
    },
    {
      name: 'the same when the Prefix ends in a slash',
      given: path('/cart/', 'Prefix'),
      values: ['/cart', '/cart/*']
    },
    { name: 'the same less one slash of two', given: path('/a//', 'Prefix'), values: ['/a/', '/a//*'] },
    { name: 'everything when it is Prefix /', given: path('/', 'Prefix'), values: ['/*'] },
    {
      name: 'what it says as an ALB pattern, when the meaning is left to us',
      given: path('/img/*.png', 'ImplementationSpecific'),
      values: ['/img/*.png']
    },
    { name: 'what it says where no type is given', given: path('/img/*'), values: ['/img/*'] },
    { name: 'nothing when it is empty', given: path('', 'ImplementationSpecific') },
    { name: 'nothing when it is empty, also as a regular expression', given: path(''), regex: true },
    {
      name: 'its regular expression without the slash that Kubernetes wants first',
      given: path('/^/v[0-9]+/', 'ImplementationSpecific'),
      regex: true,
      regexValues: ['^/v[0-9]+/']
    },
    {
      name: 'itself when it is Exact, whatever the others are',
      given: path('/cart', 'Exact'),
      regex: true,
      values: ['/cart']
    }
  ])('$name', ({ given, regex = false, values = [], regexValues = [] }) => {
    expect(pathPatterns(given, regex, at)).toEqual({ _tag: 'Right', right: { values, regexValues } })
  })
})

describe('a path is refused', () => {
  const here = 'Ingress shop/a spec.path'
  test.each<{ name: string; given: ReturnType<typeof path>; regex?: boolean; expected: Told }>([
    {
      name: 'with a wildcard where it is Exact',
      given: path('/a*', 'Exact'),
      expected: { code: 'path/wildcard', at: here, says: ['"/a*"', 'Exact'], remedy: ['ImplementationSpecific'] }
    },
    {
      name: 'with a wildcard where it is a Prefix, which needs none',
      given: path('/a/?', 'Prefix'),
      expected: {
        code: 'path/wildcard',
        at: here,
        says: ['"/a/?"', 'Prefix'],
        remedy: ['Prefix /app already covers everything below']
      }
    },
    {
      name: 'of a type that nobody knows',
      given: path('/a', 'Regex'),
      expected: { code: 'path/type', at: here, says: ['"Regex"'], remedy: ['Exact, Prefix or ImplementationSpecific'] }
    },
    {
      name: 'that is an empty regular expression, before AWS does so half-way',
      given: path('/'),
      regex: true,
      expected: { code: 'path/empty-regex', at: here, says: ['path /', 'empty'], remedy: ['/.*', 'Prefix'] }
    }
  ])('$name', ({ given, regex = false, expected }) => {
    expectTold(findings(pathPatterns(given, regex, at)), [expected])
  })
})

describe('paths of one host are tried', () => {
  const order = (...paths: ReadonlyArray<ReturnType<typeof path>>) => inOrder(paths).map(({ path }) => path.path)
  test('Exact first, then Prefix from the longest, then the others', () => {
    expect(
      order(
        path('/', 'Prefix'),
        path('/api', 'Prefix'),
        path('/api/v1/users', 'Exact'),
        path('/img/*', 'ImplementationSpecific'),
        path('/api/v1', 'Prefix')
      )
    ).toEqual(['/api/v1/users', '/api/v1', '/api', '/', '/img/*'])
  })

  test('as they are written where nothing else decides', () => {
    expect(order(path('/b', 'Exact'), path('/a', 'Exact'))).toEqual(['/b', '/a'])
    expect(order(path('/b', 'Prefix'), path('/a', 'Prefix'))).toEqual(['/b', '/a'])
    expect(order(path('/b*'), path('/a*', 'ImplementationSpecific'))).toEqual(['/b*', '/a*'])
  })

  test('by their length in bytes, not in letters', () => {
    expect(order(path('/abc', 'Prefix'), path('/éé', 'Prefix'))).toEqual(['/éé', '/abc'])
  })

  test('with the place that each has in the manifest', () => {
    expect(inOrder([path('/a', 'Prefix'), path('/b', 'Exact')]).map(({ index }) => index)).toEqual([1, 0])
  })
})
