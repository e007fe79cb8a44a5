import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { E, TE } from '@alb-ingress/core'
import { afterEach, expect, test, vi } from 'vitest'
import { httpClient } from '../../src/api/http.js'

const seen: Array<string | undefined> = []
const proxy = createServer(({ url }, response) => {
  seen.push(url)
  response.end('through the proxy')
})
await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`

afterEach(() => {
  vi.unstubAllEnvs()
  seen.length = 0
})

const asked = (server: string) =>
  httpClient({ server, access: TE.right({ headers: {}, tls: {} }) }).call({
    what: 'list',
    method: 'GET',
    path: '/api'
  })()

test('a proxy that the environment names is used', async () => {
  vi.stubEnv('HTTP_PROXY', url)
  vi.stubEnv('NO_PROXY', '')
  expect(await asked('http://api.example.com')).toEqual(E.right('through the proxy'))
  expect(seen).toEqual(['http://api.example.com/api'])
})

test('but not on the way to this machine', async () => {
  vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1')
  expect(await asked(url)).toEqual(E.right('through the proxy'))
  expect(seen).toEqual(['/api'])
})
