import { E, type Fault, fault } from '@alb-ingress/core'
import type { Client } from '../../src/api/client.js'

/** An API server that answers lists by the end of their path, and in whose watches nothing happens. */
export const serving = (answers: Readonly<Record<string, E.Either<Fault, unknown>>>): Client => ({
  server: '',
  namespace: undefined,
  close: () => undefined,
  call:
    ({ path }) =>
    async () =>
      answers[path.split('/').at(-1) ?? ''] ?? E.left(fault('missing', 'NotFound', 'list', 'not found')),
  watch: (_call, { opened }, signal) => {
    opened()
    return () => new Promise((resolve) => signal.addEventListener('abort', () => resolve(E.right(undefined))))
  }
})

/** The answer to a list. */
export const listOf = (...items: ReadonlyArray<unknown>) => E.right({ metadata: { resourceVersion: '1' }, items })
