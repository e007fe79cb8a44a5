import { type AgentOptions, Agent as PlainAgent } from 'node:http'
import { Agent } from 'node:https'
import { equal } from '@alb-ingress/core'
import type { TlsMaterial } from './client.js'

/** The connections to one server. */
export interface Agents {
  /** One pool of them for as long as the certificates stay the same. */
  readonly of: (tls: TlsMaterial) => PlainAgent
  readonly close: () => void
}

// Who talks to this machine itself goes through no proxy, whatever the environment says.
const proxyFor = (server: string): AgentOptions =>
  /^(localhost|127\.|\[::1\])/.test(new URL(server).hostname) ? {} : { proxyEnv: process.env }

export const agentsFor = (server: string): Agents => {
  const keep: AgentOptions = { keepAlive: true, keepAliveMsecs: 30_000, ...proxyFor(server) }
  let tls: TlsMaterial | undefined
  let agent: PlainAgent | undefined
  const of = (wanted: TlsMaterial): PlainAgent => {
    if (agent !== undefined && equal(tls, wanted)) return agent
    // What goes on over connections of the former pool may end there.
    tls = wanted
    agent = server.startsWith('https:') ? new Agent({ ...keep, ...wanted }) : new PlainAgent(keep)
    return agent
  }
  return { of, close: () => agent?.destroy() }
}
