import { E, type Fault, fault } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import type { Access } from '../../src/api/client.js'
import { keptAccess } from '../../src/live/kept-access.js'

const accessOf = (token: string): Access => ({ headers: { authorization: token }, tls: {} })
const unreadable = fault('denied', 'CredentialsUnreadable', 'connect to Kubernetes', 'cannot be read')

/** Credentials with these contents one after the other, and a clock that is set by hand. */
const credentials = (...contents: ReadonlyArray<E.Either<Fault, Access>>) => {
  let reads = 0
  let time = 0
  const read = async () => contents[reads++] ?? E.left(unreadable)
  const access = keptAccess(read, () => ({ wall: time, steady: time }))
  return {
    access,
    reads: () => reads,
    pass: (milliseconds: number) => {
      time += milliseconds
    }
  }
}

describe('credentials', () => {
  test('are read once for calls that are made side by side, and soon after another', async () => {
    const { access, reads, pass } = credentials(E.right(accessOf('first')), E.right(accessOf('second')))
    await Promise.all([access(), access()])
    pass(9_999)
    expect([await access(), reads()]).toEqual([E.right(accessOf('first')), 1])
  })

  test('are read again after a while, as tokens are renewed', async () => {
    const { access, pass } = credentials(E.right(accessOf('first')), E.right(accessOf('second')))
    await access()
    pass(10_000)
    expect(await access()).toEqual(E.right(accessOf('second')))
  })

  test('that could not be read are tried by the next call', async () => {
    const { access } = credentials(E.left(unreadable), E.right(accessOf('second')))
    expect([await access(), await access()]).toEqual([E.left(unreadable), E.right(accessOf('second'))])
  })
})
