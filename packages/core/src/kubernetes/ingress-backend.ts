import { as, maybe, members, type Reader, text, whole, wholeOrText } from './reader.js'

/** A Service port by number, or by name. */
export type ServicePort = number | string

/**
 * Where a path leads: a Service; some other object, which an ALB cannot serve; or nowhere, because neither is written. Then `instead` holds the
 * names of the members that stand there, such as `serviceName` of the old API.
 */
export type IngressBackend =
  | { readonly service: { readonly name: string; readonly port: ServicePort } }
  | { readonly resource: { readonly kind: string; readonly name: string } }
  | { readonly instead: ReadonlyArray<string> }

const namesIn = (value: unknown): ReadonlyArray<string> =>
  typeof value === 'object' && value !== null ? Object.keys(value) : []

const resource = maybe(members({ kind: text, name: text }))

/** The backend of `networking.k8s.io/v1`. A port with a name and a number counts by its name, as for the reference. */
export const backend: Reader<IngressBackend> = as(
  members({
    service: maybe(members({ name: text, port: members({ name: text, number: whole }) })),
    resource
  }),
  ({ service, resource }, given): IngressBackend => {
    if (service !== undefined) {
      const { name, number } = service.port
      return { service: { name: service.name, port: name === '' ? number : name } }
    }
    return resource === undefined ? { instead: namesIn(given) } : { resource }
  }
)

/** The backend of the APIs before `networking.k8s.io/v1`: `serviceName` and `servicePort` side by side. */
export const formerBackend: Reader<IngressBackend> = as(
  members({ serviceName: maybe(text), servicePort: wholeOrText, resource }),
  ({ serviceName, servicePort, resource }, given): IngressBackend => {
    if (serviceName !== undefined) return { service: { name: serviceName, port: servicePort } }
    return resource === undefined ? { instead: namesIn(given) } : { resource }
  }
)
