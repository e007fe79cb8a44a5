import { assumedFacts } from '../../src/assume/answers.js'
import { assumeObjects } from '../../src/assume/objects.js'
import { valueIn } from '../../src/checked/checked.js'
import { writtenOf } from '../../src/kubernetes/written.js'
import type { StackGoal } from '../../src/plan/desired.js'
import { diff } from '../../src/plan/diff.js'
import { foreignTags } from '../../src/plan/foreign-tags.js'
import { order } from '../../src/plan/order.js'
import type { Plan } from '../../src/plan/step.js'
import { O, TH } from '../../src/prelude.js'
import type { Graph, GraphedGroup, GraphKind } from '../../src/render/graph.js'
import { keyOf } from '../../src/resources/ref.js'
import type { ObservedResource, ObservedState, Stack } from '../../src/resources/stack.js'
import { translate } from '../../src/translate/translate.js'
import { groupsIn, install } from '../assume/lone.js'

/** The groups of some Ingresses, in a world in which nothing is missing. */
export const groupsOf = (...ingresses: ReadonlyArray<unknown>): ReadonlyArray<GraphedGroup> =>
  groupsIn(assumeObjects(install, ingresses.map(writtenOf)).objects).map((configured): GraphedGroup => {
    const { group } = configured
    const stack = translate(assumedFacts(install, configured), O.none)(configured)
    return {
      id: group.id,
      members: group.members.map(({ ingress }) => `${ingress.namespace}/${ingress.name}`),
      leaving: [],
      state: stack._tag === 'Left' ? 'frozen' : 'wanted',
      stack,
      prospect: { group: TH.right(group) }
    }
  })

const stacksIn = (groups: ReadonlyArray<GraphedGroup>): ReadonlyArray<Stack> =>
  groups.flatMap(({ stack }) => valueIn(stack) ?? [])

/** The same, carried out. */
export const carriedOut = (groups: ReadonlyArray<GraphedGroup>): ObservedState => ({
  rulesPerLoadBalancer: 100,
  stacks: new Map(
    stacksIn(groups).map(({ id, resources }) => [
      id,
      {
        id,
        resources: resources.map(
          // Kind and spec stay those of one resource.
          (resource) => ({ ...resource, physicalId: `arn of ${keyOf(resource)}`, reported: {} }) as ObservedResource
        )
      }
    ])
  )
})

/** What leads from one to the other; groups that are `gone` are to leave. */
export const planFrom = (
  observed: ObservedState,
  groups: ReadonlyArray<GraphedGroup>,
  gone: ReadonlyArray<string> = []
): Plan => {
  const stacks = new Map<string, StackGoal>()
  for (const stack of stacksIn(groups))
    stacks.set(stack.id, { goal: 'wanted', stack, claims: [], publishes: [], releases: [] })
  for (const id of gone) stacks.set(id, { goal: 'leaving', releases: [] })
  const desired = { stacks, foreignTags: foreignTags('test', new Set()) }
  return order(diff(desired, observed), observed)
}

/** The nodes of some kinds, each on a line: what becomes of it, its place, its title and what is said of it. */
export const told = ({ nodes }: Graph, ...kinds: ReadonlyArray<GraphKind>): ReadonlyArray<string> =>
  nodes
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .map(({ kind, state, place, title, lines }) => {
      const what = [kind, place, title].filter((part) => part !== undefined).join(' ')
      return `${state === 'same' ? '' : `${state} `}${[what, ...lines].join(' | ')}`
    })
