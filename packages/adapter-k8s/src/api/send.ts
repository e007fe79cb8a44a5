import {
  type Agent,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as plainRequest,
  type RequestOptions
} from 'node:http'
import { request as secureRequest } from 'node:https'
import type { Access, Call } from './client.js'

const patchTypes = {
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json'
} as const

const urlOf = (server: string, { path, query }: Call): URL => {
  const url = new URL(`${server.replace(/\/+$/, '')}${path}`)
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  return url
}

const headersOf = ({ patch }: Call, body: string | undefined, { headers }: Access): OutgoingHttpHeaders => {
  const accepted = { accept: 'application/json', ...headers }
  if (body === undefined) return accepted
  const type = patch === undefined ? 'application/json' : patchTypes[patch]
  return { ...accepted, 'content-type': type, 'content-length': Buffer.byteLength(body) }
}

/** Sends one request, and gives the answer as soon as it begins. */
export const send = (
  server: string,
  call: Call,
  access: Access,
  agent: Agent,
  signal: AbortSignal
): Promise<IncomingMessage> => {
  const url = urlOf(server, call)
  const body = call.body === undefined ? undefined : JSON.stringify(call.body)
  const options: RequestOptions = { method: call.method, agent, signal, headers: headersOf(call, body, access) }
  const request = (): ClientRequest =>
    url.protocol === 'https:' ? secureRequest(url, { ...options, ...access.tls }) : plainRequest(url, options)
  // What was created twice would be told as a conflict.
  return attempt(request, body, call.method !== 'POST')
}

const attempt = (
  request: () => ClientRequest,
  body: string | undefined,
  mayRepeat: boolean
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const sent = request()
    sent.on('response', resolve)
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // The server had closed a kept connection: the request was never read, so it is sent once more on a new one.
      if (mayRepeat && sent.reusedSocket && error.code === 'ECONNRESET')
        attempt(request, body, false).then(resolve, reject)
      else reject(error)
    })
    sent.end(body)
  })
