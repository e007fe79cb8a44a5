import { describe, expect, test } from 'vitest'
import type { AnnotatedCondition } from '../../src/annotations/codecs/conditions.js'
import { findings } from '../../src/checked/checked.js'
import type { Condition } from '../../src/resources/condition.js'
import { ruleConditions } from '../../src/translate/conditions.js'
import type { PathPatterns } from '../../src/translate/paths.js'
import { backend, rule, service } from '../build.js'
import { annotationOf, expectTold, type Told } from '../told.js'
import { member, shownOf, translated } from './one-group.js'

const at = { object: { kind: 'Ingress', namespace: 'shop', name: 'a' }, path: ['spec', 'path'] }
const any: PathPatterns = { values: [], regexValues: [] }
const p: PathPatterns = { values: ['/p'], regexValues: [] }
const header = (value: string): AnnotatedCondition => ({ field: 'http-header', httpHeaderName: 'X-A', values: [value] })
const get: AnnotatedCondition = { field: 'http-request-method', values: ['GET'] }

interface Given {
  readonly host?: string
  readonly path?: PathPatterns
  readonly extra?: ReadonlyArray<AnnotatedCondition>
}

describe('the conditions of a rule', () => {
  test.each<{ name: string; given: Given; expected: ReadonlyArray<Condition> }>([
    {
      name: 'let every path through where nothing is asked, as AWS wants one condition',
      given: {},
      expected: [{ field: 'path-pattern', values: ['/*'] }]
    },
    {
      name: 'ask for the host before the path',
      given: { host: 'h.example', path: p },
      expected: [
        { field: 'host-header', values: ['h.example'] },
        { field: 'path-pattern', values: ['/p'] }
      ]
    },
    {
      name: 'begin with those of the annotation, each for itself, as written',
      given: { host: 'h.example', extra: [header('2'), get, header('1')] },
      expected: [header('2'), get, header('1'), { field: 'host-header', values: ['h.example'] }]
    },
    {
      name: 'join hosts of the annotation behind the host of the rule',
      given: {
        ...{ host: 'h.example.com', path: p },
        extra: [{ field: 'host-header', values: ['alt.example.com'] }, header('1')]
      },
      expected: [
        header('1'),
        { field: 'host-header', values: ['h.example.com', 'alt.example.com'] },
        { field: 'path-pattern', values: ['/p'] }
      ]
    },
    {
      name: 'join paths of the annotation behind the path of the rule, also the same one twice',
      given: {
        path: p,
        extra: [
          { field: 'path-pattern', values: ['/q'] },
          { field: 'path-pattern', values: ['/p'] }
        ]
      },
      expected: [{ field: 'path-pattern', values: ['/p', '/q', '/p'] }]
    },
    {
      name: 'hold regular expressions where all are such',
      given: {
        path: { values: [], regexValues: ['^/v1'] },
        extra: [
          { field: 'path-pattern', regexValues: ['^/v2'] },
          { field: 'host-header', regexValues: ['^h'] }
        ]
      },
      expected: [
        { field: 'host-header', regexValues: ['^h'] },
        { field: 'path-pattern', regexValues: ['^/v1', '^/v2'] }
      ]
    }
  ])('$name', ({ given: { host = '', path = any, extra = [] }, expected }) => {
    expect(ruleConditions(host, path, extra, at)).toEqual({ _tag: 'Right', right: expected })
  })
})

test('patterns and regular expressions in one condition are refused, for host and path at once', () => {
  const extra: ReadonlyArray<AnnotatedCondition> = [
    { field: 'host-header', regexValues: ['^h'] },
    { field: 'path-pattern', regexValues: ['^/v1'] }
  ]
  const mixed = (field: string, ...says: ReadonlyArray<string>): Told => ({
    ...{ code: 'condition/mixed', at: 'Ingress shop/a spec.path' },
    says: [field, ...says],
    remedy: ['all of them as regular expressions']
  })
  expectTold(findings(ruleConditions('h.example', p, extra, at)), [
    mixed('host-header', 'h.example', '^h'),
    mixed('path-pattern', '/p', '^/v1')
  ])
})

describe('conditions of the annotation', () => {
  const office = '[{"field":"source-ip","sourceIpConfig":{"values":["192.0.2.0/24"]}}]'
  const two = {
    rules: [rule('a.example', backend('web')), rule('b.example', backend('api'))]
  }
  const services = [service('web'), service('api')]

  test('count for the backend whose name they carry', () => {
    const stack = translated({ members: [member('a', { 'conditions.api': office }, two)], services })
    expect(shownOf('ListenerRule', stack, ({ conditions }) => conditions.map(({ field }) => field))).toEqual({
      '80:1': ['host-header', 'path-pattern'],
      '80:2': ['source-ip', 'host-header', 'path-pattern']
    })
  })

  test('with a field that nobody knows are refused, where the reference would open the rule to everybody', () => {
    const misspelt = member('a', { 'conditions.web': office.replace('source-ip', 'sourceip') })
    expectTold(findings(translated({ members: [misspelt] })), [
      {
        code: 'annotation/value',
        at: annotationOf('conditions.web'),
        says: ['"sourceip"', 'source-ip'],
        remedy: ['a field']
      }
    ])
  })
})
