import { E } from '@alb-ingress/core'
import { expect, test } from 'vitest'
import { readText, type Text } from '../../src/manifests/index.js'

const read = (text: string): Text => {
  const found = readText('a.yaml', text)
  if (E.isLeft(found)) throw new Error(found.left.message)
  return found.right
}

test('a text gives its value, and the place of each part', () => {
  const { value, positionOf, duplicates } = read('tests:\n  - name: one\n    expect: { a: 1 }\n')
  expect(value).toEqual({ tests: [{ name: 'one', expect: { a: 1 } }] })
  expect(positionOf(['tests', 0, 'expect', 'a'])).toEqual({ file: 'a.yaml', line: 3, column: 18 })
  expect(positionOf(['tests', 0, 'nowhere'])).toEqual({ file: 'a.yaml', line: 2, column: 5 })
  expect(duplicates).toEqual([])
})

test('JSON is read as well, and a byte order mark is no column', () => {
  const { value, positionOf } = read('\uFEFF{ "tests": [1] }')
  expect(value).toEqual({ tests: [1] })
  expect(positionOf(['tests'])).toMatchObject({ line: 1 })
})

test('a key that stands twice is told at the place that counts', () => {
  expect(read('a: 1\nb: 2\na: 3\n').duplicates).toEqual([
    { path: ['a'], position: { file: 'a.yaml', line: 3, column: 1 } }
  ])
})

test('nothing is no value', () => {
  expect(read('# only a comment\n').value).toBeUndefined()
})

test.each([
  { name: 'an open bracket', text: 'a: [1', line: 1 },
  { name: 'a star without quotes', text: 'a: 1\nb: *\n', line: 2 },
  { name: 'two documents', text: 'a: 1\n---\nb: 2\n', line: 2 }
])('$name cannot be read, and the place is told', ({ text, line }) => {
  const found = readText('a.yaml', text)
  expect(E.isLeft(found) && found.left.position).toMatchObject({ file: 'a.yaml', line })
})
