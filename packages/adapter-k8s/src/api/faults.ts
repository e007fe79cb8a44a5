import { type Fault, fault } from '@alb-ingress/core'
import { recordOf, textOf } from './json.js'
import { groupOfResource, type Resource } from './resources.js'

const kinds: Readonly<Record<number, Fault['kind']>> = {
  400: 'invalid',
  401: 'denied',
  403: 'denied',
  404: 'missing',
  405: 'invalid',
  409: 'conflict',
  410: 'conflict',
  413: 'limit',
  415: 'invalid',
  422: 'invalid',
  429: 'throttled'
}

const reasons: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  429: 'TooManyRequests'
}

// A quota answers as a missing right does, and is no question of rights.
const kindOf = (status: number, message: string): Fault['kind'] =>
  status === 403 && message.includes('exceeded quota') ? 'limit' : (kinds[status] ?? 'unavailable')

// The code of a watch that starts later than everything that the API server knows: its data are older than what was read before.
const resourceVersionTooLarge = 'ResourceVersionTooLarge'

/** What the API server answered to `call` instead of what was asked: an HTTP status and an object of kind `Status`, or some text. */
export const declined = (call: string, status: number, body: unknown): Fault => {
  const { message, reason, details } = recordOf(body)
  const said = textOf(message) || (typeof body === 'string' ? body.trim().slice(0, 200) : '')
  const [cause] = [recordOf(details).causes].flat()
  return fault(
    kindOf(status, said),
    textOf(recordOf(cause).reason) === resourceVersionTooLarge
      ? resourceVersionTooLarge
      : textOf(reason) || reasons[status] || `HTTP ${status}`,
    call,
    said || `the API server answered with status ${status}`
  )
}

const codeOf = (error: unknown): string => textOf(recordOf(error).code) || textOf(recordOf(error).name) || 'unknown'

// A URL may hold a password.
const withoutUser = (server: string): string => server.replace(/\/\/[^/]*@/, '//')

/** The API server was not reached, or hung up. */
export const unreachable = (call: string, server: string, error: unknown): Fault => {
  const message = error instanceof Error ? error.message : String(error)
  return fault('unavailable', codeOf(error), call, `${withoutUser(server)} cannot be reached: ${message}`)
}

/** Whether what was read is too old to go on from: the same kind must be listed again. */
export const isOutdated = ({ code }: Fault): boolean =>
  code === 'Expired' || code === 'Gone' || code === resourceVersionTooLarge

/** With the rule that a missing right asks for, in the words of RBAC. */
export const withRule = (fault: Fault, resource: Resource): Fault => {
  if (fault.code !== 'Forbidden') return fault
  const rule = `apiGroups: ["${groupOfResource(resource)}"], resources: ["${resource.plural}"], verbs: ["get", "list", "watch"]`
  return { ...fault, message: `${fault.message}. Add to the roles of this user: ${rule}.` }
}
