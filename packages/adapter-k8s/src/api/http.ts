import { pipe, TE } from '@alb-ingress/core'
import { agentsFor } from './agents.js'
import { answerTo } from './answer.js'
import type { Client, Endpoint } from './client.js'
import { unreachable } from './faults.js'
import { follow } from './follow.js'
import type { Open } from './response.js'
import { send } from './send.js'

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
