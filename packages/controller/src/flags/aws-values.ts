import { parseThrottles, type Throttles, wrongEndpoint } from '@alb-ingress/adapter-aws'
import { E } from '@alb-ingress/core'
import { pairs, text, type ValueType } from './value.js'

/** Endpoints by the id of a service. */
export const endpoints: ValueType<Readonly<Record<string, string>>> = {
  ...pairs,
  read: (given) => {
    const read = pairs.read(given)
    if (E.isLeft(read)) return read
    const wrong = wrongEndpoint(read.right)
    return wrong === undefined ? read : E.left(`ids of services and their endpoints: ${wrong}`)
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
