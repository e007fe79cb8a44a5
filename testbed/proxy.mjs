// Stands before the AWS server: counts calls by service:Action, adds latency, and throttles a share of them.
import { Agent, createServer, request } from 'node:http'

/** @typedef {{ latencyMs: number, failRate: number }} Weather */
/** @typedef {{ at: number, call: string, status: number, milliseconds: number, code?: string }} Seen */

/** @param {import('node:http').IncomingMessage} message @returns {Promise<Buffer>} */
const bodyOf = async (message) => {
  const parts = []
  for await (const part of message) parts.push(part)
  return Buffer.concat(parts)
}

/** @param {import('node:http').IncomingMessage} message @param {Buffer} body */
const callOf = ({ headers, method, url = '' }, body) => {
  const service = /Credential=[^/]+\/\d+\/[^/]*\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '?'
  const target = headers['x-amz-target']
  const action =
    (typeof target === 'string' ? target.split('.').at(-1) : undefined) ??
    /^\/service\/[^/]+\/operation\/([^/?]+)/.exec(url)?.[1] ??
    new URLSearchParams(body.toString()).get('Action') ??
    new URL(url, 'http://_').searchParams.get('Action') ??
    `${method} ${url.split('?')[0]}`
  return { service, action, json: target !== undefined }
}

/** The error as the service spells it: SDKs decide by its code whether to try again. @param {string} service @param {boolean} json */
const throttling = (service, json) => {
  if (json)
    return {
      status: 400,
      type: 'application/x-amz-json-1.1',
      text: '{"__type":"ThrottlingException","message":"Rate exceeded"}'
    }
  if (service === 'ec2') {
    const error = '<Error><Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message></Error>'
    return {
      status: 503,
      type: 'text/xml',
      text: `<Response><Errors>${error}</Errors><RequestID>0</RequestID></Response>`
    }
  }
  const error = '<Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error>'
  return { status: 400, type: 'text/xml', text: `<ErrorResponse>${error}<RequestId>0</RequestId></ErrorResponse>` }
}

/** Numbers between 0 and 1 that are the same in every run. */
const dice = () => {
  let state = 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** @param {Buffer} body */
const codeIn = (body) => /<Code>([^<]+)<\/Code>|"__type": ?"([^"]+)"/.exec(body.toString())?.slice(1).find(Boolean)

/** What the calls since the last reset were. */
const tally = () => {
  /** @type {Record<string, number>} */
  const counts = {}
  /** @type {Array<Seen>} */
  const log = []
  return { counts, log, total: 0, failed: 0, now: 0, peak: 0 }
}

/**
 * @param {number} upstreamPort
 * @param {Partial<Weather>} given
 */
export const startProxy = async (upstreamPort, given = {}) => {
  /** @type {Weather} */
  const weather = { latencyMs: 0, failRate: 0, ...given }
  const agent = new Agent({ keepAlive: true })
  const roll = dice()
  let seen = tally()
  /** @type {Set<string>} */
  const everSeen = new Set()

  /** @param {import('node:http').IncomingMessage} message @param {Buffer} body */
  const forward = (message, body) =>
    new Promise((resolve, reject) => {
      const { 'transfer-encoding': _, expect: __, ...headers } = message.headers
      const options = { port: upstreamPort, host: '127.0.0.1', method: message.method, path: message.url, agent }
      const sent = request({ ...options, headers: { ...headers, 'content-length': String(body.length) } }, resolve)
      sent.on('error', reject).end(body)
    })

  /** @param {import('node:http').IncomingMessage} message @param {import('node:http').ServerResponse} response */
  const serve = async (message, response) => {
    const body = await bodyOf(message)
    const { service, action, json } = callOf(message, body)
    const started = performance.now()
    const mine = seen
    const call = `${service}:${action}`
    everSeen.add(call)
    mine.counts[call] = (mine.counts[call] ?? 0) + 1
    mine.total += 1
    mine.now += 1
    mine.peak = Math.max(mine.peak, mine.now)
    if (weather.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, weather.latencyMs))
    const note = (/** @type {number} */ status, /** @type {Buffer} */ text) => {
      const code = status >= 400 ? codeIn(text) : undefined
      const entry = { at: started, call, status, milliseconds: performance.now() - started }
      mine.log.push(code === undefined ? entry : { ...entry, code })
      mine.now -= 1
    }
    if (weather.failRate > 0 && roll() < weather.failRate) {
      const { status, type, text } = throttling(service, json)
      mine.failed += 1
      note(status, Buffer.from(text))
      response.writeHead(status, { 'content-type': type }).end(text)
      return
    }
    const answer = await forward(message, body)
    const text = await bodyOf(answer)
    note(answer.statusCode, text)
    const { connection: _, 'transfer-encoding': __, ...headers } = answer.headers
    response.writeHead(answer.statusCode, { ...headers, 'content-length': text.length }).end(text)
  }

  const server = createServer((message, response) => {
    serve(message, response).catch((error) => response.writeHead(502).end(String(error)))
  })
  server.keepAliveTimeout = 60_000
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())

  return {
    endpoint: `http://127.0.0.1:${port}`,
    /** Calls since the last reset. */
    counts: () => ({ ...seen, counts: Object.fromEntries(Object.entries(seen.counts).sort()) }),
    /** What was called at all, resets or not. */
    everCalled: () => [...everSeen].sort(),
    /** Calls that are under way still count, but where nobody sees them any more. */
    reset: () => {
      seen = tally()
    },
    /** @param {Partial<Weather>} change */
    config: (change) => Object.assign(weather, change),
    stop: async () => {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

/** How many of the counted calls change something. @param {Readonly<Record<string, number>>} counts */
export const mutating = (counts) =>
  Object.entries(counts).reduce((sum, [call, n]) => sum + (/^sts:|:(Describe|Get|List|Search)/.test(call) ? 0 : n), 0)
