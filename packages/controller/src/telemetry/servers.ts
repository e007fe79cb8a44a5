import { createServer, type Server } from 'node:http'
import type { Address } from '../flags/value.js'

/** What is served under a path. `undefined`: not now, and the answer is 503. */
export type Page = () => Promise<string | undefined> | string | undefined

export interface Served {
  /** Where it listens; a port that was 0 is known now. */
  readonly port: number
  readonly close: () => Promise<void>
}

const answer = async (page: Page | undefined): Promise<readonly [status: number, body: string]> => {
  if (page === undefined) return [404, 'not found\n']
  const body = await page()
  return body === undefined ? [503, 'not yet\n'] : [200, body]
}

const listening = (server: Server, { host, port }: Address): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const at = server.address()
      resolve(typeof at === 'object' && at !== null ? at.port : port)
    })
  })

/** Serves pages as plain text. Nothing else is answered, and nothing is read of a request but its path. */
export const serve = async (address: Address, pages: Readonly<Record<string, Page>>): Promise<Served> => {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined
    void answer(page).then(
      ([status, body]) =>
        response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(body),
      () => response.writeHead(500).end()
    )
  })
  const port = await listening(server, address)
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
