import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { E, fault, TE } from '@alb-ingress/core'
import { afterEach, describe, expect, test } from 'vitest'
import type { Call, Endpoint, WatchEvent } from '../../src/api/client.js'
import { httpClient } from '../../src/api/http.js'

const servers: Array<Server> = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** An API server that answers as the test says, and the client of it. */
const serving = async (answer: Answer, access: Endpoint['access'] = TE.right({ headers: {}, tls: {} })) => {
  const sockets = new Set<Socket>()
  const server = createServer(async (request, response) => {
    sockets.add(request.socket)
    const parts: Array<Buffer> = []
    for await (const part of request) parts.push(part)
    answer(request, response, Buffer.concat(parts).toString())
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, sockets, client: httpClient({ server: `${url}/k8s/`, access }) }
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
const get: Call = { what: 'list Service', method: 'GET', path: '/api/v1/services' }
const unreachable = (code: string) =>
  E.left(expect.objectContaining({ kind: 'unavailable', code, call: 'list Service' }))

describe('one request', () => {
  test('goes below the path of the server, with its query and what lets us in', async () => {
    const seen: Array<unknown> = []
    const access = TE.right({ headers: { authorization: 'Bearer abc' }, tls: {} })
    const { client } = await serving(({ url, headers }, response) => {
      seen.push([url, headers.authorization])
      json(response, 200, { kind: 'ServiceList' })
    }, access)
    expect(await client.call({ ...get, query: { limit: '5', continue: 'a&b' } })()).toEqual(
      E.right({ kind: 'ServiceList' })
    )
    expect(seen).toEqual([['/k8s/api/v1/services?limit=5&continue=a%26b', 'Bearer abc']])
  })

  test.each([
    { patch: 'merge', type: 'application/merge-patch+json' },
    { patch: 'strategic', type: 'application/strategic-merge-patch+json' }
  ] as const)('a $patch patch says that it is one', async ({ patch, type }) => {
    const { client } = await serving(({ headers }, response, body) =>
      json(response, 200, [headers['content-type'], body])
    )
    expect(await client.call({ ...get, method: 'PATCH', patch, body: { a: 'ü' } })()).toEqual(
      E.right([type, '{"a":"ü"}'])
    )
  })

  test('connections are used again', async () => {
    const { client, sockets } = await serving((_, response) => json(response, 200, {}))
    for (let i = 0; i < 5; i++) await client.call(get)()
    expect(sockets.size).toBe(1)
  })

  test('a kept connection that the server has closed is no fault: the request is sent once more', async () => {
    let answered = 0
    const { client } = await serving((request, response) => {
      answered += 1
      // The second request of a connection meets a server that hangs up.
      if (answered === 2) request.socket.destroy()
      else json(response, 200, { answered })
    })
    await client.call(get)()
    expect(await client.call(get)()).toEqual(E.right({ answered: 3 }))
  })

  test('a creation is never sent twice', async () => {
    let answered = 0
    const { client } = await serving((request, response) => {
      answered += 1
      if (answered === 2) request.socket.destroy()
      else json(response, 200, {})
    })
    await client.call(get)()
    expect(await client.call({ ...get, method: 'POST', body: {} })()).toEqual(unreachable('ECONNRESET'))
    expect(answered).toBe(2)
  })

  test('is a fault when nobody is there', async () => {
    const { client } = await serving((_, response) => json(response, 200, {}))
    servers[0]?.close()
    expect(await client.call(get)()).toEqual(unreachable('ECONNREFUSED'))
  })

  test('is a fault when the answer breaks off', async () => {
    const { client } = await serving((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"half":')
      response.socket?.end()
    })
    expect(await client.call(get)()).toEqual(unreachable('ECONNRESET'))
  })

  test('that a busy server sends away is sent again when it says, at most five times', async () => {
    let asked = 0
    const busyFor =
      (times: number): Answer =>
      (_, response) => {
        asked += 1
        response.setHeader('retry-after', '0')
        if (asked <= times) json(response, 429, { reason: 'TooManyRequests', message: 'storage is (re)initializing' })
        else json(response, 200, { asked })
      }
    const { client } = await serving(busyFor(2))
    expect(await client.call({ ...get, method: 'POST', body: {} })()).toEqual(E.right({ asked: 3 }))
    asked = 0
    const { client: never } = await serving(busyFor(100))
    expect(await never.call(get)()).toMatchObject(E.left({ kind: 'throttled', code: 'TooManyRequests' }))
    expect(asked).toBe(6)
  })

  test('is given up by a signal', async () => {
    const ends = new AbortController()
    const { client } = await serving(() => ends.abort())
    expect(await client.call(get, ends.signal)()).toEqual(unreachable('ABORT_ERR'))
  })

  test('is not sent without credentials', async () => {
    const none = fault('denied', 'NoCredentials', 'connect to Kubernetes', 'the program failed')
    const { client, sockets } = await serving((_, response) => json(response, 200, {}), TE.left(none))
    expect(await client.call(get)()).toEqual(E.left(none))
    expect(sockets.size).toBe(0)
  })
})

describe('a watch', () => {
  const listening = () => {
    const events: Array<WatchEvent> = []
    let opened = 0
    const listener = { opened: () => opened++, heard: (event: WatchEvent) => events.push(event) }
    return { events, listener, opened: () => opened }
  }
  const never = new AbortController().signal

  test('hears each event once, however the bytes are cut', async () => {
    const lines = ['ä', 'b', 'c'].map((name) => `${JSON.stringify({ type: 'ADDED', object: { name } })}\n`)
    const bytes = Buffer.from(lines.join(''))
    const { client } = await serving(async (_, response) => {
      response.writeHead(200)
      for (const byte of bytes) {
        response.write(Buffer.from([byte]))
        await new Promise((resolve) => setImmediate(resolve))
      }
      response.end()
    })
    const { events, listener, opened } = listening()
    expect(await client.watch(get, listener, never)()).toEqual(E.right(undefined))
    expect(events).toEqual(['ä', 'b', 'c'].map((name) => ({ type: 'ADDED', object: { name } })))
    expect(opened()).toBe(1)
  })

  test('that the server refuses was never open', async () => {
    const { client } = await serving((_, response) => json(response, 410, { reason: 'Expired', message: 'too old' }))
    const { listener, opened } = listening()
    expect(await client.watch(get, listener, never)()).toMatchObject(E.left({ code: 'Expired', message: 'too old' }))
    expect(opened()).toBe(0)
  })

  test('that breaks is a fault, and what came before was heard', async () => {
    const { client } = await serving((_, response) => {
      response.writeHead(200)
      response.write('{"type":"ADDED","object":{}}\n', () => response.socket?.destroy())
    })
    const { events, listener } = listening()
    expect(await client.watch(get, listener, never)()).toEqual(unreachable('ECONNRESET'))
    expect(events).toHaveLength(1)
  })

  test('does not hide a mistake of whoever hears it', async () => {
    const { client } = await serving((_, response) => {
      response.writeHead(200)
      response.end('{"type":"ADDED","object":{}}\n')
    })
    const heard = (): void => {
      throw new Error('a mistake')
    }
    await expect(client.watch(get, { opened: () => undefined, heard }, never)()).rejects.toThrow('a mistake')
  })
})
