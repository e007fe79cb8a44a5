import { parseThrottles, type Throttles, unknownService } from '@alb-ingress/adapter-aws'
import { E } from '@alb-ingress/core'
import { pairs, text, type ValueType } from './value.js'

/** Endpoints by the id of a service. */
export const endpoints: ValueType<Readonly<Record<string, string>>> = {
  ...pairs,
  read: (given) => {
    const read = pairs.read(given)
    if (E.isLeft(read)) return read
    const unknown = Object.keys(read.right).flatMap((id) => unknownService(id) ?? [])
    return unknown.length === 0 ? read : E.left(`ids of services and their endpoints: ${unknown.join(' ')}`)
  }
}

/** Limits for calls; those of a service that is not named stay as they are. */
export const throttles: ValueType<Throttles> = {
  ...text,
  placeholder: 'id:pattern=rate:burst,...',
  read: (given) => {
    const read = text.read(given)
    if (E.isLeft(read)) return read
    const parsed = parseThrottles(read.right)
    return E.isLeft(parsed) ? E.left(`limits for calls. ${parsed.left}`) : parsed
  },
  show: () => '',
  isMany: true
}
