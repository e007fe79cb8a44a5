import type { ObjectKey } from '../kubernetes/object.js'
import type { Service } from '../kubernetes/service.js'
import type { Destination, Target } from '../route/destination.js'
import type { Expected } from './expected.js'
import { any, isTarget } from './targets.js'

type Services = ReadonlyMap<ObjectKey, Service>

/** The aspects that one rule alone decides: where it leads. */
export type Leading = Pick<Expected, 'service' | 'weights' | 'redirect' | 'response'>

const targetsIn = (destination: Destination): ReadonlyArray<Target> =>
  destination.outcome === 'forward' ? destination.targets : []

const leadsOnlyTo = (wanted: string, destination: Destination, services: Services): boolean => {
  // A weight of 0 gets nothing.
  const receiving = targetsIn(destination).filter(({ share }) => share > 0)
  return receiving.length > 0 && receiving.every((target) => isTarget(wanted, target, services))
}

const tolerance = 1e-6

const isSplit = (wanted: Readonly<Record<string, number>>, destination: Destination, services: Services): boolean => {
  const total = Object.values(wanted).reduce((sum, weight) => sum + weight, 0)
  const targets = targetsIn(destination)
  if (targets.length === 0 || total === 0) return false
  const names = Object.keys(wanted)
  const known = targets.every((target) => target.share === 0 || names.some((name) => isTarget(name, target, services)))
  return (
    known &&
    names.every((name) => {
      const share = targets.reduce((sum, each) => sum + (isTarget(name, each, services) ? each.share : 0), 0)
      return Math.abs(share - (wanted[name] ?? 0) / total) < tolerance
    })
  )
}

// An Application Load Balancer always writes the port, people hardly ever.
const withoutUsualPort = (url: string): string =>
  url.replace(/^(http:\/\/[^/?#]+):80(?=[/?#]|$)/i, '$1').replace(/^(https:\/\/[^/?#]+):443(?=[/?#]|$)/i, '$1')

// The host and an empty path may be written in two ways.
const location = (url: string): string =>
  withoutUsualPort(url)
    .replace(/^[a-z]+:\/\/[^/?#]+/i, (start) => start.toLowerCase())
    .replace(/^([a-z]+:\/\/[^/?#]+)(?=[?#]|$)/, '$1/')

const isRedirect = (wanted: Exclude<Expected['redirect'], undefined>, destination: Destination): boolean => {
  if (destination.outcome !== 'redirect') return false
  const { to, status }: { readonly to?: string; readonly status?: number } =
    typeof wanted === 'string' ? { to: wanted } : wanted
  const isThere = to === undefined || to === any || location(to) === location(destination.location)
  return isThere && (status === undefined || status === destination.statusCode)
}

const isResponse = (wanted: Exclude<Expected['response'], undefined>, destination: Destination): boolean => {
  if (destination.outcome !== 'fixed-response') return false
  if (typeof wanted === 'number') return destination.statusCode === wanted
  const { status, body, contentType } = wanted
  return (
    destination.statusCode === status &&
    (body === undefined || body === (destination.messageBody ?? '')) &&
    (contentType === undefined || contentType === destination.contentType)
  )
}

/** Whether a destination is what somebody expects, as far as they say. */
export const fits = (wanted: Leading, destination: Destination, services: Services): boolean =>
  (wanted.service === undefined || leadsOnlyTo(wanted.service, destination, services)) &&
  (wanted.weights === undefined || isSplit(wanted.weights, destination, services)) &&
  (wanted.redirect === undefined || isRedirect(wanted.redirect, destination)) &&
  (wanted.response === undefined || isResponse(wanted.response, destination))

/** Whether somebody expects the Service that a destination leads to, among others or with other weights. */
export const leadsTo = (name: string, destination: Destination, services: Services): boolean =>
  targetsIn(destination).some((target) => isTarget(name, target, services))
