import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { E, type Fault, pipe, TE } from '@alb-ingress/core'
import type { Call } from './client.js'
import { declined } from './faults.js'
import { bodyOf, type Open } from './response.js'

/** How long an answer may take, in milliseconds. */
export const longestAnswer = 30_000

// Somebody who is told again and again to come later hears of it in the end.
const mostRepetitions = 5
const longestPause = 5_000

/** The answer to one request. An API server that is busy says when to come again; it has done nothing by then. */
export const answerTo =
  (
    server: string,
    call: Call,
    open: Open,
    signal: AbortSignal = new AbortController().signal
  ): TE.TaskEither<Fault, unknown> =>
  async () => {
    for (let left = mostRepetitions; ; left--) {
      const response = await open(call, AbortSignal.any([signal, AbortSignal.timeout(longestAnswer)]))()
      if (E.isLeft(response)) return response
      const pause = pauseBeforeNext(response.right)
      if (pause === undefined || left === 0) return judged(server, call, response.right)()
      response.right.on('error', () => undefined).resume()
      await sleep(pause, undefined, { signal }).catch(() => undefined)
    }
  }

const pauseBeforeNext = ({ statusCode, headers }: IncomingMessage): number | undefined => {
  const seconds = Number(headers['retry-after'])
  return statusCode === 429 && seconds >= 0 ? Math.min(longestPause, seconds * 1000) : undefined
}

const judged = (server: string, call: Call, response: IncomingMessage): TE.TaskEither<Fault, unknown> => {
  const { statusCode: status = 0 } = response
  return pipe(
    bodyOf(server, call, response),
    TE.filterOrElse(
      () => status >= 200 && status < 300,
      (body) => declined(call.what, status, body)
    )
  )
}
