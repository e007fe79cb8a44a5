import { aboutKind } from '../resources/kinds.js'
import { keyOf, type Output, type ResourceName } from '../resources/ref.js'
import type { ObservedState, Reported } from '../resources/stack.js'
import { asPlanned } from './as-planned.js'
import { footprintOf } from './footprint.js'
import type { Plan } from './step.js'

/** What is known of resources by key and output. */
export type KnownOutputs = ReadonlyMap<string, string>

/** Under which key an output of a resource is known. */
export const outputKey = (name: ResourceName, output: Output): string => `${keyOf(name)} ${output}`

/** The outputs of a resource, as its observation or the outcome of its creation tells them. */
export const outputsOf = (
  name: ResourceName,
  told: { readonly physicalId?: string; readonly reported?: Reported }
): ReadonlyArray<readonly [string, string]> => {
  const found: Array<readonly [string, string]> = []
  if (told.physicalId !== undefined) found.push([outputKey(name, aboutKind(name.kind).identifiedBy), told.physicalId])
  if (told.reported?.dnsName !== undefined) found.push([outputKey(name, 'dnsName'), told.reported.dnsName])
  return found
}

/** What is known before the first step, under the names of the plan: what it creates anew is not known, whatever it replaces. */
export const knownBefore = (plan: Plan, observed: ObservedState): KnownOutputs =>
  new Map(asPlanned(plan.steps.map(footprintOf), observed).flatMap((resource) => outputsOf(resource, resource)))
