import { expect, test } from 'vitest'
import { listsBy } from '../../src/support/lists-by.js'

test.each([
  { name: 'nothing comes to no lists', given: [], expected: [] },
  {
    name: 'keys stand in the order in which they come up, and items in their own',
    given: ['web', 'api', 'www', 'auth'],
    expected: [
      ['w', ['web', 'www']],
      ['a', ['api', 'auth']]
    ]
  }
])('$name', ({ given, expected }) => {
  expect([...listsBy(given, (word) => word.charAt(0))]).toEqual(expected)
})
