import { t } from '../prelude.js'
import { canonical } from '../support/canonical.js'
import { Arn, keyOf } from './ref.js'

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

/** What a listener does with a request, in the order in which it does it. The last one answers or forwards. */
export const Action = t.union([Forward, Redirect, FixedResponse])
export type Action = t.TypeOf<typeof Action>

export const Actions: t.Type<ReadonlyArray<Action>, unknown> = t.readonlyArray(Action)

const arnText = (arn: Arn): string => (typeof arn === 'string' ? arn : keyOf(arn))

// With one target group its weight says nothing; stickiness that nobody declares is left as it is.
const comparableForward = (action: Forward, withStickiness: boolean): unknown => ({
  type: action.type,
  targetGroups: action.targetGroups
    .map(({ targetGroup, weight }) => ({
      targetGroup: arnText(targetGroup),
      weight: action.targetGroups.length === 1 ? undefined : weight
    }))
    .sort((a, b) => (a.targetGroup < b.targetGroup ? -1 : 1)),
  // AWS may drop the duration of stickiness that is switched off, so it is not compared.
  stickiness: withStickiness && action.stickiness?.enabled === true ? action.stickiness : undefined
})

const comparable = (action: Action, withStickiness: boolean): unknown => {
  switch (action.type) {
    case 'forward':
      return comparableForward(action, withStickiness)
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
  }
}

/** Text that is equal for actions that may be the same: all but stickiness, which counts only where it is declared. */
export const actionsKey = (actions: ReadonlyArray<Action>): string =>
  canonical(actions.map((action) => comparable(action, false)))

/** Whether AWS already does what is desired: values that AWS fills in, or that say nothing, make no difference. */
export const sameActions = (desired: ReadonlyArray<Action>, observed: ReadonlyArray<Action>): boolean =>
  desired.length === observed.length &&
  desired.every((action, i) => {
    const other = observed[i]
    if (other === undefined) return false
    const withStickiness = action.type === 'forward' && action.stickiness !== undefined
    return canonical(comparable(action, withStickiness)) === canonical(comparable(other, withStickiness))
  })
