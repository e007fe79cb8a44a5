import { expect, test } from 'vitest'
import { isRef, refTo } from '../../src/resources/ref.js'

const name = { stack: 'shop', kind: 'Listener', id: '443' } as const

test.each([
  { title: 'a reference', given: refTo(name, 'arn'), expected: true },
  { title: 'a reference to what was replaced', given: refTo({ ...name, superseded: 1 }, 'arn'), expected: true },
  { title: 'a name', given: name, expected: false },
  {
    title: 'tags that a user gave such names',
    given: { output: 'a', stack: 'b', kind: 'c', id: 'd' },
    expected: false
  },
  { title: 'such tags beside others', given: { ...refTo(name, 'arn'), team: 'shop' }, expected: false },
  { title: 'text', given: 'arn', expected: false }
])('$title: $expected', ({ given, expected }) => {
  expect(isRef(given)).toBe(expected)
})

test('a reference takes no more of a resource than its name', () => {
  expect(refTo({ ...name, spec: {} } as typeof name, 'arn')).toEqual({ ...name, output: 'arn' })
})
