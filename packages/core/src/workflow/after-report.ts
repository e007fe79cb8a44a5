import type { Fault } from '../facts/fault.js'
import { predict } from '../plan/predict.js'
import type { Plan, Step } from '../plan/step.js'
import { newPhysicalId } from '../plan/world.js'
import type { Outcome } from '../ports/aws.js'
import type { StackId } from '../resources/ref.js'
import type { ObservedResource, ObservedState } from '../resources/stack.js'
import type { Report } from './carry-out.js'
import { doubt, type Knowledge, noteStack, notesOf } from './knowledge.js'

/** What a pass saw, planned and did. */
export interface CarriedOut {
  readonly outlook: { readonly observed: ObservedState }
  readonly plan: Plan
  readonly report: Report
}

/** AWS declined the call, and has what it had; of other faults nobody knows what came of the call, or what was there before it. */
const leavesAllAsItWas = ({ kind }: Fault): boolean =>
  kind === 'throttled' || kind === 'denied' || kind === 'limit' || kind === 'invalid'

/** Stacks of which the report does not tell what AWS has now. */
const doubtful = ({ plan, report }: CarriedOut): ReadonlySet<StackId> => {
  const found = new Set<StackId>()
  for (const { step, fault } of report.failed) if (step.on === 'aws' && !leavesAllAsItWas(fault)) found.add(step.stack)
  // They wait until AWS has finished something, which only a look can tell.
  const postponed = new Set(report.postponed)
  for (const { id, stack } of plan.steps) if (postponed.has(id)) found.add(stack)
  return found
}

type Born = ReadonlyMap<string, Outcome>

/** By the name that a prediction gives to what is new: what AWS said when it was made. */
const bornIn = (steps: ReadonlyArray<Step>, { outcomes }: Report): Born => {
  const born = new Map<string, Outcome>()
  for (const { id, ...step } of steps) {
    if (step.on !== 'aws' || step.call.do !== 'create') continue
    born.set(newPhysicalId(step.call.subject), outcomes.get(id) ?? {})
  }
  return born
}

const asBorn = (resource: ObservedResource, born: Born): ObservedResource => {
  const outcome = born.get(resource.physicalId)
  if (outcome === undefined) return resource
  const { physicalId = resource.physicalId, reported = {} } = outcome
  return { ...resource, physicalId, reported: { ...resource.reported, ...reported } }
}

/** AWS shows which load balancer is a target, and not which of its listeners had to be there first. */
const asShown = (resource: ObservedResource): ObservedResource => {
  if (resource.kind !== 'TargetGroup' || resource.spec.targets === undefined) return resource
  const targets = resource.spec.targets.map(({ loadBalancer, port }) => ({ loadBalancer, port }))
  return { ...resource, spec: { ...resource.spec, targets } }
}

/**
 * What is known once a plan was carried out, whole or in part: what the steps that are done make of what was observed. Nothing that was observed
 * meanwhile outranks it. Stacks of which nobody knows how a step ended are observed again before they count.
 */
export const afterReport = (knowledge: Knowledge, carriedOut: CarriedOut): Knowledge => {
  const { outlook, plan, report } = carriedOut
  const done = new Set(report.done)
  const steps = plan.steps.filter(({ id }) => done.has(id))
  // Of other stacks somebody else may have learnt more meanwhile.
  const changed = new Set(steps.filter(({ on }) => on === 'aws').map(({ stack }) => stack))
  const born = bornIn(steps, report)
  const doubts = doubtful(carriedOut)
  const { stacks: predicted } = predict({ ...plan, steps }, outlook.observed)
  for (const id of changed) {
    const resources = (predicted.get(id)?.resources ?? []).map((resource) => asShown(asBorn(resource, born)))
    const isUnnamed = resources.some(({ physicalId }) => born.has(physicalId))
    noteStack(notesOf(knowledge), id, resources, isUnnamed)
  }
  return doubt(knowledge, doubts)
}
