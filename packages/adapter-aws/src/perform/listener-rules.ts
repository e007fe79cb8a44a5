import type { Transform } from '@alb-ingress/core'
import {
  CreateRuleCommand,
  DeleteRuleCommand,
  ModifyRuleCommand,
  type ModifyRuleInput,
  SetRulePrioritiesCommand
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { sentActions } from '../shapes/actions.js'
import { sentConditions } from '../shapes/conditions.js'
import { literal } from '../shapes/literal.js'
import { somePairs } from '../shapes/text-map.js'
import { sentTransforms } from '../shapes/transforms.js'
import { given } from '../shapes/understood.js'
import { type Handlers, through } from './through.js'

const elbv2 = through((clients) => clients.elbv2())

// To modify a rule without naming transforms leaves it those that it has.
const modifiedTransforms = (
  transforms: ReadonlyArray<Transform> | undefined
): Pick<ModifyRuleInput, 'Transforms' | 'ResetTransforms'> => {
  if (transforms === undefined) return {}
  return transforms.length === 0 ? { ResetTransforms: true } : { Transforms: sentTransforms(transforms) }
}

const someTransforms = (transforms: ReadonlyArray<Transform> = []) =>
  transforms.length === 0 ? undefined : sentTransforms(transforms)

/** What changes rules, but for their tags. */
export const handlers: Handlers = {
  CreateRule: elbv2.create('ListenerRule', async (client, spec) => {
    const { Rules } = await client.send(
      new CreateRuleCommand({
        ListenerArn: literal(spec.listener ?? ''),
        Priority: spec.priority,
        Conditions: sentConditions(spec.conditions ?? []),
        Actions: sentActions(spec.actions ?? []),
        Transforms: someTransforms(spec.transforms),
        Tags: somePairs(spec.tags)
      })
    )
    return given({ physicalId: Rules?.[0]?.RuleArn })
  }),
  ModifyRule: elbv2.modify('ListenerRule', (client, RuleArn, { conditions, actions, transforms }) =>
    client.send(
      new ModifyRuleCommand({
        RuleArn,
        Conditions: conditions === undefined ? undefined : sentConditions(conditions),
        Actions: actions === undefined ? undefined : sentActions(actions),
        ...modifiedTransforms(transforms)
      })
    )
  ),
  SetRulePriorities: elbv2.prioritise((client, rules) =>
    client.send(
      new SetRulePrioritiesCommand({
        RulePriorities: rules.map(({ rule, to }) => ({ RuleArn: rule.physicalId, Priority: to }))
      })
    )
  ),
  DeleteRule: elbv2.remove('ListenerRule', (client, RuleArn) => client.send(new DeleteRuleCommand({ RuleArn })))
}
