import { expect, test } from 'vitest'
import { isRef, refTo } from '../../src/resources/ref.js'

const name = { stack: 'shop', kind: 'Listener', id: '443' } as const

test.each([
  { title: 'a reference', given: refTo(name, 'arn'), expected: true },
  { title: 'a reference to what was replaced', given: refTo({ ...name, superseded: 1 }, 'arn'), expected: true },
  { title: 'a name', given: name, expected: false },
  {
    title: 'tags that a user gave such names and values',
    given: { ref: 'true', output: 'arn', stack: 'shop', kind: 'Listener', id: '443' },
    expected: false
  },
  { title: 'text', given: 'arn', expected: false }
])('$title: $expected', ({ given, expected }) => {
  expect(isRef(given)).toBe(expected)
})

test('a reference takes no more of a resource than its name', () => {
  expect(refTo({ ...name, spec: {} } as typeof name, 'arn')).toEqual({ ref: true, ...name, output: 'arn' })
})
