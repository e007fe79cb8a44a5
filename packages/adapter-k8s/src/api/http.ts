import { type Agent, type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http'
import { request as secureRequest } from 'node:https'
import { E, type Fault, pipe, TE } from '@alb-ingress/core'
import { agentsFor } from './agents.js'
import type { Access, Call, Client, Endpoint, WatchEvent, WatchListener } from './client.js'
import { declined, unreachable } from './faults.js'
import { recordOf, textOf } from './json.js'

/** How long an answer may take, in milliseconds. */
const longestAnswer = 30_000

// The API server sends a bookmark about every minute. Silence of this length means that the connection is dead, though nobody said so.
const longestSilence = 150_000

/** The API server over HTTP/1.1. Connections are kept and used again. */
export const httpClient = (endpoint: Endpoint): Client => {
  const { server, namespace } = endpoint
  const agents = agentsFor(server)
  const open: Open = (call, signal) =>
    pipe(
      endpoint.access,
      TE.chain((access) =>
        TE.tryCatch(
          () => send(server, call, access, access.agent ?? agents.of(access.tls), signal),
          (error) => unreachable(call.what, server, error)
        )
      )
    )
  return {
    server,
    namespace,
    call: (call, signal) => answerTo(server, call, open, signal),
    watch: (call, listener, signal) => follow(server, call, open, listener, signal),
    close: agents.close
  }
}

type Open = (call: Call, signal: AbortSignal) => TE.TaskEither<Fault, IncomingMessage>

const answerTo =
  (server: string, call: Call, open: Open, signal?: AbortSignal): TE.TaskEither<Fault, unknown> =>
  async () => {
    const ends = AbortSignal.timeout(longestAnswer)
    const response = await open(call, signal === undefined ? ends : AbortSignal.any([signal, ends]))()
    if (E.isLeft(response)) return response
    const status = response.right.statusCode ?? 0
    return pipe(
      await bodyOf(server, call, response.right)(),
      E.filterOrElse(
        () => status >= 200 && status < 300,
        (body) => declined(call.what, status, body)
      )
    )
  }

const follow =
  (server: string, call: Call, open: Open, listener: WatchListener, signal: AbortSignal): TE.TaskEither<Fault, void> =>
  async () => {
    const unanswered = new AbortController()
    const timer = setTimeout(() => unanswered.abort(new Error('no answer')), longestAnswer)
    const opened = await open(call, AbortSignal.any([signal, unanswered.signal]))()
    clearTimeout(timer)
    if (E.isLeft(opened)) return opened
    const response = opened.right
    if (response.statusCode !== 200) {
      return pipe(
        await bodyOf(server, call, response)(),
        E.chain((body) => E.left(declined(call.what, response.statusCode ?? 0, body)))
      )
    }
    response.setTimeout(longestSilence, () => response.destroy(new Error('nothing was heard for too long')))
    listener.opened()
    const next = TE.tryCatchK(
      (lines: AsyncGenerator<string>) => lines.next(),
      (error) => unreachable(call.what, server, error)
    )
    const lines = linesOf(response)
    for (;;) {
      const line = await next(lines)()
      if (E.isLeft(line)) return line
      if (line.right.done) return E.right(undefined)
      // What goes wrong in here is no fault of the API server.
      listener.heard(eventIn(line.right.value))
    }
  }

const eventIn = (line: string): WatchEvent => {
  const { type, object } = recordOf(JSON.parse(line))
  return { type: textOf(type), object }
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  let rest = ''
  response.setEncoding('utf8')
  for await (const part of response) {
    const lines = `${rest}${part}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines.filter((line) => line !== '')
  }
}

const bodyOf = (server: string, call: Call, response: IncomingMessage): TE.TaskEither<Fault, unknown> =>
  TE.tryCatch(
    async () => {
      const parts: Array<Buffer> = []
      for await (const part of response) parts.push(part)
      const text = Buffer.concat(parts).toString('utf8')
      return textOf(response.headers['content-type']).includes('json') ? JSON.parse(text) : text
    },
    (error) => unreachable(call.what, server, error)
  )

const patchTypes = {
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json'
} as const

const urlOf = (server: string, { path, query }: Call): URL => {
  const url = new URL(`${server.replace(/\/+$/, '')}${path}`)
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  return url
}

const send = (
  server: string,
  call: Call,
  { headers, tls }: Access,
  agent: Agent,
  signal: AbortSignal
): Promise<IncomingMessage> => {
  const url = urlOf(server, call)
  const body = call.body === undefined ? undefined : JSON.stringify(call.body)
  const options: RequestOptions = {
    method: call.method,
    agent,
    signal,
    headers: {
      accept: 'application/json',
      ...(body === undefined
        ? {}
        : {
            'content-type': call.patch === undefined ? 'application/json' : patchTypes[call.patch],
            'content-length': Buffer.byteLength(body)
          }),
      ...headers
    }
  }
  const attempt = (mayRepeat: boolean): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const sent = url.protocol === 'https:' ? secureRequest(url, { ...options, ...tls }) : plainRequest(url, options)
      sent.on('response', resolve)
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The server had closed a kept connection: the request was never read, so it is sent once more on a new one.
        if (mayRepeat && sent.reusedSocket && error.code === 'ECONNRESET') attempt(false).then(resolve, reject)
        else reject(error)
      })
      sent.end(body)
    })
  // What was created twice would be told as a conflict.
  return attempt(call.method !== 'POST')
}
