import { E, type Fault, fault } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import type { Call, Client, WatchEvent } from '../../src/api/client.js'
import { resources } from '../../src/api/resources.js'
import { reflect } from '../../src/live/reflector.js'

const item = (name: string, resourceVersion: string) => ({
  metadata: { namespace: 'shop', name, uid: name, resourceVersion }
})
const page = (resourceVersion: string, items: ReadonlyArray<unknown>, rest = '') => ({
  metadata: { resourceVersion, ...(rest === '' ? {} : { continue: rest }) },
  items
})
const event = (type: string, name: string, version: string): WatchEvent => ({
  type,
  object: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', ...item(name, version) }
})
const bookmark = (version: string): WatchEvent => ({
  type: 'BOOKMARK',
  object: { kind: 'Ingress', metadata: { resourceVersion: version } }
})
const expired: WatchEvent = {
  type: 'ERROR',
  object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' }
}
const broken: WatchEvent = {
  type: 'ERROR',
  object: { kind: 'Status', code: 500, reason: 'InternalError', message: 'etcd' }
}
const brokenOff = fault('unavailable', 'ECONNRESET', 'watch Ingress', 'hung up')

/** One answer of the API server: to a list, or to a watch, which hears events and then ends or breaks. */
type Turn =
  | { readonly list: unknown }
  | { readonly refuses: Fault }
  | { readonly watch: ReadonlyArray<WatchEvent>; readonly breaks?: Fault }

/** What a reflector asks and tells when the API server answers in these turns, one after the other. Then the test is over. */
const told = async (...turns: ReadonlyArray<Turn>): Promise<ReadonlyArray<string>> => {
  const lines: Array<string> = []
  const ends = new AbortController()
  const rest = turns.values()
  const turn = (): Turn | undefined => {
    const { value, done } = rest.next()
    if (done) ends.abort()
    return value
  }
  const asked = (verb: string, { query = {} }: Call): void => {
    const { resourceVersion, continue: more } = query
    lines.push(
      `${verb}${resourceVersion === undefined ? '' : ` from ${resourceVersion}`}${more === undefined ? '' : ` on ${more}`}`
    )
  }
  const client: Client = {
    server: '',
    namespace: undefined,
    close: () => undefined,
    call: (call) => async () => {
      asked('list', call)
      const now = turn()
      if (now === undefined) return E.left(brokenOff)
      if ('refuses' in now) return E.left(now.refuses)
      if (!('list' in now)) throw new Error('a watch was expected')
      return E.right(now.list)
    },
    watch:
      (call, { opened, heard }) =>
      async () => {
        asked('watch', call)
        const now = turn()
        if (now === undefined) return E.left(brokenOff)
        if (!('watch' in now)) throw new Error('a list was expected')
        opened()
        now.watch.forEach(heard)
        return now.breaks === undefined ? E.right(undefined) : E.left(now.breaks)
      }
  }
  const onlooker = {
    listed: (all: ReadonlyArray<{ metadata: { name: string } }>) =>
      lines.push(`all: ${all.map(({ metadata }) => metadata.name).join(' ')}`),
    put: ({ metadata }: { metadata: { name: string } }) => lines.push(`put ${metadata.name}`),
    dropped: ({ metadata }: { metadata: { name: string } }) => lines.push(`dropped ${metadata.name}`),
    watching: () => undefined,
    failed: ({ code }: Fault) => lines.push(`failed: ${code}`)
  }
  await reflect(client, { resource: resources.Ingress }, onlooker, ends.signal, async () => undefined)
  // The last request only ended the test.
  return lines
}

describe('a reflector', () => {
  test('lists page by page, then watches from there, and resumes where the watch ended', async () => {
    expect(
      await told(
        { list: page('7', [item('a', '1')], 'more') },
        { list: page('7', [item('b', '2')]) },
        { watch: [event('ADDED', 'c', '8'), event('MODIFIED', 'a', '9'), event('DELETED', 'b', '10')] },
        { watch: [bookmark('20')] }
      )
    ).toEqual([
      'list',
      'list on more',
      'all: a b',
      'watch from 7',
      'put c',
      'put a',
      'dropped b',
      'watch from 10',
      'watch from 20'
    ])
  })

  test('goes on after a connection that broke', async () => {
    expect(
      await told({ list: page('7', []) }, { watch: [event('ADDED', 'c', '8')], breaks: brokenOff }, { watch: [] })
    ).toEqual(['list', 'all: ', 'watch from 7', 'put c', 'failed: ECONNRESET', 'watch from 8', 'watch from 8'])
  })

  test.each([
    { name: 'an event says so', turn: { watch: [expired] } },
    { name: 'another error came in the middle', turn: { watch: [broken] } },
    {
      name: 'the answer says so',
      turn: { watch: [], breaks: fault('conflict', 'Expired', 'watch Ingress', 'too old') }
    },
    { name: 'the kind was away', turn: { watch: [], breaks: fault('missing', 'NotFound', 'watch Ingress', 'gone') } }
  ])('lists anew when the API server cannot go on from there: $name', async ({ turn }) => {
    const lines = await told({ list: page('7', [item('a', '1')]) }, turn, { list: page('30', [item('b', '2')]) })
    expect(lines.slice(-3)).toEqual(['list', 'all: b', 'watch from 30'])
  })

  test('tells nothing of half a list: when a page is too old, it begins anew', async () => {
    const tooOld = fault('conflict', 'Expired', 'list Ingress', 'too old')
    expect(
      await told(
        { list: page('7', [item('a', '1')], 'more') },
        { refuses: tooOld },
        { list: page('30', [item('b', '2')]) }
      )
    ).toEqual(['list', 'list on more', 'failed: Expired', 'list', 'all: b', 'watch from 30'])
  })
})
