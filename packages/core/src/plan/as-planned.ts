import { keyOf, type ResourceName } from '../resources/ref.js'
import type { ObservedResource, ObservedState } from '../resources/stack.js'
import { type Footprint, handleOf } from './footprint.js'
import { renamed, withNumber } from './set-aside.js'

/** The lowest number that nothing of this name has. */
const freeNumber = (name: ResourceName, isTaken: (key: string) => boolean): number => {
  let number = 1
  while (isTaken(keyOf(withNumber(name, number)))) number++
  return number
}

/**
 * What is there, under the names that the plan gives it. A plan names what it replaces by a number, and what it takes on in its place
 * by the plain name; its steps tell, as each says what AWS calls the resource that it changes.
 */
export const asPlanned = (
  footprints: ReadonlyArray<Footprint>,
  observed: ObservedState
): ReadonlyArray<ObservedResource> => {
  const resources = [...observed.stacks.values()].flatMap((stack) => stack.resources)
  const byPhysicalId = new Map(resources.map((resource) => [resource.physicalId, resource]))
  const byName = new Map(resources.map((resource) => [keyOf(resource), resource]))
  const numbers = new Map<string, number | undefined>()
  const created: Array<ResourceName> = []
  for (const { does, subjects } of footprints) {
    for (const subject of subjects) {
      if (subject.kind === 'ListenerRule') continue
      if (does === 'create') created.push(subject)
      const there = byPhysicalId.get(handleOf(subject))
      if (there !== undefined && keyOf(there) !== keyOf(subject)) numbers.set(keyOf(there), subject.superseded)
    }
  }
  for (const [key, number] of [...numbers]) {
    const there = byName.get(key)
    const displaced = there === undefined ? undefined : keyOf(withNumber(there, number))
    if (there !== undefined && displaced !== undefined && byName.has(displaced) && !numbers.has(displaced)) {
      numbers.set(displaced, there.superseded)
    }
  }
  for (const name of created) {
    const key = keyOf(name)
    if (byName.has(key) && !numbers.has(key))
      numbers.set(
        key,
        freeNumber(name, (taken) => byName.has(taken))
      )
  }
  return renamed(resources, numbers)
}
