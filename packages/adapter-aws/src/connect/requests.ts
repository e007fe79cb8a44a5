import type { HttpHandler } from '@smithy/core/protocols'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { HttpProxyAgent } from 'http-proxy-agent'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'

export type Requests = HttpHandler<object>

/** How many connections there are to one host at a time; they are kept for the next request. */
const maxSockets = 64

// AWS answers in seconds; a connection that says nothing for this long is dead, and the call is tried again.
const timeouts = { connectionTimeout: 10_000, socketTimeout: 60_000, socketAcquisitionWarningTimeout: 600_000 }

const agents = { keepAlive: true, maxSockets }

const straight = (): NodeHttpHandler => new NodeHttpHandler({ ...timeouts, httpAgent: agents, httpsAgent: agents })

const through = (proxy: string): NodeHttpHandler =>
  new NodeHttpHandler({
    ...timeouts,
    httpAgent: new HttpProxyAgent(proxy, agents),
    httpsAgent: new HttpsProxyAgent(proxy, agents)
  })

/** Sends requests through the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name for their host, or straight. */
export const requests = (): Requests => {
  const ways = new Map<string, NodeHttpHandler>()
  const wayTo = (url: string): NodeHttpHandler => {
    const proxy = getProxyForUrl(url)
    const known = ways.get(proxy)
    if (known !== undefined) return known
    const way = proxy === '' ? straight() : through(proxy)
    ways.set(proxy, way)
    return way
  }
  return {
    handle: (request, options) => {
      const { protocol, hostname, port } = request
      return wayTo(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`).handle(request, options)
    },
    destroy: () => {
      for (const way of ways.values()) way.destroy()
    },
    // The SDK sets a logger or a time-out here; both are ours to say.
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({})
  }
}
