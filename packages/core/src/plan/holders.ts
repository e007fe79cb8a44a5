import { keyOf, type Ref, type ResourceName } from '../resources/ref.js'
import { byText } from '../support/canonical.js'
import { listsBy } from '../support/lists-by.js'

/** Something that claims a logical name. */
export interface Claim {
  readonly name: ResourceName
  readonly physicalId: string
}

/** How often something is named: whoever is named more carries the traffic. */
export const countUses = (uses: Map<string, number>, arns: ReadonlyArray<string | Ref>, weight: number): void => {
  for (const arn of arns) if (typeof arn === 'string' && uses.has(arn)) uses.set(arn, weight + (uses.get(arn) ?? 0))
}

/**
 * Gives each claim its name. Of several that claim one name, as after a crash, the one that more others refer to is current, then the one
 * with the lower physical id; the others are superseded, numbered in that order.
 */
export const settleClaims = (
  claims: ReadonlyArray<Claim>,
  rank: (claim: Claim) => number
): ReadonlyMap<string, ResourceName> => {
  const names = new Map<string, ResourceName>()
  for (const group of listsBy(claims, ({ name }) => keyOf(name)).values()) {
    const ranked = group.sort((a, b) => rank(a) - rank(b) || byText(a.physicalId, b.physicalId))
    for (const [i, { name, physicalId }] of ranked.entries()) {
      names.set(physicalId, i === 0 ? name : { ...name, superseded: i })
    }
  }
  return names
}
