import { expect, test } from 'vitest'
import { remarksOf } from '../../../src/annotations/codecs/codec.js'
import { conditions } from '../../../src/annotations/codecs/conditions.js'
import { Conditions } from '../../../src/resources/condition.js'
import { decoded, problemsIn } from './outcome.js'

const one = (field: string, config: string, value: unknown): string => JSON.stringify([{ field, [config]: value }])

const accepted = [
  {
    name: 'hosts by value',
    given: one('host-header', 'hostHeaderConfig', { values: ['a.example'] }),
    expected: [{ field: 'host-header', values: ['a.example'] }]
  },
  {
    name: 'hosts by regular expression, beside an empty list of values',
    given: one('host-header', 'hostHeaderConfig', { values: [], regexValues: ['^a$'] }),
    expected: [{ field: 'host-header', regexValues: ['^a$'] }]
  },
  {
    name: 'paths',
    given: one('path-pattern', 'pathPatternConfig', { values: ['/b', '/a'] }),
    expected: [{ field: 'path-pattern', values: ['/b', '/a'] }]
  },
  {
    name: 'a header',
    given: one('http-header', 'httpHeaderConfig', { httpHeaderName: 'X-Env', values: ['qa'] }),
    expected: [{ field: 'http-header', httpHeaderName: 'X-Env', values: ['qa'] }]
  },
  {
    name: 'a header without a name, which AWS judges',
    given: one('http-header', 'httpHeaderConfig', { regexValues: ['q.'] }),
    expected: [{ field: 'http-header', httpHeaderName: '', regexValues: ['q.'] }]
  },
  {
    name: 'methods',
    given: one('http-request-method', 'httpRequestMethodConfig', { values: ['GET', 'HEAD'] }),
    expected: [{ field: 'http-request-method', values: ['GET', 'HEAD'] }]
  },
  {
    name: 'query strings with and without key',
    given: one('query-string', 'queryStringConfig', { values: [{ key: 'v', value: '1' }, { value: 'x' }] }),
    expected: [{ field: 'query-string', values: [{ key: 'v', value: '1' }, { value: 'x' }] }]
  },
  {
    name: 'addresses, unchecked',
    given: one('source-ip', 'sourceIpConfig', { Values: ['10.0.0.0/8', 'x'] }),
    expected: [{ field: 'source-ip', values: ['10.0.0.0/8', 'x'] }]
  },
  {
    name: 'the order in which they are written',
    given:
      '[{"field":"source-ip","sourceIPConfig":{"values":["::/0"]}},{"field":"host-header","HostHeaderConfig":{"Values":["b"]}}]',
    expected: [
      { field: 'source-ip', values: ['::/0'] },
      { field: 'host-header', values: ['b'] }
    ]
  },
  {
    name: 'a configuration of another field is ignored, whatever it lacks',
    given: '[{"field":"source-ip","sourceIPConfig":{"values":["::/0"]},"hostHeaderConfig":{}}]',
    expected: [{ field: 'source-ip', values: ['::/0'] }]
  },
  { name: 'no conditions', given: '[]', expected: [] },
  { name: 'null', given: 'null', expected: [] }
]

test.each(accepted)('$name', ({ given, expected }) => expect(decoded(conditions, given)).toEqual(expected))

test('what is read has the shape of a condition of a rule', () => {
  for (const { given } of accepted) expect(Conditions.is(decoded(conditions, given))).toBe(true)
})

const fields = 'host-header, path-pattern, http-header, http-request-method, query-string or source-ip'

test.each([
  { name: 'an unknown field', given: '[{"field":"cookie"}]', expected: [`[0].field must be ${fields}, not "cookie".`] },
  {
    name: 'a misspelt field',
    given: '[{"field":"sourceip","sourceIPConfig":{"values":["10.0.0.0/8"]}}]',
    expected: [`[0].field must be ${fields}, not "sourceip" (did you mean source-ip?).`]
  },
  {
    name: 'no field',
    given: '[{}]',
    expected: [`[0].field is missing: it must be one of ${fields.replace(' or', ',')}.`]
  },
  {
    name: 'null for a condition',
    given: '[null]',
    expected: [`[0].field is missing: it must be one of ${fields.replace(' or', ',')}.`]
  },
  { name: 'an object', given: '{}', expected: ['the value must be an array, not an object.'] },
  {
    name: 'a field without its configuration',
    given: '[{"field":"source-ip","hostHeaderConfig":{"values":["a"]}}]',
    expected: ['[0].sourceIPConfig is missing: the field source-ip needs it.']
  },
  {
    name: 'no values',
    given: one('host-header', 'hostHeaderConfig', {}),
    expected: ['[0].hostHeaderConfig must have at least one entry in values or in regexValues.']
  },
  {
    name: 'values of both sorts',
    given: one('path-pattern', 'pathPatternConfig', { values: ['a'], regexValues: ['b'] }),
    expected: ['[0].pathPatternConfig must have either values or regexValues, not both.']
  },
  {
    name: 'a header without values',
    given: one('http-header', 'httpHeaderConfig', { httpHeaderName: 'a' }),
    expected: ['[0].httpHeaderConfig must have at least one entry in values or in regexValues.']
  },
  {
    name: 'no methods',
    given: one('http-request-method', 'httpRequestMethodConfig', { values: [] }),
    expected: ['[0].httpRequestMethodConfig.values must have at least one entry.']
  },
  {
    name: 'no addresses',
    given: one('source-ip', 'sourceIPConfig', { values: null }),
    expected: ['[0].sourceIPConfig.values must have at least one entry.']
  },
  {
    name: 'no query strings',
    given: one('query-string', 'queryStringConfig', {}),
    expected: ['[0].queryStringConfig.values must have at least one entry.']
  },
  {
    name: 'query strings without value',
    given: one('query-string', 'queryStringConfig', { values: [{ key: 'a' }, { value: '' }, { value: 'x' }] }),
    expected: [
      '[0].queryStringConfig.values[0].value is missing.',
      '[0].queryStringConfig.values[1].value must not be empty.'
    ]
  },
  {
    name: 'values that are one text',
    given: one('source-ip', 'sourceIPConfig', { values: '10.0.0.0/8' }),
    expected: ['[0].sourceIPConfig.values must be an array, not "10.0.0.0/8".']
  },
  {
    name: 'several mistakes, all told,',
    given: '[{"field":"cookie"},{"field":"source-ip"},{"field":"host-header","hostHeaderConfig":{"values":[1]}}]',
    expected: [
      `[0].field must be ${fields}, not "cookie".`,
      '[1].sourceIPConfig is missing: the field source-ip needs it.',
      '[2].hostHeaderConfig.values[0] must be text in quotation marks, not 1.'
    ]
  }
])('$name: refused', ({ given, expected }) => expect(problemsIn(conditions, given)).toEqual(expected))

test('lint remarks on a configuration of another field', () => {
  const given = '[{"field":"source-ip","sourceIPConfig":{"values":["::/0"]},"hostHeaderConfig":{}}]'
  expect(remarksOf(conditions, given)).toEqual([
    { kind: 'unused-entry', message: '[0].hostHeaderConfig is ignored, as the field is source-ip.' }
  ])
})
