import type { Transform } from '@alb-ingress/core'
import { awsCalls as calls } from '@alb-ingress/core/testing'
import { expect, test } from 'vitest'
import { emptyAccount } from '../example-account.js'
import { type Rule, rules, storyOf } from './rule-table.js'

const rewrite = (type: Transform['type'], regex = '^/old', replace = '/new'): Transform => ({
  type,
  rewrites: [{ regex, replace }]
})

const changing =
  (...transforms: ReadonlyArray<Transform>): Rule['given'] =>
  async (story) =>
    calls.modify('ListenerRule', (await story.balanced()).rule, 'ModifyRule', { transforms })

rules('transforms of a rule', [
  {
    name: 'one of each type is good',
    given: changing(rewrite('url-rewrite'), rewrite('host-header-rewrite', '^www[.]')),
    expected: 'done'
  },
  {
    name: 'two of one type are too many',
    given: changing(rewrite('url-rewrite'), rewrite('url-rewrite')),
    expected: 'ValidationError'
  },
  {
    name: 'one without rewrites does nothing',
    given: changing({ type: 'url-rewrite', rewrites: [] }),
    expected: 'ValidationError'
  },
  { name: 'something must be looked for', given: changing(rewrite('url-rewrite', '')), expected: 'ValidationError' },
  {
    name: 'an expression has at most 1024 characters',
    given: changing(rewrite('url-rewrite', 'a'.repeat(1025))),
    expected: 'ValidationError'
  }
])

test('transforms are there until they are taken away', async () => {
  const story = storyOf(emptyAccount)
  const { rule } = await story.balanced()
  const transforms = [rewrite('url-rewrite')]
  await story.done(calls.modify('ListenerRule', rule, 'ModifyRule', { transforms }))
  await story.done(calls.modify('ListenerRule', rule, 'ModifyRule', { conditions: calls.pathIs('/x') }))
  expect((await story.only('ListenerRule')).spec).toMatchObject({ transforms })
  await story.done(calls.modify('ListenerRule', rule, 'ModifyRule', { transforms: [] }))
  expect((await story.only('ListenerRule')).spec).toMatchObject({ transforms: [] })
})
