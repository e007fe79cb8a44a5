import type { ObjectKey } from '../kubernetes/object.js'
import type { Service } from '../kubernetes/service.js'
import { isRef } from '../resources/ref.js'
import type { Target } from '../route/destination.js'
import { printable } from '../support/wording.js'

type Services = ReadonlyMap<ObjectKey, Service>

/** Whichever it is. */
export const any = '*'

// A port has a number and perhaps a name, and an Ingress may write either.
const samePort = (services: Services, key: ObjectKey, wanted: string, written: number | string): boolean => {
  if (String(written) === wanted) return true
  const ports = services.get(key)?.ports ?? []
  return ports.some(({ name, port }) => {
    const both = [String(port), name]
    return both.includes(wanted) && both.includes(String(written))
  })
}

/** Whether a target is the one that somebody wrote: `shop/cart:80`, `shop/cart:http`, `shop/cart`, or the ARN of a target group. */
export const isTarget = (wanted: string, { service, targetGroup }: Target, services: Services): boolean => {
  if (wanted === any) return true
  if (service === undefined) return !isRef(targetGroup) && targetGroup === wanted
  const key = `${service.namespace}/${service.name}`
  if (wanted === key) return true
  const at = wanted.lastIndexOf(':')
  return at >= 0 && wanted.slice(0, at) === key && samePort(services, key, wanted.slice(at + 1), service.port)
}

/** A target as people say it. */
export const targetName = ({ service, targetGroup }: Target): string => {
  if (service !== undefined) return printable(`${service.namespace}/${service.name}:${service.port}`)
  return isRef(targetGroup) ? printable(targetGroup.id) : printable(targetGroup)
}
