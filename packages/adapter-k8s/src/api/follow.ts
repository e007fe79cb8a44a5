import type { IncomingMessage } from 'node:http'
import { E, type Fault, pipe, TE } from '@alb-ingress/core'
import { longestAnswer } from './answer.js'
import type { Call, WatchEvent, WatchListener } from './client.js'
import { declined, unreachable } from './faults.js'
import { recordOf, textOf } from './json.js'
import { bodyOf, type Open } from './response.js'

// The API server sends a bookmark about every minute. Silence of this length means that the connection is dead, though nobody said so.
const longestSilence = 150_000

/** Follows a watch until it ends. */
export const follow =
  (
    server: string,
    call: Call,
    open: Open,
    listener: WatchListener,
    signal: AbortSignal,
    silence: number = longestSilence
  ): TE.TaskEither<Fault, void> =>
  async () => {
    const opened = await inTime((limit) => open(call, AbortSignal.any([signal, limit])))
    if (E.isLeft(opened)) return opened
    const response = opened.right
    const { statusCode: status = 0 } = response
    if (status !== 200) {
      const refused = (body: unknown) => E.left(declined(call.what, status, body))
      return pipe(await bodyOf(server, call, response)(), E.chain(refused))
    }
    response.setTimeout(silence, () => response.destroy(new Error('nothing was heard for too long')))
    listener.opened()
    return hear(linesOf(response), listener, (error) => unreachable(call.what, server, error))
  }

/** Unlike a signal with a time limit, this one leaves the answer alone once it has begun. */
const inTime = async <A>(start: (limit: AbortSignal) => TE.TaskEither<Fault, A>): Promise<E.Either<Fault, A>> => {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(new Error('no answer')), longestAnswer)
  const started = await start(limit.signal)()
  clearTimeout(timer)
  return started
}

const hear = async (
  lines: AsyncGenerator<string>,
  { heard }: WatchListener,
  broken: (error: unknown) => Fault
): Promise<E.Either<Fault, void>> => {
  const next = TE.tryCatch(() => lines.next(), broken)
  for (;;) {
    const line = await next()
    if (E.isLeft(line)) return line
    if (line.right.done) return E.right(undefined)
    // What goes wrong in here is no fault of the API server.
    heard(eventIn(line.right.value))
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
