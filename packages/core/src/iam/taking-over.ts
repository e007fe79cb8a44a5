import type { TagSet } from '../resources/former-tags.js'
import { clusterTag } from '../resources/ownership.js'
import { tagSets } from '../resources/tag-sets.js'
import { deleteAction, tagActions } from './actions.js'
import { anyone, type Conditions, type Statement, statement } from './statement.js'

const kinds = ['LoadBalancer', 'TargetGroup', 'SecurityGroup'] as const

/** That a resource has all tags of a set. */
const hasTags = (set: TagSet): Conditions => {
  const keyOf = (key: string): string => `aws:ResourceTag/${key}`
  const entries = Object.entries(set)
  const said = entries.flatMap(([key, values]) => (values.length > 0 ? [[keyOf(key), values] as const] : []))
  const there = entries.flatMap(([key, values]) => (values.length > 0 ? [] : [[keyOf(key), 'false'] as const]))
  return {
    ...(said.length === 0 ? {} : { StringEquals: Object.fromEntries(said) }),
    ...(there.length === 0 ? {} : { Null: Object.fromEntries(there) })
  }
}

/**
 * What of former controllers is found by other tags gets those of today first, and then is like all else; what nobody wants any more is deleted as it is.
 */
export const takingOver = (clusterName: string): ReadonlyArray<Statement> => {
  const actions = kinds.flatMap((kind) => [...tagActions(kind), deleteAction(kind)])
  const own: Conditions = { StringEqualsIfExists: { [`aws:RequestTag/${clusterTag}`]: clusterName } }
  return tagSets(clusterName)
    .filter((set) => set[clusterTag] === undefined)
    .flatMap((set, i) => statement(`TakeOver${i + 1}`, actions, [anyone], hasTags(set), own))
}
