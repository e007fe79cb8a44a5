import { formerTagSets, type TagSet } from './former-tags.js'
import { clusterTag, legacyClusterTag, sharedResourceTag, stackTag } from './ownership.js'

export type { TagSet } from './former-tags.js'

/**
 * Where to look for what may belong to a cluster: everything of ours has all tags of one of these sets, in whichever generation it was made. Also
 * filters for AWS's own lists, one call for each set.
 */
export const tagSets = (clusterName: string): ReadonlyArray<TagSet> => [
  { [clusterTag]: [clusterName], [stackTag]: [] },
  { [clusterTag]: [clusterName], [sharedResourceTag]: [] },
  { [legacyClusterTag]: [clusterName], [stackTag]: [] },
  ...formerTagSets(clusterName)
]

const hasAllOf = (tags: Readonly<Record<string, string>>, set: TagSet): boolean =>
  Object.entries(set).every(([key, values]) => {
    const value = tags[key]
    return value !== undefined && (values.length === 0 || values.includes(value))
  })

/** Whether a resource has all tags of one of the sets. */
export const isTaggedAs = (tags: Readonly<Record<string, string>>, sets: ReadonlyArray<TagSet>): boolean =>
  sets.some((set) => hasAllOf(tags, set))
