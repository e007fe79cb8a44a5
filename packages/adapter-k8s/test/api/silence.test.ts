import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { E, TE } from '@alb-ingress/core'
import { afterAll, expect, test } from 'vitest'
import { agentsFor } from '../../src/api/agents.js'
import { follow } from '../../src/api/follow.js'
import { send } from '../../src/api/send.js'

// A watch that is taken, and of which nothing is heard: the machine behind it may be gone.
const server = createServer((_, response) => response.writeHead(200).flushHeaders())
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test('a watch of which nothing is heard for too long is given up', async () => {
  const agent = agentsFor(url).of({})
  const signal = new AbortController().signal
  const call = { what: 'watch Ingress', method: 'GET', path: '/' } as const
  const open = () =>
    TE.tryCatch(
      () => send(url, call, { headers: {}, tls: {} }, agent, signal),
      () => unused
    )
  const unused = { kind: 'unavailable', code: '', call: '', message: '' } as const
  const listener = { opened: () => undefined, heard: () => undefined }
  expect(await follow(url, call, open, listener, signal, 10)()).toMatchObject(
    E.left({ kind: 'unavailable', message: expect.stringContaining('nothing was heard for too long') })
  )
})
