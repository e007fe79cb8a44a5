import { keyOf, type StackId } from '../resources/ref.js'
import type { ObservedResource, ObservedState } from '../resources/stack.js'
import { byText, canonical } from '../support/canonical.js'
import { sha256Hex } from '../support/sha256.js'

/** All of a resource that a plan is made from: what AWS merely reports of it comes and goes. */
const partOf = ({ reported: _, ...resource }: ObservedResource): unknown => resource

/**
 * A text that is equal where these stacks have the same in AWS, and different where anything differs that a plan for them depends on: SHA-256, in hexadecimal,
 * of their canonical observed state, without what AWS reports. Health is no part of it. A stack that is not there counts as an empty one.
 */
export const observedDigest = (observed: ObservedState, stacks: Iterable<StackId>): string =>
  sha256Hex(
    canonical(
      [...new Set(stacks)].sort(byText).map((id) => ({
        id,
        resources: [...(observed.stacks.get(id)?.resources ?? [])]
          .sort((a, b) => byText(keyOf(a), keyOf(b)) || byText(a.physicalId, b.physicalId))
          .map(partOf)
      }))
    )
  )
