import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import type { Condition } from '../../src/resources/condition.js'
import { isRef, refTo } from '../../src/resources/ref.js'
import { backend, ingress, rule, service } from '../build.js'
import { expectTold } from '../told.js'
import { type GroupGiven, member, shownOf, translated } from './one-group.js'

const services = ['web', 'api', 'img'].map((name) => service(name))

const conditionText = (condition: Condition): string =>
  'values' in condition ? (condition.values ?? []).map(String).join('|') : condition.field

/** Each rule as `conditions → target group`, by id. */
const rules = (given: GroupGiven): unknown =>
  shownOf('ListenerRule', translated({ services, ...given }), ({ conditions, actions: [action] }) => {
    const to = action?.type === 'forward' ? action.targetGroups[0]?.targetGroup : undefined
    return `${conditions.map(conditionText).join(' ')} → ${isRef(to) ? to.id : action?.type}`
  })

const path = (text: string, to: string, pathType = 'Prefix') => ({ path: text, pathType, backend: backend(to) })
const onHost = (host: string, ...paths: ReadonlyArray<ReturnType<typeof path>>) => ({ host, paths })

describe('the rules of a listener', () => {
  test('are numbered from 1: Exact paths, then the longest Prefix, and the rest last', () => {
    const web = onHost(
      'h.example',
      path('/', 'web'),
      path('/api', 'api'),
      path('/api/v1/users', 'web', 'Exact'),
      path('/img/*', 'img', 'ImplementationSpecific'),
      path('/api/v1', 'api')
    )
    expect(rules({ members: [member('a', {}, { rules: [web] })] })).toEqual({
      '80:1': 'h.example /api/v1/users → shop/a-web:80',
      '80:2': 'h.example /api/v1|/api/v1/* → shop/a-api:80',
      '80:3': 'h.example /api|/api/* → shop/a-api:80',
      '80:4': 'h.example /* → shop/a-web:80',
      '80:5': 'h.example /img/* → shop/a-img:80'
    })
  })

  test('follow the members, then their rules, and are sorted across neither', () => {
    const one = member('one', {}, { rules: [rule('b.example', backend('web')), rule('a.example', backend('api'))] })
    const two = member('two', {}, { rules: [rule('a.example', backend('img'), '/deep/path')] })
    expect(rules({ members: [one, two] })).toEqual({
      '80:1': 'b.example /* → shop/one-web:80',
      '80:2': 'a.example /* → shop/one-api:80',
      '80:3': 'a.example /deep/path|/deep/path/* → shop/two-img:80'
    })
  })

  test('are those of the members on its port', () => {
    const on = (name: string, ports: string) =>
      member(name, { 'listen-ports': ports }, { rules: [rule('', backend('web'), `/${name}`, 'Exact')] })
    expect(rules({ members: [on('a', '[{"HTTP":80},{"HTTP":81}]'), on('b', '[{"HTTP":81}]')] })).toEqual({
      '80:1': '/a → shop/a-web:80',
      '81:1': '/a → shop/a-web:80',
      '81:2': '/b → shop/b-web:80'
    })
  })

  test('leave out rules without paths, and count on without a gap', () => {
    const none = { host: 'empty.example', paths: undefined }
    expect(rules({ members: [member('a', {}, { rules: [none, rule('', backend('web'))] })] })).toEqual({
      '80:1': '/* → shop/a-web:80'
    })
  })

  test('ask for nothing but the path where there is no host, and for every path where there is none either', () => {
    const anything = onHost('', path('', 'web', 'ImplementationSpecific'))
    expect(rules({ members: [member('a', {}, { rules: [anything] })] })).toEqual({ '80:1': '/* → shop/a-web:80' })
  })

  test('lead to their listener', () => {
    expect(shownOf('ListenerRule', translated({ members: [member('a')] }), ({ listener }) => listener)).toEqual({
      '80:1': refTo({ stack: 'team', kind: 'Listener', id: '80' }, 'arn')
    })
  })
})

test('one Service port written as a number and as a name is two target groups', () => {
  const both = member(
    'a',
    {},
    { rules: [rule('a.example', backend('web')), rule('b.example', backend('web', 'http'))] }
  )
  expect(rules({ members: [both] })).toEqual({
    '80:1': 'a.example /* → shop/a-web:80',
    '80:2': 'b.example /* → shop/a-web:http'
  })
})

test('use-regex-path-match makes expressions of what is neither Exact nor Prefix', () => {
  const regex = member(
    'a',
    { 'use-regex-path-match': 'true' },
    { rules: [onHost('', path('/^v[0-9]', 'web', 'ImplementationSpecific'), path('/x', 'web'))] }
  )
  expect(shownOf('ListenerRule', translated({ members: [regex] }), ({ conditions }) => conditions)).toEqual({
    '80:1': [{ field: 'path-pattern', values: ['/x', '/x/*'] }],
    '80:2': [{ field: 'path-pattern', regexValues: ['^v[0-9]'] }]
  })
})

test('all paths that are wrong are told together, each at its place, and once for two listeners', () => {
  const bad = ingress({ rules: [onHost('', path('/a*', 'web'), path('/b', 'web', 'Like'), path('/c', 'nobody'))] })
  const given = { members: [member('a', { 'listen-ports': '[{"HTTP":80},{"HTTP":81}]' }, { rules: bad.rules })] }
  expectTold(findings(translated(given)), [
    {
      ...{ code: 'path/wildcard', at: 'Ingress shop/a spec.rules[0].http.paths[0].path' },
      ...{ says: ['/a*'], remedy: ['ImplementationSpecific'] }
    },
    {
      ...{ code: 'path/type', at: 'Ingress shop/a spec.rules[0].http.paths[1].path' },
      ...{ says: ['"Like"'], remedy: ['Exact, Prefix'] }
    }
  ])
})
