import { E } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../../src/manifests/yaml/read.js'

const read = (text: string) => {
  const result = readYaml(text)
  if (E.isLeft(result)) throw new Error(`unreadable: ${result.left.message}`)
  return result.right
}

const complaint = (text: string) => {
  const result = readYaml(text)
  if (E.isRight(result)) throw new Error('it was read')
  return result.left
}

describe('a YAML document becomes the value that Kubernetes would read', () => {
  test.each([
    {
      name: 'quotes make text of anything',
      given: `a: "on"\nb: '0777'\nc: |-\n  12`,
      expected: { a: 'on', b: '0777', c: '12' }
    },
    { name: 'names are text, as in JSON', given: 'on: 1\n80: 2\n1.5: 3', expected: { true: 1, 80: 2, '1.5': 3 } },
    {
      name: 'a tag decides over the look',
      given: 'a: !!str 12\nb: !!int "12"\nc: !Ref on\nd: !!binary aGk=',
      expected: { a: '12', b: 12, c: 'on', d: 'hi' }
    },
    { name: 'a member without value is there', given: 'a:\nb: ~', expected: { a: null, b: null } },
    { name: 'folded lines become one', given: 'a: >-\n  x\n  y\nb: x\n  y', expected: { a: 'x y', b: 'x y' } },
    {
      name: 'Windows line ends are no part of values',
      given: 'a: |\r\n  x\r\n  y\r\nb: z\r\n',
      expected: { a: 'x\ny\n', b: 'z' }
    },
    { name: 'a list may stand as far out as its key', given: 'a:\n- 1\n-   2\n', expected: { a: [1, 2] } },
    {
      name: 'levels may be indented by any number of blanks',
      given: 'a:\n     b:\n      c: 1\n',
      expected: { a: { b: { c: 1 } } }
    },
    { name: 'a tab after a colon is white space', given: 'a:\t1', expected: { a: 1 } },
    { name: 'a closing brace may stand as far out as its key', given: 'a: {\n  b: 1\n}', expected: { a: { b: 1 } } },
    {
      name: 'an alias repeats the value of its anchor',
      given: 'a: &x {k: 1}\nb: *x',
      expected: { a: { k: 1 }, b: { k: 1 } }
    },
    {
      name: 'an anchor may be given anew',
      given: 'a: &x 1\nb: *x\nc: &x 2\nd: *x',
      expected: { a: 1, b: 1, c: 2, d: 2 }
    },
    {
      name: 'a merge adds members',
      given: 'a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}',
      expected: { a: { k: 1, l: 2 }, b: { k: 1, l: 3 } }
    },
    {
      name: 'of merged maps the first counts',
      given: 'a: {<<: [{k: 1}, {k: 2, l: 3}]}',
      expected: { a: { k: 1, l: 3 } }
    },
    { name: 'a merge replaces what stands above it', given: 'a: {k: 1, <<: {k: 2}}', expected: { a: { k: 2 } } },
    { name: 'a quoted << is a name', given: 'a: {"<<": 1}', expected: { a: { '<<': 1 } } },
    {
      name: '__proto__ is a name like others',
      given: '__proto__: {a: 1}',
      expected: JSON.parse('{"__proto__": {"a": 1}}')
    },
    { name: 'a YAML 1.1 directive changes nothing', given: '---\na: 12:30', expected: { a: '12:30' } }
  ])('$name', ({ given, expected }) => {
    expect(read(given).value).toStrictEqual(expected)
  })
})

describe('a document that cannot be read says where, and what to do', () => {
  test.each([
    { name: 'a tab as indentation', given: 'a:\n\tb: 1', at: '\tb', says: /tab/ },
    { name: 'two colons in a line', given: 'a: b: 1', at: 'b: 1', says: /second "key:"/ },
    { name: 'a quote never closed', given: 'a: "b\nc: "1', at: '"b', says: /never closed/ },
    { name: 'a single quote never closed', given: "a: 1\nb: 'it", at: "'it", says: /never closed/ },
    { name: 'text behind a closing quote', given: 'a: "b" c', at: 'c', says: /has already ended/ },
    { name: 'a comment glued to a value', given: 'a: "b"#c', at: '#c', says: /has already ended/ },
    { name: 'a missing colon', given: 'a: 1\nbee\nc: 1', at: 'bee', says: /colon/ },
    { name: 'a member indented less than its map', given: 'a:\n    b: 1\n  c: 2', at: '  c', says: /indentation/ },
    { name: 'a text that starts with @', given: 'a: @b', at: '@b', says: /keeps for itself/ },
    { name: 'an escape that is none', given: String.raw`a: "\d"`, at: String.raw`\d`, says: /backslash/ },
    { name: 'a template where a value should be', given: 'a: 1\nb: {{ .Values.b }}', at: '{{ .V', says: /template/ },
    { name: 'a template line', given: 'a: 1\n{{- if .Values.b }}\nb: 1', at: '{{-', says: /template/ },
    { name: 'a map as a name', given: '{a: 1}: b', at: '{a', says: /name of a member/ },
    { name: 'nothing as a name', given: ': b', at: ': b', says: /name of a member/ },
    { name: 'an alias without anchor', given: 'a: *b', at: '*b', says: /no anchor/ },
    { name: 'an alias above its anchor', given: 'a: *b\nc: &b 1', at: '*b', says: /no anchor/ },
    { name: 'an alias inside its anchor', given: 'a: &b [*b]', at: '*b', says: /inside its own anchor/ },
    { name: 'a merge of something that is no map', given: 'a: {<<: 1}', at: '<<', says: /merge key/ },
    { name: 'infinity', given: 'a: .inf', at: '.inf', says: /infinity/ }
  ])('$name', ({ given, at, says }) => {
    const { offset, message, hint } = complaint(given)
    expect(message).toMatch(says)
    expect(hint).not.toBe('')
    expect(given.slice(offset)).toMatch(new RegExp(`^${at.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`))
  })

  test('what the document says is not repeated: it may be a secret', () => {
    const secrets = [
      'a: "hunter2',
      'a: @hunter2',
      'a: *hunter2',
      'a: hunter2: hunter2',
      'hunter2: {',
      'a: 1\n hunter2: }'
    ]
    for (const secret of secrets) {
      const { message, hint } = complaint(secret)
      expect(`${message} ${hint}`).not.toContain('hunter2')
    }
  })

  test('aliases that multiply beyond all bounds are refused', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`
    )
    expect(complaint(`l0: &l0 [x]\n${levels.join('\n')}`).message).toMatch(/multiply/)
  })

  test.each([
    { name: 'lists', given: '['.repeat(50_000) },
    { name: 'closed lists', given: '['.repeat(2_000) + ']'.repeat(2_000) },
    { name: 'maps', given: '{a: '.repeat(50_000) },
    { name: 'items', given: '- '.repeat(20_000) }
  ])('$name nested beyond all bounds are refused', ({ given }) => {
    expect(complaint(given).hint).not.toBe('')
  })
})

test('keys that stand twice are told with both places, and the later counts', () => {
  const text = 'm:\n  a: 1\n  b: 2\n  a: 3\nl:\n- {x: 1, "x": 2}\nk: {c: 1, <<: {c: 2}}'
  const { value, duplicates } = read(text)
  expect(value).toEqual({ m: { a: 3, b: 2 }, l: [{ x: 2 }], k: { c: 2 } })
  expect(duplicates.map(({ path, earlier, later }) => [path, text[earlier], text.slice(later, later + 4)])).toEqual([
    [['m', 'a'], 'a', 'a: 3'],
    [['l', 0, 'x'], 'x', '"x":'],
    [['k', 'c'], 'c', '<<: ']
  ])
})

describe('a path leads to a place', () => {
  const text = [
    'base: &base',
    '  scheme: internal',
    'metadata:',
    '  annotations:',
    '    a.b/c: "one"',
    '    empty:',
    '    twice: 1',
    '    twice: 2',
    'list:',
    '- name: first',
    '- {name: second}',
    'merged:',
    '  <<: *base',
    'same: *base'
  ].join('\n')
  test.each([
    { name: 'a value', path: ['metadata', 'annotations', 'a.b/c'], expected: '"one"' },
    {
      name: 'the key of a map, as its value starts a line below',
      path: ['metadata', 'annotations'],
      expected: 'annotations:'
    },
    { name: 'the key of an empty value', path: ['metadata', 'annotations', 'empty'], expected: 'empty:' },
    { name: 'the later of two equal keys', path: ['metadata', 'annotations', 'twice'], expected: '2' },
    { name: 'the nearest thing around what is absent', path: ['metadata', 'labels', 'app'], expected: 'metadata:' },
    { name: 'an item', path: ['list', 0], expected: 'name: first' },
    { name: 'an item numbered by text', path: ['list', '1', 'name'], expected: 'second' },
    { name: 'the list where an item is absent', path: ['list', 7, 'name'], expected: 'list:' },
    { name: 'a merged member, where it was written', path: ['merged', 'scheme'], expected: 'internal' },
    { name: 'a member of an alias, where it was written', path: ['same', 'scheme'], expected: 'internal' },
    { name: 'the whole document', path: [], expected: 'base:' }
  ])('to $name', ({ path, expected }) => {
    expect(text.slice(read(text).offsetOf(path))).toMatch(new RegExp(`^${expected}`))
  })
})
