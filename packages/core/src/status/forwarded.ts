import type { Action } from '../resources/action.js'
import { type Arn, isRef } from '../resources/ref.js'
import { currentOf, type ObservedStack, observedOf } from '../resources/stack.js'

/** The target groups that actions forward to. */
export const forwardedTo = (actions: ReadonlyArray<Action>): ReadonlyArray<Arn> =>
  actions.flatMap((action) =>
    action.type === 'forward' ? action.targetGroups.map(({ targetGroup }) => targetGroup) : []
  )

/** The ARN that a reference stands for; `undefined` where AWS has no such resource. */
export const arnIn = (stack: ObservedStack, arn: Arn): string | undefined =>
  isRef(arn) ? currentOf(stack, arn.kind, arn.id)?.physicalId : arn

/** The ARNs of all target groups that get requests of a stack, each once. */
export const targetGroupsOf = (stack: ObservedStack): ReadonlyArray<string> => {
  const actions = [
    ...observedOf(stack, 'Listener').map(({ spec }) => spec.defaultActions ?? []),
    ...observedOf(stack, 'ListenerRule').map(({ spec }) => spec.actions ?? [])
  ]
  return [...new Set(actions.flatMap(forwardedTo).flatMap((arn) => arnIn(stack, arn) ?? []))]
}
