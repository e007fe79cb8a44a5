import { expect, test } from 'vitest'
import { split } from '../../src/manifests/split.js'

test.each([
  { name: 'a file without markers is one document', given: 'a: 1\n', expected: ['a: 1\n'] },
  { name: 'a marker starts a document', given: 'a: 1\n---\nb: 2\n', expected: ['a: 1\n', '---\nb: 2\n'] },
  {
    name: 'what stands behind a marker belongs to its document',
    given: '--- {a: 1}\n--- # two\nb: 2',
    expected: ['--- {a: 1}\n', '--- # two\nb: 2']
  },
  { name: 'dots end a document', given: 'a: 1\n...\nb: 2\n', expected: ['a: 1\n', '\nb: 2\n'] },
  {
    name: 'comments and blanks are no document',
    given: '# head\n\n---\n  # inner\n---\na: 1\n---\n',
    expected: ['---\na: 1\n']
  },
  { name: 'directives alone are no document', given: '%YAML 1.1\n# x\n---\na: 1\n', expected: ['---\na: 1\n'] },
  {
    name: 'Windows line ends count as line ends',
    given: '# c\r\n---\r\na: 1\r\n---\r\n',
    expected: ['---\r\na: 1\r\n']
  },
  { name: 'four hyphens are no marker', given: 'a: 1\n----\n', expected: ['a: 1\n----\n'] },
  { name: 'an indented marker is content', given: 'a: |\n  ---\n  x\n', expected: ['a: |\n  ---\n  x\n'] },
  { name: 'an empty file holds nothing', given: '', expected: [] }
])('$name', ({ given, expected }) => {
  const chunks = split(given)
  expect(chunks.map(({ text }) => text)).toEqual(expected)
  for (const { text, offset } of chunks) expect(given.slice(offset, offset + text.length)).toBe(text)
})

test('ten thousand comment lines are passed over at once, whatever their line ends', () => {
  const comments = '# comment\r\n \t\r\n'.repeat(10_000)
  expect(split(`${comments}a: 1\n`)).toHaveLength(1)
  expect(split(comments)).toEqual([])
})
