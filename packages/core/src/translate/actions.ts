import { families } from '../annotations/registry.js'
import { settleFamily } from '../annotations/settle.js'
import { all, andThen, type Checked, map, ok } from '../checked/checked.js'
import type { Diagnostic } from '../checked/diagnostic.js'
import { type FactsNeeded, question } from '../facts/facts.js'
import type { Ingress } from '../kubernetes/ingress.js'
import { O, pipe } from '../prelude.js'
import type { Action } from '../resources/action.js'
import { guardsOf } from './authentication.js'
import { actionNames, type Place, soleService, wishOf } from './backends.js'
import type { Context } from './context.js'
import { forward } from './forward.js'
import type { TargetGroups } from './target-groups.js'

/** Target groups that actions name must be looked up; those given by ARN, or made for a Service, need not. */
export const actionQuestions = (ingress: Ingress): FactsNeeded =>
  [...actionNames(ingress)].flatMap((name) => {
    const action = settleFamily(families.actions, ingress, name)
    if (action._tag === 'Left' || O.isNone(action.right) || action.right.value.value.type !== 'forward') return []
    return action.right.value.value.targetGroups.flatMap((tuple) =>
      'targetGroupName' in tuple ? [question('targetGroupNamed', tuple.targetGroupName)] : []
    )
  })

/** What is done with the requests of a backend. */
export interface BackendActions {
  readonly actions: ReadonlyArray<Action>
  /** Warnings about what stands open to everybody. They count where the actions are used. */
  readonly open: ReadonlyArray<Diagnostic>
}

/** What is done with the requests of a backend: first the log-in or the check of tokens that stands before it, then its own action. */
export const backendActions = (context: Context, targetGroups: TargetGroups, place: Place): Checked<BackendActions> =>
  pipe(
    wishOf(context, place),
    andThen(({ action, at }) =>
      all({
        action: action.type === 'forward' ? forward(context, targetGroups, place, action, at) : ok(action),
        before: guardsOf(context, place, action, soleService(context, place, action))
      })
    ),
    map(({ action, before }) => ({ actions: [...before.guards, action], open: before.open }))
  )
