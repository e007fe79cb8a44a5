import type { AnnotatedAction, TargetGroupTuple } from '../annotations/codecs/actions.js'
import { annotationAt } from '../annotations/read.js'
import { families } from '../annotations/registry.js'
import { settleFamily } from '../annotations/settle.js'
import { andThen, type Checked, each, map, ok, refuse } from '../checked/checked.js'
import { type At, diagnostic, nameOf } from '../checked/diagnostic.js'
import { type FactsNeeded, question } from '../facts/facts.js'
import type { ConfiguredMember } from '../groups/configure.js'
import type { Ingress, IngressBackend } from '../kubernetes/ingress.js'
import { keyOfObject, refToObject } from '../kubernetes/object.js'
import { O, pipe } from '../prelude.js'
import type { Action, FixedResponse, WeightedTargetGroup } from '../resources/action.js'
import type { Arn } from '../resources/ref.js'
import { ask, type Context } from './context.js'
import type { TargetGroups } from './target-groups.js'

const unavailable = (messageBody: string): FixedResponse => ({
  type: 'fixed-response',
  statusCode: '503',
  contentType: 'text/plain',
  messageBody
})

/** The port name by which a backend says that its name is that of an `actions` annotation. */
const useAnnotation = 'use-annotation'

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

const actionNames = (ingress: Ingress): ReadonlySet<string> =>
  new Set(
    backendsOf(ingress).flatMap(({ backend }) =>
      'service' in backend && backend.service.port === useAnnotation ? [backend.service.name] : []
    )
  )

/** Target groups that actions name must be looked up; those given by ARN, or made for a Service, need not. */
export const actionQuestions = (ingress: Ingress): FactsNeeded =>
  [...actionNames(ingress)].flatMap((name) => {
    const action = settleFamily(families.actions, ingress, name)
    if (action._tag === 'Left' || O.isNone(action.right) || action.right.value.value.type !== 'forward') return []
    return action.right.value.value.targetGroups.flatMap((tuple) =>
      'targetGroupName' in tuple ? [question('targetGroupNamed', tuple.targetGroupName)] : []
    )
  })

/** A backend of a rule, or of a listener by default, and where it stands. */
export interface Place {
  readonly member: ConfiguredMember
  readonly backend: IngressBackend
  readonly at: At
}

const missingService = (context: Context, { member }: Place, name: string, at: At, because: string): Checked<never> =>
  refuse(
    diagnostic(
      'service/missing',
      at,
      `${nameOf(at.object)}: there is no Service ${keyOfObject({ namespace: member.ingress.namespace, name })}${because}.`,
      context.install.tolerateNonExistentBackendService
        ? 'Create the Service, or take it out of the action.'
        : 'Create the Service, or switch --tolerate-non-existent-backend-service on to answer 503 until it is there.'
    )
  )

const serviceOf = (context: Context, { member }: Place, name: string) =>
  context.group.services.get(keyOfObject({ namespace: member.ingress.namespace, name }))

/** The whole action is a 503 while the only Service behind it is missing. */
const isToleratedGap = (context: Context, place: Place, tuples: ReadonlyArray<TargetGroupTuple>): boolean => {
  const [only] = tuples
  return (
    context.install.tolerateNonExistentBackendService &&
    tuples.length === 1 &&
    only !== undefined &&
    'serviceName' in only &&
    serviceOf(context, place, only.serviceName) === undefined
  )
}

const receiver = (
  context: Context,
  targetGroups: TargetGroups,
  place: Place,
  tuple: TargetGroupTuple,
  at: At,
  among: number
): Checked<Arn> => {
  if ('targetGroupARN' in tuple) return ok(tuple.targetGroupARN)
  if ('targetGroupName' in tuple) {
    const name = tuple.targetGroupName
    const unknown = diagnostic(
      'target-group/unknown',
      at,
      `${nameOf(at.object)}: the account has no target group ${JSON.stringify(name)}.`,
      'Check the name, or give the ARN of the target group.'
    )
    return pipe(
      ask(context, question('targetGroupNamed', name), at),
      andThen((arn): Checked<Arn> => (O.isSome(arn) ? ok(arn.value) : refuse(unknown)))
    )
  }
  const service = serviceOf(context, place, tuple.serviceName)
  if (service === undefined)
    return missingService(
      context,
      place,
      tuple.serviceName,
      at,
      among > 1 ? `, one of ${among} that share its requests by weight` : ''
    )
  return targetGroups.of(place.member, service, tuple.servicePort, at)
}

const forward = (
  context: Context,
  targetGroups: TargetGroups,
  place: Place,
  action: Extract<AnnotatedAction, { readonly type: 'forward' }>,
  at: At
): Checked<Action> => {
  if (isToleratedGap(context, place, action.targetGroups)) return ok(unavailable('Backend service does not exist'))
  return pipe(
    each(action.targetGroups, (tuple) =>
      pipe(
        receiver(context, targetGroups, place, tuple, at, action.targetGroups.length),
        map(
          (targetGroup): WeightedTargetGroup => ({
            targetGroup,
            ...(tuple.weight === undefined ? {} : { weight: tuple.weight })
          })
        )
      )
    ),
    map(
      (weighted): Action => ({
        type: 'forward',
        targetGroups: weighted,
        ...(action.stickiness === undefined ? {} : { stickiness: action.stickiness })
      })
    )
  )
}

const annotatedAction = (context: Context, targetGroups: TargetGroups, place: Place, name: string): Checked<Action> => {
  const { ingress } = place.member
  const object = refToObject('Ingress', ingress)
  const at = annotationAt(object, families.actions.fullKey(name))
  return pipe(
    settleFamily(families.actions, ingress, name),
    andThen((setting): Checked<Action> => {
      if (O.isSome(setting)) {
        const action = setting.value.value
        return action.type === 'forward' ? forward(context, targetGroups, place, action, at) : ok(action)
      }
      if (context.install.tolerateNonExistentBackendAction) return ok(unavailable('Backend action does not exist'))
      return refuse(
        diagnostic(
          'action/missing',
          place.at,
          `${nameOf(object)}: backend ${name} says use-annotation, but there is no annotation ${families.actions.fullKey(name)}.`,
          'Add the annotation, or name a port of a Service.'
        )
      )
    })
  )
}

const resourceBackend = ({ backend, at }: Place): Checked<never> => {
  const what = 'resource' in backend ? `${backend.resource.kind} ${backend.resource.name}` : 'no Service'
  return refuse(
    diagnostic(
      'backend/resource',
      at,
      `${nameOf(at.object)}: the backend names ${what}; an Application Load Balancer can only forward to a Service.`,
      'Name a Service with a port, or an action with port name use-annotation.'
    )
  )
}

/** What is done with the requests of a backend. */
export const backendActions = (
  context: Context,
  targetGroups: TargetGroups,
  place: Place
): Checked<ReadonlyArray<Action>> => {
  const { backend } = place
  if (!('service' in backend)) return resourceBackend(place)
  const { name, port } = backend.service
  const action =
    port === useAnnotation
      ? annotatedAction(context, targetGroups, place, name)
      : forward(
          context,
          targetGroups,
          place,
          { type: 'forward', targetGroups: [{ serviceName: name, servicePort: port }] },
          place.at
        )
  return map((one: Action) => [one])(action)
}
