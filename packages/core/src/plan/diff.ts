import { keyOf, type StackId } from '../resources/ref.js'
import { byKey, type ObservedResource, type ObservedState, type Resource } from '../resources/stack.js'
import { byText } from '../support/canonical.js'
import { listsBy } from '../support/lists-by.js'
import { asReferred, referred } from './as-referred.js'
import { changesOf } from './changes.js'
import type { DesiredState, StackGoal } from './desired.js'
import { createStep } from './make-step.js'
import type { ObservedRule, Rule } from './match-rules.js'
import { byListener, planRules } from './rules.js'
import { salted, type TakenNames, takenNames } from './salt.js'
import { type Created, settle } from './settle.js'
import type { Step } from './step.js'
import { leavingSteps, surplusSteps } from './surplus.js'
import { type TagChange, tagChanges, tagSteps, withoutForeignTags } from './tags.js'
import { finalizerSteps, publishSteps, releaseSteps, releasesOfFrozen } from './write-steps.js'

type Wanted = Extract<StackGoal, { goal: 'wanted' }>

/** What is decided for all wanted stacks together: they may refer to each other's resources. */
interface Decided {
  readonly created: Created
  /** What resources of the wanted stacks name by ARN or id, as AWS calls it: AWS would not let it go. */
  readonly named: ReadonlySet<string>
  /** Of all stacks: a name that another stack holds would be waited for, and its holder may wait for us. */
  readonly taken: TakenNames
  readonly foreignTags: DesiredState['foreignTags']
}

/** Resources that stay, as they shall be and as they are, and the steps between. */
interface Walked {
  readonly steps: ReadonlyArray<Step>
  readonly pairs: ReadonlyArray<readonly [Resource, ObservedResource]>
}

const current = (observed: ReadonlyArray<ObservedResource>): ReadonlyMap<string, ObservedResource> =>
  byKey(observed.filter(({ superseded }) => superseded === undefined))

/** All kinds but rules: what is to be created, and what changes in place. */
const walkResources = (
  desired: ReadonlyArray<Resource>,
  holders: ReadonlyMap<string, ObservedResource>,
  { created, taken }: Decided
): Walked => {
  const steps: Array<Step> = []
  const pairs: Array<readonly [Resource, ObservedResource]> = []
  for (const resource of desired) {
    if (resource.kind === 'ListenerRule') continue
    const there = holders.get(keyOf(resource))
    if (there === undefined)
      steps.push(createStep(salted(resource, taken), [created.get(keyOf(resource)) ?? { because: 'absent' }]))
    else pairs.push([resource, there])
    steps.push(...changesOf(resource, there, created))
  }
  return { steps, pairs }
}

const isRule = (resource: Resource): resource is Rule => resource.kind === 'ListenerRule'
const isObservedRule = (resource: ObservedResource): resource is ObservedRule => resource.kind === 'ListenerRule'

/** The rules of each desired listener; those of other listeners are surplus, or go with theirs. */
const walkRules = (
  desired: ReadonlyArray<Resource>,
  observed: ReadonlyArray<ObservedResource>,
  holders: ReadonlyMap<string, ObservedResource>,
  { created }: Decided
): Walked => {
  const wanted = byListener(desired.filter(isRule))
  const present = byListener(observed.filter(isObservedRule))
  const steps: Array<Step> = []
  const pairs: Array<readonly [Resource, ObservedResource]> = []
  for (const [key, rules] of wanted) {
    const listener = rules[0]?.spec.listener
    if (listener === undefined || typeof listener === 'string') continue
    const plan = planRules(listener, holders.get(key)?.physicalId, rules, present.get(key) ?? [], created)
    steps.push(...plan.steps)
    for (const { rule, there } of plan.pairs) pairs.push([rule, there])
  }
  return { steps, pairs }
}

const stepsOfWanted = (
  { stack, claims, publishes, releases }: Wanted,
  desired: ReadonlyArray<Resource>,
  observed: ReadonlyArray<ObservedResource>,
  decided: Decided
): ReadonlyArray<Step> => {
  const holders = current(observed)
  const walked = [walkResources(desired, holders, decided), walkRules(desired, observed, holders, decided)]
  const pairs = walked.flatMap((part) => part.pairs)
  const staying = new Set(pairs.map(([, there]) => there.physicalId))
  const retagged = pairs.flatMap(
    ([resource, there]): ReadonlyArray<TagChange> => tagChanges(resource, there, decided.foreignTags)
  )
  return [
    ...finalizerSteps(stack.id, claims),
    ...walked.flatMap((part) => part.steps),
    ...tagSteps(stack.id, retagged),
    ...publishSteps(stack.id, publishes, holders, decided.created),
    ...surplusSteps(
      observed.filter(({ physicalId }) => !staying.has(physicalId) && !decided.named.has(physicalId)),
      decided.created
    ),
    ...releaseSteps(stack.id, releases, observed)
  ]
}

/**
 * The steps from what is to what should be, for the stacks that `desired` names and for no others: a stack that nobody names is
 * in no step. Only declared fields are compared; how a field changes is what its declaration says. The steps are not yet in order.
 */
export const diff = (desired: DesiredState, observed: ObservedState): ReadonlyArray<Step> => {
  const goals = [...desired.stacks].sort(([a], [b]) => byText(a, b))
  const resources = new Map<StackId, ReadonlyArray<Resource>>()
  for (const [id, goal] of goals) {
    if (goal.goal !== 'wanted') continue
    resources.set(
      id,
      goal.stack.resources.map((resource) => withoutForeignTags(resource, desired.foreignTags))
    )
  }
  const there = [...resources.keys()].flatMap((id) => observed.stacks.get(id)?.resources ?? [])
  const settled = settle([...resources.values()].flat(), there)
  const present = listsBy(settled.observed, ({ stack }) => stack)
  const others = [...observed.stacks].flatMap(([id, { resources: own }]) => (resources.has(id) ? [] : own))
  const everything = [...settled.observed, ...others]
  const refs = referred(everything)
  const named = new Set<string>()
  for (const [id, own] of resources)
    resources.set(
      id,
      own.map((resource) => asReferred(resource, refs, named))
    )
  const { foreignTags } = desired
  const decided: Decided = { created: settled.created, named, taken: takenNames(everything), foreignTags }
  const stepsOf = (id: StackId, goal: StackGoal): ReadonlyArray<Step> => {
    const own = observed.stacks.get(id)?.resources ?? []
    switch (goal.goal) {
      case 'wanted':
        return stepsOfWanted(goal, resources.get(id) ?? [], present.get(id) ?? [], decided)
      case 'leaving':
        return [...leavingSteps(own), ...releaseSteps(id, goal.releases, own)]
      case 'frozen':
        return releasesOfFrozen(id, goal.releases, own)
    }
  }
  return goals.flatMap(([id, goal]) => stepsOf(id, goal))
}
