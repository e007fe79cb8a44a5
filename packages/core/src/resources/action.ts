import { t } from '../prelude.js'
import { canonical } from '../support/canonical.js'
import { isMasked } from '../support/redacted.js'
import { arnKey } from './fields.js'
import {
  AuthenticateCognito,
  AuthenticateOidc,
  comparableJwtValidation,
  comparableLogIn,
  type Guard,
  JwtValidation
} from './log-in.js'
import { Arn } from './ref.js'

const WeightedTargetGroup = t.readonly(t.intersection([t.type({ targetGroup: Arn }), t.partial({ weight: t.number })]))
export type WeightedTargetGroup = t.TypeOf<typeof WeightedTargetGroup>

const Stickiness = t.readonly(t.partial({ enabled: t.boolean, durationSeconds: t.number }))

const Forward = t.readonly(
  t.intersection([
    t.type({ type: t.literal('forward'), targetGroups: t.readonlyArray(WeightedTargetGroup) }),
    t.partial({ stickiness: Stickiness })
  ])
)
export type Forward = t.TypeOf<typeof Forward>

const Redirect = t.readonly(
  t.intersection([
    t.type({ type: t.literal('redirect'), statusCode: t.string }),
    t.partial({ host: t.string, path: t.string, port: t.string, protocol: t.string, query: t.string })
  ])
)
export type Redirect = t.TypeOf<typeof Redirect>

const FixedResponse = t.readonly(
  t.intersection([
    t.type({ type: t.literal('fixed-response'), statusCode: t.string }),
    t.partial({ contentType: t.string, messageBody: t.string })
  ])
)
export type FixedResponse = t.TypeOf<typeof FixedResponse>

/** What a listener does with a request, in the order in which it does it. The last one answers or forwards; those before let it pass, or not. */
export const Action = t.union([Forward, Redirect, FixedResponse, AuthenticateCognito, AuthenticateOidc, JwtValidation])
export type Action = t.TypeOf<typeof Action>

export const Actions: t.Type<ReadonlyArray<Action>, unknown> = t.readonlyArray(Action)

const answering: ReadonlySet<Action['type']> = new Set(['forward', 'redirect', 'fixed-response'])

/** The guards among actions, in their order. */
export const guardsIn = (actions: ReadonlyArray<Action>): ReadonlyArray<Guard> =>
  actions.filter((action): action is Guard => !answering.has(action.type))

/** What is compared only where both sides can tell. */
interface Compared {
  readonly stickiness: boolean
  readonly clientId: boolean
}

// With one target group its weight says nothing; stickiness that nobody declares is left as it is.
const comparableForward = (action: Forward, withStickiness: boolean): unknown => ({
  type: action.type,
  targetGroups: action.targetGroups
    .map(({ targetGroup, weight }) => ({
      targetGroup: arnKey(targetGroup),
      weight: action.targetGroups.length === 1 ? undefined : weight
    }))
    .sort((a, b) => (a.targetGroup < b.targetGroup ? -1 : 1)),
  // AWS may drop the duration of stickiness that is switched off, so it is not compared.
  stickiness: withStickiness && action.stickiness?.enabled === true ? action.stickiness : undefined
})

const comparable = (action: Action, compared: Compared): unknown => {
  switch (action.type) {
    case 'forward':
      return comparableForward(action, compared.stickiness)
    case 'redirect':
      return {
        host: '#{host}',
        path: '/#{path}',
        port: '#{port}',
        protocol: '#{protocol}',
        query: '#{query}',
        ...action
      }
    case 'fixed-response':
      return { ...action, messageBody: action.messageBody === '' ? undefined : action.messageBody }
    case 'authenticate-cognito':
    case 'authenticate-oidc':
      return comparableLogIn(action, compared.clientId)
    case 'jwt-validation':
      return comparableJwtValidation(action)
  }
}

const activeForward = ({ type, targetGroups, stickiness }: Forward): Forward => ({
  type,
  targetGroups: targetGroups.length === 1 ? targetGroups.map(({ targetGroup }) => ({ targetGroup })) : targetGroups,
  ...(stickiness?.enabled === true ? { stickiness } : {})
})

const withoutSecret = ({ clientSecret: _, ...shown }: AuthenticateOidc): Action => shown

/**
 * The actions without what says nothing: the weight of a lone target group, stickiness that is off, and a client secret, which AWS does not
 * show. For people to read.
 */
export const withoutIdle = (actions: ReadonlyArray<Action>): ReadonlyArray<Action> =>
  actions.map((action) => {
    if (action.type === 'forward') return activeForward(action)
    return action.type === 'authenticate-oidc' ? withoutSecret(action) : action
  })

/** Text that is equal for actions that may be the same: it leaves out what is compared only where both sides can tell. */
export const actionsKey = (actions: ReadonlyArray<Action>): string =>
  canonical(actions.map((action) => comparable(action, { stickiness: false, clientId: false })))

const tells = (action: Action): boolean => action.type === 'authenticate-oidc' && !isMasked(action.clientId)

const sameAction = (desired: Action, observed: Action): boolean => {
  const compared: Compared = {
    stickiness: desired.type === 'forward' && desired.stickiness !== undefined,
    clientId: tells(desired) && tells(observed)
  }
  return canonical(comparable(desired, compared)) === canonical(comparable(observed, compared))
}

/**
 * Whether AWS already does what is desired: values that AWS fills in, or that say nothing, make no difference. Nor does a client secret,
 * which AWS does not show.
 */
export const sameActions = (desired: ReadonlyArray<Action>, observed: ReadonlyArray<Action>): boolean =>
  desired.length === observed.length &&
  desired.every((action, i) => {
    const other = observed[i]
    return other !== undefined && sameAction(action, other)
  })
