import type { AnnotatedAction } from '../annotations/codecs/actions.js'
import { annotationAt } from '../annotations/read.js'
import { families } from '../annotations/registry.js'
import { settleFamily } from '../annotations/settle.js'
import { andThen, type Checked, ok, refuse } from '../checked/checked.js'
import { type At, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { ConfiguredMember, ListenerPort } from '../groups/configure.js'
import { useAnnotation } from '../groups/named.js'
import type { Ingress, IngressBackend } from '../kubernetes/ingress.js'
import { keyOfObject, refToObject } from '../kubernetes/object.js'
import type { Service } from '../kubernetes/service.js'
import { O, pipe } from '../prelude.js'
import type { FixedResponse } from '../resources/action.js'
import { shown } from '../support/wording.js'
import type { Context } from './context.js'

/** A backend of a rule, or of a listener by default, and where it stands. */
export interface Place {
  readonly listener: ListenerPort
  readonly member: ConfiguredMember
  readonly backend: IngressBackend
  readonly at: At
  /** Which requests it answers, as messages say it: `requests for shop.example/cart`. */
  readonly requests: string
}

/** The backends of an Ingress, each with its path in the object. */
export const backendsOf = (
  ingress: Ingress
): ReadonlyArray<{ readonly backend: IngressBackend; readonly path: ReadonlyArray<string | number> }> => [
  ...(ingress.defaultBackend === undefined
    ? []
    : [{ backend: ingress.defaultBackend, path: ['spec', 'defaultBackend'] }]),
  ...ingress.rules.flatMap(({ paths }, i) =>
    (paths ?? []).map(({ backend }, j) => ({ backend, path: ['spec', 'rules', i, 'http', 'paths', j, 'backend'] }))
  )
]

/** The names of the actions that an Ingress uses. */
export const actionNames = (ingress: Ingress): ReadonlySet<string> =>
  new Set(
    backendsOf(ingress).flatMap(({ backend }) =>
      'service' in backend && backend.service.port === useAnnotation ? [backend.service.name] : []
    )
  )

/** What a backend asks for, before anybody has looked whether it exists; and where that is written. */
export interface Wish {
  readonly action: AnnotatedAction
  readonly at: At
}

/** The answer in place of what does not exist. */
export const unavailable = (messageBody: string): FixedResponse => ({
  type: 'fixed-response',
  statusCode: '503',
  contentType: 'text/plain',
  messageBody
})

const annotatedWish = (context: Context, { member: { ingress }, at }: Place, name: string): Checked<Wish> => {
  const object = refToObject('Ingress', ingress)
  const fullKey = families.actions.fullKey(name)
  return pipe(
    settleFamily(families.actions, ingress, name),
    andThen((setting): Checked<Wish> => {
      if (O.isSome(setting)) return ok({ action: setting.value.value, at: annotationAt(object, fullKey) })
      if (context.install.tolerateNonExistentBackendAction)
        return ok({ action: unavailable('Backend action does not exist'), at })
      return refuse(
        diagnostic(
          'action/missing',
          at,
          `${nameOf(object)}: backend ${name} says use-annotation, but there is no annotation ${fullKey}.`,
          'Add the annotation, or name a port of a Service.'
        )
      )
    })
  )
}

/** What stands in the place of a Service. Members of another version of the API are named: they are the usual reason. */
const insteadOfService = (backend: IngressBackend): string => {
  if ('resource' in backend) return `${backend.resource.kind} ${backend.resource.name}`
  const members = 'instead' in backend ? backend.instead.map(shown) : []
  return members.length === 0
    ? 'no Service'
    : `no Service, but has ${members.join(' and ')} of another version of the API`
}

const resourceBackend = ({ backend, at }: Place): Checked<never> => {
  const what = insteadOfService(backend)
  return refuse(
    diagnostic(
      'backend/resource',
      at,
      `${nameOf(at.object)}: the backend names ${what}; an Application Load Balancer can only forward to a Service.`,
      'Name a Service with a port (service.name and service.port), or an action with port name use-annotation.'
    )
  )
}

/** What a backend asks for: the action that it names, or to forward to its Service. */
export const wishOf = (context: Context, place: Place): Checked<Wish> => {
  const { backend, at } = place
  if (!('service' in backend)) return resourceBackend(place)
  const { name, port } = backend.service
  if (port === useAnnotation) return annotatedWish(context, place, name)
  return ok({ action: { type: 'forward', targetGroups: [{ serviceName: name, servicePort: port }] }, at })
}

/** The Service of that name beside the Ingress, if the cluster has it. */
export const serviceOf = (context: Context, { member }: Place, name: string): Service | undefined =>
  context.group.services.get(keyOfObject({ namespace: member.ingress.namespace, name }))

/** The Service that alone gets the requests. Target groups that others made, and Services that share requests by weight, are not meant. */
export const soleService = (context: Context, place: Place, action: AnnotatedAction): Service | undefined => {
  if (action.type !== 'forward') return undefined
  const [only, ...others] = action.targetGroups
  if (only === undefined || others.length > 0 || !('serviceName' in only)) return undefined
  return serviceOf(context, place, only.serviceName)
}
