import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import type { ConfiguredGroup } from '../groups/configure.js'
import type { Action } from '../resources/action.js'
import type { Stack } from '../resources/stack.js'
import { placeOf } from '../translate/context.js'

const divides = (actions: ReadonlyArray<Action>): boolean =>
  actions.some((action) => action.type === 'forward' && action.targetGroups.length > 1)

/** Without the gate WeightedTargetGroups requests go to one target group, so nothing that divides them can be carried out. */
export const switchedOffWeights = ({ install, group }: ConfiguredGroup, stack: Stack): ReadonlyArray<Diagnostic> => {
  if (install.gates.WeightedTargetGroups) return []
  return stack.resources.flatMap((resource) => {
    const actions =
      resource.kind === 'ListenerRule'
        ? resource.spec.actions
        : resource.kind === 'Listener'
          ? resource.spec.defaultActions
          : []
    if (!divides(actions)) return []
    return diagnostic(
      'action/weights',
      placeOf({ group }),
      `Requests of ${resource.kind === 'Listener' ? 'listener' : 'rule'} ${resource.id} are divided among several target groups, which feature gate WeightedTargetGroups switches off.`,
      'Switch the gate on, or forward to one target group.'
    )
  })
}
