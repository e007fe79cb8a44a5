import { actionsKey, sameActions } from '../resources/action.js'
import { conditionsKey, sameConditions } from '../resources/condition.js'
import type { ObservedResource, Resource } from '../resources/stack.js'
import { sameTransforms, transformsKey } from '../resources/transform.js'
import { listsBy } from '../support/lists-by.js'
import { type Created, refersTo } from './settle.js'

export type Rule = Resource<'ListenerRule'>
export type ObservedRule = ObservedResource<'ListenerRule'>

const contentKey = ({ actions = [], conditions = [], transforms = [] }: ObservedRule['spec']): string =>
  `${actionsKey(actions)} ${conditionsKey(conditions)} ${transformsKey(transforms)}`

const sameContent = (
  { spec }: Rule,
  { spec: { actions = [], conditions = [], transforms = [] } }: ObservedRule
): boolean =>
  sameActions(spec.actions, actions) &&
  sameConditions(spec.conditions, conditions) &&
  sameTransforms(spec.transforms ?? [], transforms)

/**
 * By place of the desired rules: the rule of AWS that has their content already, whatever its number. Equal rules are matched in
 * order. A rule that refers to something created by this plan has no match: what AWS has under that name is another thing.
 */
export const matchRules = (
  desired: ReadonlyArray<Rule>,
  observed: ReadonlyArray<ObservedRule>,
  created: Created
): ReadonlyArray<ObservedRule | undefined> => {
  const byContent = listsBy(observed, ({ spec }) => contentKey(spec))
  return desired.map((rule) => {
    const candidates = byContent.get(contentKey(rule.spec)) ?? []
    const at = refersTo(rule.spec, created) ? -1 : candidates.findIndex((candidate) => sameContent(rule, candidate))
    return at < 0 ? undefined : candidates.splice(at, 1)[0]
  })
}
