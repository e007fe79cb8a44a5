import { isTaggedAs, type Scope, stackTag, tagSets } from '@alb-ingress/core'

/**
 * Whether a resource with these tags is asked for: it is the cluster's, and of one of the stacks where only some are. What says no stack, as
 * what all share and what former controllers made, is always told.
 */
export const isAskedIn = ({ clusterName, stacks }: Scope): ((tags: Readonly<Record<string, string>>) => boolean) => {
  const sets = tagSets(clusterName)
  return (tags) => {
    const stack = tags[stackTag]
    return isTaggedAs(tags, sets) && (stacks === undefined || stack === undefined || stacks.has(stack))
  }
}
