import type { AnnotatedAction, TargetGroupTuple } from '../annotations/codecs/actions.js'
import { andThen, type Checked, each, map, ok, refuse } from '../checked/checked.js'
import { type At, diagnostic, nameOf } from '../checked/diagnostic.js'
import { question } from '../facts/facts.js'
import { keyOfObject } from '../kubernetes/object.js'
import { O, pipe } from '../prelude.js'
import type { Action, WeightedTargetGroup } from '../resources/action.js'
import type { Arn } from '../resources/ref.js'
import { quoted } from '../support/wording.js'
import { type Place, serviceOf, unavailable } from './backends.js'
import { ask, type Context } from './context.js'
import type { TargetGroups } from './target-groups.js'

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
      `${nameOf(at.object)}: the account has no target group ${quoted(name)}.`,
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

/** Forwards to the target groups that an action names. With a Service that does not exist alone, the answer is 503 instead. */
export const forward = (
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
