import { E, fault } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import type { Client } from '../../src/api/client.js'
import { resources } from '../../src/api/resources.js'
import { watchDefinition } from '../../src/live/definitions.js'
import type { Notice } from '../../src/live/watched.js'
import { listOf, serving } from './endless.js'

const name = 'targetgroupbindings.elbv2.k8s.aws'
const definition = (established: string, versions: ReadonlyArray<string>, served = true) => ({
  metadata: { name, uid: 'u', resourceVersion: '1' },
  spec: { group: 'elbv2.k8s.aws', versions: versions.map((each) => ({ name: each, served })) },
  status: { conditions: [{ type: 'Established', status: established }] }
})
const denied = fault('denied', 'Forbidden', 'list', 'cannot')
const missing = fault('missing', 'NotFound', 'list', 'not found')

/** What is known of the kind at first, and what that turned. */
const looked = async (client: Client) => {
  const turns: Array<boolean> = []
  const listener = { changed: () => undefined, noticed: () => undefined }
  const watched = watchDefinition(client, resources.TargetGroupBinding, listener, (now) => turns.push(now))
  await watched.known
  await watched.stop()
  return { installed: watched.isInstalled(), turns }
}

test('a kind stays installed while an API server that starts again denies everything for a moment', async () => {
  let lists = 0
  const first = listOf(definition('True', ['v1beta1']))
  const client: Client = {
    ...serving({}),
    call: () => async () => (lists++ === 0 ? first : E.left(denied)),
    watch: () => async () => E.left(missing)
  }
  const turns: Array<boolean> = []
  const refused = Promise.withResolvers<void>()
  const noticed = (notice: Notice): void => {
    if (notice.notice === 'failed' && notice.fault.kind === 'denied') refused.resolve()
  }
  const listener = { changed: () => undefined, noticed }
  const watched = watchDefinition(client, resources.TargetGroupBinding, listener, (now) => turns.push(now))
  await watched.known
  await refused.promise
  await watched.stop()
  expect([watched.isInstalled(), turns]).toEqual([true, [true]])
})

describe('a kind is installed', () => {
  test.each([
    {
      name: 'when its definition is in force',
      list: listOf(definition('True', ['v1alpha1', 'v1beta1'])),
      installed: true
    },
    { name: 'not while its definition is not', list: listOf(definition('False', ['v1beta1'])), installed: false },
    { name: 'not in another version', list: listOf(definition('True', ['v1alpha1'])), installed: false },
    {
      name: 'not in a version that is not served',
      list: listOf(definition('True', ['v1beta1'], false)),
      installed: false
    },
    { name: 'not without a definition', list: listOf(), installed: false }
  ])('$name', async ({ list, installed }) => {
    expect(await looked(serving({ customresourcedefinitions: list }))).toEqual({
      installed,
      turns: installed ? [true] : []
    })
  })

  test.each([
    { name: 'and is there', list: listOf(), installed: true },
    { name: 'and is not there', list: E.left(missing), installed: false }
  ])('who may not see definitions looks for the kind itself: $name', async ({ list, installed }) => {
    const answers = { customresourcedefinitions: E.left(denied), targetgroupbindings: list }
    expect((await looked(serving(answers))).installed).toBe(installed)
  })
})
