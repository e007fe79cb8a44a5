import { describe, expect, test } from 'vitest'
import { formatOf, remarksOf } from '../../../src/annotations/codecs/codec.js'
import {
  bool,
  int32,
  int32Between,
  int64,
  list,
  oneOf,
  textMap,
  verbatim
} from '../../../src/annotations/codecs/text.js'
import { decoded, problemsIn } from './outcome.js'

describe('text', () => {
  test.each(['', ' a ', 'Mixed Case', 'a,b=c'])('%j is kept as it is written', (text) => {
    expect(decoded(verbatim, text)).toBe(text)
  })
})

describe('yes or no', () => {
  test.each(['1', 't', 'T', 'TRUE', 'true', 'True'])('%j is true', (text) => expect(decoded(bool, text)).toBe(true))
  test.each(['0', 'f', 'F', 'FALSE', 'false', 'False'])('%j is false', (text) =>
    expect(decoded(bool, text)).toBe(false)
  )
  test.each(['tRue', 'yes', 'on', '', ' true', 'true\n', '10'])('%j is neither', (text) => {
    expect(problemsIn(bool, text)).toHaveLength(1)
  })

  test('the refusal shows what is accepted and what was found', () => {
    expect(problemsIn(bool, 'yes')).toEqual([
      'the value must be true or false (or one of 1 t T TRUE true True 0 f F FALSE false False), not "yes".'
    ])
  })
})

describe('whole numbers', () => {
  test.each([
    { given: '05', expected: 5 },
    { given: '+15', expected: 15 },
    { given: '-0', expected: 0 },
    { given: '2147483647', expected: 2147483647 },
    { given: '-2147483648', expected: -2147483648 }
  ])('$given has 32 bits', ({ given, expected }) => expect(decoded(int32, given)).toBe(expected))

  test.each(['', ' 5', '5 ', '5.0', '0x10', '1_000', '8e1', '٣', '2147483648', '-2147483649', '--1', '+'])(
    '%j is no number of 32 bits',
    (text) => expect(problemsIn(int32, text)).toHaveLength(1)
  )

  test('64 bits go as far as a number is exact', () => {
    expect(decoded(int64, '604800')).toBe(604800)
    expect(decoded(int64, '9007199254740991')).toBe(9007199254740991)
    expect(problemsIn(int64, '9007199254740992')).toHaveLength(1)
  })

  test('limits are included, and the refusal names them', () => {
    const order = int32Between(-1000, 1000)
    expect([decoded(order, '-1000'), decoded(order, '1000')]).toEqual([-1000, 1000])
    expect(problemsIn(order, '1001')).toEqual(['the value must be a whole number between -1000 and 1000, not "1001".'])
  })
})

describe('words', () => {
  const scheme = oneOf('internal', 'internet-facing')

  test('a known word is itself', () => expect(decoded(scheme, 'internal')).toBe('internal'))

  test.each([
    { name: 'another case', given: 'Internal', expected: ' (did you mean internal?)' },
    { name: 'a slip of the finger', given: 'internet-facng', expected: ' (did you mean internet-facing?)' },
    { name: 'white space', given: 'internal ', expected: ' (did you mean internal?)' },
    { name: 'a word that resembles none', given: 'public', expected: '' },
    { name: 'no word', given: '', expected: '' }
  ])('$name is refused, with the word that was probably meant', ({ given, expected }) => {
    expect(problemsIn(scheme, given)).toEqual([
      `the value must be internal or internet-facing, not ${JSON.stringify(given)}${expected}.`
    ])
  })

  test('the format of three words reads as a list', () => {
    expect(formatOf(oneOf('a', 'b', 'c'))).toBe('a, b or c')
  })
})

describe('lists', () => {
  test.each([
    { name: 'items are trimmed and empty ones dropped', given: 'a, b ,,\t,c', expected: ['a', 'b', 'c'] },
    { name: 'order and repetitions stay', given: 'b,a,b', expected: ['b', 'a', 'b'] },
    { name: 'nothing but commas is an empty list', given: ',,', expected: [] },
    { name: 'an empty text is an empty list', given: '', expected: [] },
    { name: 'quotation marks and backslashes are ordinary', given: '"a,b",c\\,d', expected: ['"a', 'b"', 'c\\', 'd'] },
    { name: 'white space is what Unicode calls so', given: '\u0085a\u00a0,\u3000b\ufeff', expected: ['a', 'b\ufeff'] }
  ])('$name', ({ given, expected }) => expect(decoded(list, given)).toEqual(expected))
})

describe('maps', () => {
  test.each([
    { name: 'pairs stand between commas', given: 'k1=v1,k2=v2', expected: { k1: 'v1', k2: 'v2' } },
    { name: 'keys and values are trimmed', given: ' k1 = v1 , k2 = v2 ', expected: { k1: 'v1', k2: 'v2' } },
    { name: 'a value may be empty', given: 'k=', expected: { k: '' } },
    { name: 'only the first = separates', given: 'a=x=y=', expected: { a: 'x=y=' } },
    { name: 'of equal keys the later counts', given: 'a=1,a=2', expected: { a: '2' } },
    { name: 'an escaped comma is part of the value', given: 'a=x\\,y,b=z', expected: { a: 'x,y', b: 'z' } },
    { name: 'an escaped backslash is a backslash', given: 'a=x\\\\,b=z', expected: { a: 'x\\', b: 'z' } },
    { name: 'white space behind an escaped comma stays', given: 'a=1\\, 2,b=3', expected: { a: '1, 2', b: '3' } },
    { name: 'a comma at the end is part of the value', given: 'a=b,', expected: { a: 'b,' } },
    { name: 'so is one before blanks', given: 'a=b, ', expected: { a: 'b,' } },
    {
      name: 'the comma at the end goes to the last value',
      given: 'Environment=dev,Team=test,',
      expected: { Environment: 'dev', Team: 'test,' }
    },
    { name: 'an escaped = still separates', given: 'a=b,c\\=d', expected: { a: 'b', c: 'd' } },
    { name: 'a fragment with = is a pair of its own', given: 'a=x,y=z', expected: { a: 'x', y: 'z' } },
    { name: 'a lone backslash at the end stays', given: 'a=b\\', expected: { a: 'b\\' } },
    { name: 'an empty text is an empty map', given: '', expected: {} }
  ])('$name', ({ given, expected }) => expect(decoded(textMap, given)).toEqual(expected))

  test('a key may be __proto__', () => {
    expect(Object.entries(decoded(textMap, '__proto__=x,constructor=y'))).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y']
    ])
  })

  test.each([' ', ',', ',a=b', 'a=b,,c=d', 'a=b,,', 'k', 'k1,k2', '=v', ' = v', 'a=b,c', 'a=b,c,d=e', 'a=x,y'])(
    '%j is refused',
    (text) => expect(problemsIn(textMap, text)).not.toEqual([])
  )

  test('every piece that is no pair is named', () => {
    expect(problemsIn(textMap, 'a,=b,,c=d')).toEqual([
      'entry 1 must be key=value, not "a"; a comma inside a value is written \\,.',
      'entry 2 must have a key before the =, not "=b".',
      'entry 3 is empty: write key=value pairs with one comma between them.'
    ])
  })

  test('keys are sorted in the canonical text, and commas and backslashes escaped', () => {
    expect(textMap.encode({ b: 'x,y', a: '\\' })).toBe('a=\\\\,b=x\\,y')
  })

  test('a comma at the end and a repeated key are remarked on', () => {
    expect(remarksOf(textMap, 'a=1,a=2,').map(({ kind, message }) => [kind, message])).toEqual([
      ['unused-entry', '"a" is given twice; the later wins.'],
      ['odd-value', 'the comma at the end is part of the last value.']
    ])
    expect(remarksOf(textMap, 'a=1,b=2\\,')).toEqual([])
  })

  test('a long text takes no longer than its length', () => {
    const started = performance.now()
    problemsIn(textMap, `a=${','.repeat(250_000)}`)
    problemsIn(textMap, `a=${' '.repeat(250_000)}b`)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('foreign text in messages', () => {
  test.each([
    { name: 'a line break', given: 'a\nlevel=error' },
    { name: 'an escape sequence', given: '\u001b[31mred' },
    { name: 'a change of writing direction', given: 'a\u202eb' },
    { name: 'a separator of lines', given: 'a\u2028b' },
    { name: 'a lone surrogate', given: 'a\ud800b' }
  ])('$name is shown as an escape', ({ given }) => {
    const [problem = ''] = problemsIn(bool, given)
    expect(problem).toMatch(/\\u\{[0-9a-f]+\}/)
    expect(problem).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
  })

  test('a long text is cut', () => {
    expect(problemsIn(int32, 'x'.repeat(100_000))[0]?.length).toBeLessThan(200)
  })
})
