import { describe, expect, test } from 'vitest'
import { remarksOf } from '../../../src/annotations/codecs/codec.js'
import { json } from '../../../src/annotations/codecs/json.js'
import { optional, orEmpty, required, shape } from '../../../src/annotations/codecs/json-shape.js'
import { type Json, jsonIn } from '../../../src/annotations/codecs/json-text.js'
import {
  arrayOf,
  boolean,
  integer,
  mapOf,
  refined,
  text,
  textOrInteger
} from '../../../src/annotations/codecs/json-types.js'
import { E, t } from '../../../src/prelude.js'
import { decoded, problemsIn } from './outcome.js'

/** One member of every kind. */
const sample = json({
  type: shape(
    {
      name: required(text),
      sourceIPConfig: optional(shape({ values: orEmpty(arrayOf(text)) }, (value) => value)),
      note: orEmpty(text),
      count: optional(integer),
      flag: optional(boolean),
      port: optional(textOrInteger),
      labels: optional(refined(mapOf(text), (map) => Object.fromEntries(map)))
    },
    (value) => value
  ),
  format: 'a sample',
  is: t.type({ name: t.string }).is,
  write: (value) => value
})

describe('members of an object', () => {
  test.each([
    {
      name: 'they are matched in any letter case',
      given: '{"NAME":"a","COUNT":1}',
      expected: { name: 'a', note: '', count: 1 }
    },
    {
      name: 'at every depth',
      given: '{"Name":"a","sourceIpConfig":{"Values":["x"]}}',
      expected: { name: 'a', note: '', sourceIPConfig: { values: ['x'] } }
    },
    {
      name: 'of two for one member the later wins',
      given: '{"name":"a","Name":"b"}',
      expected: { name: 'b', note: '' }
    },
    {
      name: 'unknown ones are ignored',
      given: '{"name":"a","x":{"y":[1.5,null,true]}}',
      expected: { name: 'a', note: '' }
    },
    {
      name: 'null is absent',
      given: '{"name":"a","count":null,"sourceIPConfig":null}',
      expected: { name: 'a', note: '' }
    },
    {
      name: 'null in an array of texts is an empty text',
      given: '{"name":"a","sourceIPConfig":{"values":["x",null]}}',
      expected: { name: 'a', note: '', sourceIPConfig: { values: ['x', ''] } }
    },
    {
      name: 'names of a free-form object keep their letters',
      given: '{"name":"a","labels":{"A":"1","a":"2","b":null}}',
      expected: { name: 'a', note: '', labels: { A: '1', a: '2', b: '' } }
    },
    {
      name: 'a member of either type takes both',
      given: '{"name":"a","port":"80"}',
      expected: { name: 'a', note: '', port: '80' }
    },
    {
      name: 'text keeps its escapes',
      given: '{"name":"\\u00e9\\n\\ud83d\\ude00"}',
      expected: { name: 'é\n😀', note: '' }
    }
  ])('$name', ({ given, expected }) => expect(decoded(sample, given)).toEqual(expected))

  test('a member named __proto__ does no harm', () => {
    expect(decoded(sample, '{"name":"a","__proto__":{"count":1}}')).toEqual({ name: 'a', note: '' })
  })

  test.each([
    {
      name: 'a number for a text',
      given: '{"name":503}',
      expected: ['name must be text in quotation marks, not 503.']
    },
    {
      name: 'a text for a number',
      given: '{"name":"a","count":"1"}',
      expected: ['count must be a whole number, not "1".']
    },
    {
      name: 'a number with a fraction of nothing',
      given: '{"name":"a","count":80.0}',
      expected: ['count must be a whole number, not 80.0.']
    },
    {
      name: 'a number with an exponent',
      given: '{"name":"a","count":1e2}',
      expected: ['count must be a whole number, not 1e2.']
    },
    {
      name: 'a number beyond 32 bits',
      given: '{"name":"a","count":2147483648}',
      expected: ['count must lie between -2147483648 and 2147483647, unlike 2147483648.']
    },
    {
      name: 'a text for yes or no',
      given: '{"name":"a","flag":"true"}',
      expected: ['flag must be true or false without quotation marks, not "true".']
    },
    {
      name: 'an array for an object',
      given: '{"name":"a","sourceIPConfig":[]}',
      expected: ['sourceIPConfig must be an object, not an array.']
    },
    {
      name: 'an object for an array',
      given: '{"name":"a","sourceIPConfig":{"values":{}}}',
      expected: ['sourceIPConfig.values must be an array, not an object.']
    },
    {
      name: 'a wrong item',
      given: '{"name":"a","sourceIPConfig":{"values":["x",1]}}',
      expected: ['sourceIPConfig.values[1] must be text in quotation marks, not 1.']
    },
    {
      name: 'a wrong item of a free-form object',
      given: '{"name":"a","labels":{"x y":1}}',
      expected: ['labels["x y"] must be text in quotation marks, not 1.']
    },
    {
      name: 'a member that must be there',
      given: '{}',
      expected: ['name is missing: it must be text in quotation marks.']
    },
    {
      name: 'one that is null',
      given: '{"name":null}',
      expected: ['name is missing: it must be text in quotation marks.']
    },
    { name: 'another kind at the top', given: '"a"', expected: ['the value must be an object, not "a".'] },
    {
      name: 'everything wrong at once, in the order of the declaration,',
      given: '{"flag":1,"count":"1","note":[],"port":true}',
      expected: [
        'name is missing: it must be text in quotation marks.',
        'note must be text in quotation marks, not an array.',
        'count must be a whole number, not "1".',
        'flag must be true or false without quotation marks, not 1.',
        'port must be a whole number or text, not true.'
      ]
    }
  ])('$name is refused', ({ given, expected }) => expect(problemsIn(sample, given)).toEqual(expected))

  test('a hostile name does not break the line', () => {
    expect(problemsIn(sample, '{"name":"a","labels":{"x\\ny":1}}')).toEqual([
      'labels["x\\u{a}y"] must be text in quotation marks, not 1.'
    ])
  })
})

test.each([
  {
    name: 'an unknown member, with its nearest neighbour',
    given: '{"name":"a","sourceIPConfg":{}}',
    expected: ['sourceIPConfg is no known member and is ignored (did you mean sourceIPConfig?).']
  },
  {
    name: 'an unknown member that resembles none',
    given: '{"name":"a","sourceIPConfig":{"colour":1}}',
    expected: ['sourceIPConfig.colour is no known member and is ignored.']
  },
  { name: 'a repeated member', given: '{"name":"a","NAME":"b"}', expected: ['name is given twice; the later wins.'] },
  {
    name: 'a repeated name of a free-form object',
    given: '{"name":"a","labels":{"x":"1","x":"2"}}',
    expected: ['labels.x is given twice; the later wins.']
  },
  { name: 'no JSON', given: '{', expected: [] }
])('lint remarks on $name', ({ given, expected }) => {
  expect(remarksOf(sample, given).map(({ message }) => message)).toEqual(expected)
})

const plain = (value: Json): unknown => {
  switch (value.kind) {
    case 'null':
      return null
    case 'number':
      return Number(value.text)
    case 'array':
      return value.items.map(plain)
    case 'object':
      return Object.fromEntries(value.members.map(([name, member]) => [name, plain(member)]))
    default:
      return value.value
  }
}

describe('JSON text', () => {
  test.each([
    ' {"a":[1,-0.5,2e+3,{}],"b":"\\"\\\\\\/\\t","c":null,"d":true,"e":false} \r\n\t',
    '[]',
    '[[],[[]]]',
    '""',
    '0',
    '-1',
    'null',
    '{"":""}'
  ])('%j reads as JSON.parse reads it', (text) => {
    expect(E.map(plain)(jsonIn(text))).toEqual(E.right(JSON.parse(text)))
  })

  test.each([
    {
      name: 'nothing',
      given: '',
      expected: 'at line 1, column 1 there must be a JSON value, but the value ends there'
    },
    {
      name: 'single quotation marks',
      given: "{'a':1}",
      expected: `at line 1, column 2 there must be a name in double quotation marks, not "'a':1}"`
    },
    {
      name: 'a comma at the end of an array',
      given: '[1,]',
      expected: 'at line 1, column 4 there must be a JSON value, not "]"'
    },
    {
      name: 'a comma at the end of an object',
      given: '{"a":1,}',
      expected: 'at line 1, column 8 there must be a name in double quotation marks, not "}"'
    },
    { name: 'a missing comma', given: '[1\n 2]', expected: 'at line 2, column 2 there must be a comma or ], not "2]"' },
    { name: 'a missing colon', given: '{"a" 1}', expected: 'at line 1, column 6 there must be a colon, not "1}"' },
    {
      name: 'a text without an end',
      given: '["a]',
      expected: 'at line 1, column 2 there must be a text that ends in a quotation mark, not "\\"a]"'
    },
    {
      name: 'a line break in a text',
      given: '"a\nb"',
      expected:
        'at line 1, column 1 there must be a text without line breaks and with valid escapes, not "\\"a\\u{a}b\\""'
    },
    {
      name: 'an unknown escape',
      given: '"\\x"',
      expected: 'at line 1, column 1 there must be a text without line breaks and with valid escapes, not "\\"\\\\x\\""'
    },
    {
      name: 'something behind the value',
      given: '{} x',
      expected: 'at line 1, column 4 there must be nothing more, not "x"'
    },
    {
      name: 'a number with a leading zero',
      given: '01',
      expected: 'at line 1, column 2 there must be nothing more, not "1"'
    },
    {
      name: 'an object without an end',
      given: '{"a":1',
      expected: 'at line 1, column 7 there must be a comma or }, but the value ends there'
    }
  ])('$name is told with its place', ({ given, expected }) => {
    expect(jsonIn(given)).toEqual(E.left(`the value is not JSON: ${expected}`))
  })

  test.each(['[', '{"a":'])('text nested without end does not exhaust the stack: %s', (open) => {
    expect(E.isLeft(jsonIn(open.repeat(100_000)))).toBe(true)
  })
})
