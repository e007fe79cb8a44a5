import type { IncomingMessage } from 'node:http'
import { type Fault, TE } from '@alb-ingress/core'
import type { Call } from './client.js'
import { unreachable } from './faults.js'
import { textOf } from './json.js'

/** A request that was sent; the answer has begun. */
export type Open = (call: Call, signal: AbortSignal) => TE.TaskEither<Fault, IncomingMessage>

/** All that the API server answers: JSON as it says, or text. */
export const bodyOf = (server: string, { what }: Call, response: IncomingMessage): TE.TaskEither<Fault, unknown> =>
  TE.tryCatch(
    async () => {
      const parts: Array<Buffer> = []
      for await (const part of response) parts.push(part)
      const text = Buffer.concat(parts).toString('utf8')
      return textOf(response.headers['content-type']).includes('json') ? JSON.parse(text) : text
    },
    (error) => unreachable(what, server, error)
  )
