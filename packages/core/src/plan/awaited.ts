import { fieldsOf } from '../resources/kinds.js'
import type { ObservedState } from '../resources/stack.js'
import { type Footprint, footprintOf, handleOf } from './footprint.js'
import type { Step } from './step.js'

/** Whether AWS takes the step only once its resource is active, some minutes after it was made. Nothing else waits for such a step. */
export const awaitsActive = ({ does, subjects, fields }: Footprint): boolean => {
  const [subject] = subjects
  if (does !== 'modify' || subject === undefined) return false
  return fieldsOf(subject.kind).some(([name, { whenActive }]) => whenActive && fields.includes(name))
}

/** What AWS is still making, by its handle. */
export const stillProvisioning = ({ stacks }: ObservedState): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const { resources } of stacks.values())
    for (const { physicalId, reported } of resources) if (reported.state === 'provisioning') found.add(physicalId)
  return found
}

/** Whether a step comes too early, while AWS is still making what it changes. */
export const comesTooEarly = (step: Step, provisioning: ReadonlySet<string>): boolean => {
  const footprint = footprintOf(step)
  return awaitsActive(footprint) && footprint.subjects.some((subject) => provisioning.has(handleOf(subject)))
}
