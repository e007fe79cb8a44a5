import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import type { FoundResource } from '../resources/found.js'
import { clusterTag, legacyClusterTag, resourceTag, sharedResourceTag, stackTag } from '../resources/ownership.js'
import type { StackId } from '../resources/ref.js'
import { sharedStack } from '../resources/stack.js'

/** Whose a resource is, as its tags say. */
export type Whose =
  | { readonly whose: 'ours'; readonly stack: StackId; readonly id: string }
  /** Its tags say our stack, but not which resource of it. */
  | { readonly whose: 'unclear' }
  | { readonly whose: 'foreign' }
  /** It has no tag that says whose it is, and may be of a generation before there were any. */
  | { readonly whose: 'unsaid' }

const foreign: Whose = { whose: 'foreign' }

/**
 * Reads ownership tags of either generation. What is tagged for another cluster, or for another product, is not ours, whatever else its tags
 * say: users there may write any others.
 */
export const whoseIs = (tags: FoundResource['tags'], clusterName: string): Whose => {
  const cluster = tags[clusterTag] ?? tags[legacyClusterTag]
  const isCurrent = tags[clusterTag] === clusterName
  const stack = tags[stackTag]
  if (cluster === undefined) return { whose: 'unsaid' }
  if (cluster !== clusterName) return foreign
  if (stack !== undefined) {
    const id = tags[resourceTag]
    return id === undefined ? { whose: 'unclear' } : { whose: 'ours', stack, id }
  }
  const id = isCurrent ? tags[sharedResourceTag] : undefined
  return id === undefined ? foreign : { whose: 'ours', stack: sharedStack, id }
}

/** A resource with the tags of a stack of ours, and without the one that says which of its resources it is: we leave it alone. */
export const unclear = ({ kind, physicalId, tags }: FoundResource): Diagnostic =>
  diagnostic(
    'resource/untagged',
    { object: { kind, name: physicalId }, path: ['tags', resourceTag] },
    `${physicalId} has the tags of stack ${tags[stackTag] ?? ''}, but no tag ${resourceTag}, so nobody knows which of its resources it is. It is left alone.`,
    `Give it the tag ${resourceTag} back, or delete it, or take its tag ${stackTag} away.`
  )
