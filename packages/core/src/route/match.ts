import ipaddr from 'ipaddr.js'
import { E, pipe } from '../prelude.js'
import type { Condition } from '../resources/condition.js'
import { own } from '../support/own.js'
import { regexTest } from '../support/regex.js'
import { matchesWildcard, type WildcardOptions } from '../support/wildcard.js'
import { hostOnly, queryPairs, type Request } from './request.js'

/** Whether a condition holds for a request, and the values that made it so. */
export interface ConditionVerdict {
  readonly held: boolean
  /** For people: what the request has, and what was asked for. */
  readonly why: string
}

/** One value of a condition, ready to be tried. `unusable` says why it can match nothing. */
interface Attempt {
  readonly shown: string
  readonly test: (text: string) => boolean
  readonly unusable?: string
}

const never = (): boolean => false

const byWildcard =
  (options: WildcardOptions) =>
  (pattern: string): Attempt => ({ shown: pattern, test: (text) => matchesWildcard(pattern, text, options) })

const byRegex =
  (ignoreCase: boolean) =>
  (pattern: string): Attempt =>
    pipe(
      regexTest(pattern, { ignoreCase }),
      E.match(
        (unusable): Attempt => ({ shown: pattern, test: never, unusable }),
        (test): Attempt => ({ shown: pattern, test })
      )
    )

const exactly = (wanted: string): Attempt => ({ shown: wanted, test: (text) => text === wanted })

const byRange = (cidr: string): Attempt => {
  if (!ipaddr.isValidCIDR(cidr)) return { shown: cidr, test: never, unusable: 'it is no range of addresses' }
  const [network, bits] = ipaddr.parseCIDR(cidr)
  const test = (text: string): boolean => {
    if (!ipaddr.isValid(text)) return false
    const address = ipaddr.parse(text)
    return address.kind() === network.kind() && address.match(network, bits)
  }
  return { shown: cidr, test }
}

interface Patterns {
  readonly values?: ReadonlyArray<string>
  readonly regexValues?: ReadonlyArray<string>
}

const patternAttempts = ({ values = [], regexValues = [] }: Patterns, ignoreCase: boolean): ReadonlyArray<Attempt> => [
  ...values.map(byWildcard({ ignoreCase })),
  ...regexValues.map(byRegex(ignoreCase))
]

const unusableNote = (attempts: ReadonlyArray<Attempt>): string =>
  attempts
    .map(({ shown, unusable }) => (unusable === undefined ? '' : `; ${shown} can match nothing: ${unusable}`))
    .join('')

/** `what` names the part of the request, such as `host shop.example`. */
const tryAll = (what: string, text: string, attempts: ReadonlyArray<Attempt>): ConditionVerdict => {
  const hit = attempts.find(({ test }) => test(text))
  if (hit !== undefined) return { held: true, why: `${what} matches ${hit.shown}` }
  const asked = attempts.map(({ shown }) => shown).join(', ')
  return { held: false, why: `${what} does not match ${asked}${unusableNote(attempts)}` }
}

type Query = Extract<Condition, { readonly field: 'query-string' }>['values'][number]

const queryShown = ({ key, value }: Query): string => (key === undefined ? value : `${key}=${value}`)

// In query strings alone, AWS takes a backslash for an escape: a literal star is written \*.
const queryOptions: WildcardOptions = { ignoreCase: true, escapes: true }

const queryVerdict = (wanted: ReadonlyArray<Query>, request: Request): ConditionVerdict => {
  const pairs = queryPairs(request.query)
  const hit = wanted.find((one) =>
    pairs.some(
      (pair) =>
        (one.key === undefined || matchesWildcard(one.key, pair.key, queryOptions)) &&
        matchesWildcard(one.value, pair.value, queryOptions)
    )
  )
  if (hit !== undefined) return { held: true, why: `query ${request.query} has ${queryShown(hit)}` }
  const asked = wanted.map(queryShown).join(', ')
  return {
    held: false,
    why: request.query === '' ? `there is no query, so not ${asked}` : `query ${request.query} has none of ${asked}`
  }
}

/**
 * A condition made ready to be asked about many requests. The rules are those of an Application Load Balancer: hosts, headers and
 * queries without regard to letter case, paths and methods with it; any value of the condition will do.
 */
export const conditionTest = (condition: Condition): ((request: Request) => ConditionVerdict) => {
  switch (condition.field) {
    case 'host-header': {
      const attempts = patternAttempts(condition, true)
      return ({ host }) => tryAll(`host ${hostOnly(host)}`, hostOnly(host), attempts)
    }
    case 'path-pattern': {
      const attempts = patternAttempts(condition, false)
      return ({ path }) => tryAll(`path ${path}`, path, attempts)
    }
    case 'http-header': {
      const attempts = patternAttempts(condition, true)
      const name = condition.httpHeaderName
      return ({ headers }) => {
        const value = own(headers, name.toLowerCase())
        if (value === undefined) return { held: false, why: `there is no header ${name}` }
        return tryAll(`header ${name}: ${value}`, value, attempts)
      }
    }
    case 'http-request-method': {
      const attempts = condition.values.map(exactly)
      return ({ method }) => tryAll(`method ${method}`, method, attempts)
    }
    case 'query-string':
      return (request) => queryVerdict(condition.values, request)
    case 'source-ip': {
      const attempts = condition.values.map(byRange)
      return ({ sourceIp }) =>
        sourceIp === undefined
          ? { held: false, why: `nothing is said about the source, so not ${condition.values.join(', ')}` }
          : tryAll(`source ${sourceIp}`, sourceIp, attempts)
    }
  }
}
