import { aboutKind, E } from '@alb-ingress/core'
import { awsCalls } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { perform } from '../../src/perform/perform.js'
import { createdWith, possibleCalls } from '../support/every-action.js'
import { type Recorded, recording } from '../support/recorded.js'

// What is possible is read from the kinds of the core: an action or a field that one of them gains fails here until it is sent.

const sentBy = async (call: (typeof possibleCalls)[number]['call']) => {
  const { clients, sent } = recording()
  expect(await perform(clients)(call)()).toEqual(E.right(expect.anything()))
  return sent
}

// Another one for each call.
const withoutToken = (request: Recorded | undefined) => ({ ...request?.parameters, IdempotencyToken: undefined })

describe('every action that a resource kind declares', () => {
  const cases = possibleCalls.map(({ kind, field, call }) => ({
    ...{ kind, call, action: call.action },
    about: field === undefined ? kind : `${kind} and its ${field}`
  }))

  test.each(cases)('$about: $action is one request of that name', async ({ call, action }) => {
    expect(await sentBy(call)).toMatchObject([{ action }])
  })

  const changes = cases.flatMap(({ kind, call, action }) => (call.do === 'modify' ? [{ kind, call, action }] : []))

  test.each(changes)('$kind: what $action changes is in the request', async ({ call }) => {
    const [request] = await sentBy(call)
    const nothing = Object.fromEntries(Object.keys(call.fields).map((name) => [name, undefined]))
    const [without] = await sentBy({ ...call, fields: nothing } as typeof call)
    expect(request?.parameters).not.toEqual(without?.parameters)
  })
})

describe('every field of a creating call', () => {
  const kinds = [...new Set(possibleCalls.map(({ kind }) => kind))]
  const cases = kinds.flatMap((kind) => Object.keys(createdWith(kind)).map((field) => ({ kind, field })))

  test.each(cases)('$kind: $field is in the request', async ({ kind, field }) => {
    const whole = createdWith(kind)
    const { [field]: _, ...others } = whole
    const { create } = aboutKind(kind)
    const [request] = await sentBy(awsCalls.create(kind, create, whole))
    const [without] = await sentBy(awsCalls.create(kind, create, others))
    expect(withoutToken(request)).not.toEqual(withoutToken(without))
  })
})
