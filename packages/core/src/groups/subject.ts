import { nameOf } from '../checked/diagnostic.js'
import { E, O } from '../prelude.js'
import { nearest } from '../support/nearest.js'
import { quoted } from '../support/wording.js'
import { invalid, unmanaged } from './census.js'
import type { Cluster } from './cluster.js'
import type { GroupId } from './group.js'
import { groupIds } from './group-of.js'
import { groupsOf } from './standing.js'

const whyNone = (cluster: Cluster, subject: string): string => {
  const left = unmanaged(cluster).find(({ ingress }) => ingress === subject)
  if (left !== undefined) return `Ingress ${subject} is not served, as ${left.because}.`
  const wrong = invalid(cluster).find(({ object }) => nameOf(object) === `Ingress ${subject}`)
  return (wrong?.problems ?? []).map(({ message, hint }) => `${message} ${hint}`).join(' ')
}

const unknown = (cluster: Cluster, subject: string): string => {
  const meant = nearest(subject, [...groupIds(cluster), ...cluster.placed.keys()])
  const advice = O.isSome(meant) ? `Did you mean ${meant.value}?` : 'alb-ingress model lists them.'
  return `${quoted(subject)} is no group and no Ingress (namespace/name). ${advice}`
}

/** The groups that a name means, be it that of a group or of an Ingress in one or more; or why it means none. */
export const groupsOfSubject = (cluster: Cluster, subject: string): E.Either<string, ReadonlySet<GroupId>> => {
  if (groupIds(cluster).includes(subject)) return E.right(new Set([subject]))
  const placed = cluster.placed.get(subject)
  if (placed === undefined) return E.left(unknown(cluster, subject))
  const groups = groupsOf(placed)
  return groups.length === 0 ? E.left(whyNone(cluster, subject)) : E.right(new Set(groups))
}
