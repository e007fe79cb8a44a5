import { O } from '../prelude.js'
import type { Destination } from '../route/destination.js'
import type { Request } from '../route/request.js'
import type { Trace } from '../route/trace.js'
import { nearest } from '../support/nearest.js'
import { either, printable } from '../support/wording.js'
import type { Balancer } from './front.js'
import { destinationsIn, obstacles, type Way, waysOf } from './leads.js'
import { targetName } from './targets.js'

/** Why the expected answer is not given, and what to do about it. */
export interface WhyNot {
  readonly why: ReadonlyArray<string>
  readonly hint: string
}

interface Asking {
  readonly balancer: Balancer
  readonly request: Request
  readonly trace: Trace
}

// Of many rules that lead to one place, those that come first say enough.
const mostTold = 3

const winnerOf = ({ answeredBy, listener }: Trace): string | undefined => {
  if (answeredBy === undefined) return undefined
  return answeredBy === 'default' ? `the default of listener ${listener ?? ''}` : `rule ${answeredBy}`
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** One sentence on why a way that leads where it should is not taken. */
const whyNotTaken = (way: Way, { request, trace }: Asking): string => {
  const start = `${capital(printable(way.name))} leads there`
  if (way.port !== request.port) return `${start}, on port ${way.port}; this request goes to port ${request.port}.`
  const inTheWay = obstacles(way, request)
  if (inTheWay.length > 0) return `${start}, and does not match: ${inTheWay.map(printable).join('; ')}.`
  const winner = winnerOf(trace)
  if (winner === undefined)
    return `${start}, and speaks ${way.protocol}; this request is ${request.scheme.toUpperCase()}.`
  return `${start}, and is not reached: ${printable(winner)} answers first.`
}

const hintElsewhere = (ways: ReadonlyArray<Way>, { request, trace }: Asking): string => {
  if (trace.destination.outcome === 'redirect') return 'Expect the redirect, or ask for where it leads.'
  const ports = [...new Set(ways.map(({ port }) => String(port)))]
  const orElse = trace.listener === undefined ? `add port ${request.port} to listen-ports` : 'correct the test'
  return `Ask on port ${either(ports)}, or ${orElse}.`
}

const hintFor = (ways: ReadonlyArray<Way>, asking: Asking): string => {
  const { request } = asking
  const here = ways.filter(({ port }) => port === request.port)
  if (here.length === 0) return hintElsewhere(ways, asking)
  return here.some((way) => obstacles(way, request).length === 0)
    ? 'Let the more specific rule come first, by its path or by group.order; or correct the test.'
    : 'Change the host, path or conditions of the rule; or correct the test.'
}

const servicesOf = (balancer: Balancer, request: Request, ways: ReadonlyArray<Way>): ReadonlyArray<string> => {
  const destination = destinationsIn(balancer.stack)
  const found = ways.flatMap((way) => {
    const leads = destination(way, request)
    return leads.outcome === 'forward' ? leads.targets.map(targetName) : []
  })
  return [...new Set(found)]
}

const nowhere = (service: string | undefined, asking: Asking, ways: ReadonlyArray<Way>): WhyNot => {
  const { group } = asking.balancer
  if (service === undefined) {
    return { why: [`No rule of ${printable(group)} leads there.`], hint: 'Correct the manifests, or the test.' }
  }
  const known = servicesOf(asking.balancer, asking.request, ways)
  const meant = nearest(service, known)
  const shown = known.slice(0, 10).join(', ')
  const rest = known.length > 10 ? ` and ${known.length - 10} more` : ''
  const why = `No rule of ${printable(group)} leads to ${printable(service)}. Its rules lead to ${shown === '' ? 'no Service' : `${shown}${rest}`}.`
  return {
    why: [why],
    hint: O.isSome(meant)
      ? `Did you mean ${meant.value}?`
      : 'Add a path with this Service to an Ingress of the group, or correct the test. Services are written namespace/name:port.'
  }
}

/** Why a request does not come to where somebody expects it: each way that leads there, and what keeps the request from taking it. */
export const whyNot = (asking: Asking, leadsThere: (destination: Destination) => boolean, service?: string): WhyNot => {
  const { balancer, request } = asking
  const ways = waysOf(balancer.stack)
  const destination = destinationsIn(balancer.stack)
  const leading = ways.filter((way) => leadsThere(destination(way, request)))
  if (leading.length === 0) return nowhere(service, asking, ways)
  // Those on the port that is asked come first.
  const told = [...leading].sort((a, b) => Number(a.port !== request.port) - Number(b.port !== request.port))
  const rest = told.length - mostTold
  return {
    why: [
      ...told.slice(0, mostTold).map((way) => whyNotTaken(way, asking)),
      ...(rest > 0 ? [`${rest} more ${rest === 1 ? 'rule leads' : 'rules lead'} there.`] : [])
    ],
    hint: hintFor(leading, asking)
  }
}
