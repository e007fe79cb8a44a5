import { clusterFrom } from '../../src/groups/apply-change.js'
import { invalid } from '../../src/groups/census.js'
import { type Installation, installation } from '../../src/install.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import { diff } from '../../src/plan/diff.js'
import { foreignTags } from '../../src/plan/foreign-tags.js'
import { order } from '../../src/plan/order.js'
import { predict } from '../../src/plan/predict.js'
import type { Plan } from '../../src/plan/step.js'
import type { ObservedState } from '../../src/resources/stack.js'
import { goalOf } from '../../src/workflow/goals.js'
import { decide, findingsOf, type GroupOutlook, prospects, questionsOf } from '../../src/workflow/outlook.js'
import { answersTo } from '../../testing/account-facts.js'
import type { Manifest } from '../../testing/manifests.js'

/** The way of manifests through the core, for tests about people who mean no good. */
export interface Seen {
  readonly groups: ReadonlyArray<GroupOutlook>
  readonly plan: Plan
  /** What the plan leads to. */
  readonly after: ObservedState
  readonly findings: ReturnType<typeof findingsOf>
}

export const install: Installation = installation({
  clusterName: 'demo',
  region: 'eu-central-1',
  accountId: '123456789012',
  vpcId: 'vpc-1'
})

export const nothingThere: ObservedState = { stacks: new Map(), rulesPerLoadBalancer: 100 }

/** What becomes of the manifests in the small account of the tests, which has `observed`. */
export const see = (
  manifests: ReadonlyArray<Manifest>,
  observed: ObservedState = nothingThere,
  on: Installation = install
): Seen => {
  const cluster = clusterFrom(on, manifests.map(decodeObject))
  const asked = prospects(cluster, on)
  const groups = asked.map(decide(answersTo(questionsOf(asked)), observed))
  const stacks = new Map(groups.map((group) => [group.id, goalOf(on)(group)]))
  const foreign = foreignTags(on.clusterName, on.externalManagedTags)
  const plan = order(diff({ stacks, foreignTags: foreign }, observed), observed)
  const findings = [...invalid(cluster).flatMap(({ problems }) => problems), ...findingsOf(groups)]
  return { groups, plan, after: predict(plan, observed), findings }
}
