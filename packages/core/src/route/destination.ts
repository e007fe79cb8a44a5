import type { Action, FixedResponse, Forward, Redirect } from '../resources/action.js'
import { arnKey } from '../resources/fields.js'
import type { Arn } from '../resources/ref.js'
import { resourcesOf, type Stack } from '../resources/stack.js'
import type { PortRef } from '../resources/target-group-binding.js'
import type { Request } from './request.js'

/** A target group that may get the request, and how often. */
export interface Target {
  readonly targetGroup: Arn
  /** As written; a single target group needs none. */
  readonly weight?: number
  /** The part of such requests that it gets, from 0 to 1. */
  readonly share: number
  /** Who is behind it. Absent for target groups that others made: no binding of this stack says. */
  readonly service?: { readonly namespace: string; readonly name: string; readonly port: PortRef }
}

/** What comes of a request. */
export type Destination =
  | { readonly outcome: 'forward'; readonly targets: ReadonlyArray<Target> }
  | { readonly outcome: 'redirect'; readonly statusCode: number; readonly location: string }
  | {
      readonly outcome: 'fixed-response'
      readonly statusCode: number
      readonly contentType?: string
      readonly messageBody?: string
    }
  /** Nothing listens on the port. */
  | { readonly outcome: 'no-listener'; readonly port: number; readonly listening: ReadonlyArray<number> }
  /** HTTP to a port that speaks HTTPS, or the other way round: no rule is ever looked at. */
  | { readonly outcome: 'wrong-protocol'; readonly port: number; readonly speaks: string }
  /** A listener or rule whose actions end without an answer; AWS would not have taken it. */
  | { readonly outcome: 'no-answer' }

export type Bindings = ReadonlyMap<string, NonNullable<Target['service']>>

/** The Service behind each target group of a stack, by `arnKey`. */
export const bindingsOf = (stack: Stack): Bindings =>
  new Map(
    resourcesOf(stack, 'TargetGroupBinding').map(({ spec: { namespace, spec } }) => [
      arnKey(spec.targetGroup),
      { namespace, name: spec.serviceRef.name, port: spec.serviceRef.port }
    ])
  )

const forwardTo = ({ targetGroups }: Forward, bindings: Bindings): Destination => {
  // A weight that is left out counts as 1; with all weights at 0 nobody gets anything.
  const total = targetGroups.reduce((sum, { weight = 1 }) => sum + weight, 0)
  const targets = targetGroups.map(({ targetGroup, weight }): Target => {
    const service = bindings.get(arnKey(targetGroup))
    return {
      targetGroup,
      share: targetGroups.length === 1 ? 1 : total === 0 ? 0 : (weight ?? 1) / total,
      ...(weight === undefined ? {} : { weight }),
      ...(service === undefined ? {} : { service })
    }
  })
  return { outcome: 'forward', targets }
}

/**
 * The `Location` that a redirect sends: its parts, where not given, are those of the request. The port is always in it, also a usual
 * one, as an Application Load Balancer writes it.
 */
export const locationOf = (redirect: Redirect, request: Request): string => {
  const values: Readonly<Record<string, string>> = {
    host: request.host,
    // The pattern `/#{path}` has the first slash already.
    path: request.path.slice(1),
    port: String(request.port),
    protocol: request.scheme,
    query: request.query
  }
  const fill = (template: string): string =>
    template.replace(/#\{(host|path|port|protocol|query)\}/g, (_, name: string) => values[name] ?? '')
  const protocol = fill(redirect.protocol ?? '#{protocol}').toLowerCase()
  const query = fill(redirect.query ?? '#{query}')
  const path = fill(redirect.path ?? '/#{path}')
  return `${protocol}://${fill(redirect.host ?? '#{host}')}:${fill(redirect.port ?? '#{port}')}${path}${query === '' ? '' : `?${query}`}`
}

const fixedResponse = ({ statusCode, contentType, messageBody }: FixedResponse): Destination => ({
  outcome: 'fixed-response',
  statusCode: Number(statusCode),
  ...(contentType === undefined ? {} : { contentType }),
  ...(messageBody === undefined ? {} : { messageBody })
})

/** What the last of the actions makes of a request that has passed the guards before it. */
export const destinationOf = (actions: ReadonlyArray<Action>, request: Request, bindings: Bindings): Destination => {
  const last = actions.at(-1)
  switch (last?.type) {
    case 'forward':
      return forwardTo(last, bindings)
    case 'redirect':
      // `HTTP_301`
      return {
        outcome: 'redirect',
        statusCode: Number(last.statusCode.replace(/\D/g, '')),
        location: locationOf(last, request)
      }
    case 'fixed-response':
      return fixedResponse(last)
    default:
      return { outcome: 'no-answer' }
  }
}
