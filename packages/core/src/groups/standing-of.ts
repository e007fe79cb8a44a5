import type { Unreadable } from '../kubernetes/decode.js'
import type { Remains } from '../kubernetes/remains.js'
import { E } from '../prelude.js'
import { classify } from './classify.js'
import type { Cluster } from './cluster.js'
import { groupNamed } from './group-name.js'
import type { Standing } from './standing.js'

const unclear = (problems: Unreadable['problems'], claims?: string): Standing => ({ is: 'unclear', problems, claims })

/** Where a readable Ingress stands. What is being deleted is asked neither for its class nor for its group. */
export const standingOf = (cluster: Cluster, ingress: Remains): Standing => {
  if (ingress.deleting) return { is: 'deleting' }
  const decision = classify(cluster, ingress)
  if (decision.class === 'notOurs') return { is: 'unmanaged', because: decision.because }
  if (decision.class === 'invalid') return unclear([decision.problem])
  const group = groupNamed(ingress, decision.params)
  return E.isLeft(group)
    ? { is: 'nameless', problems: [group.left] }
    : { is: 'member', of: group.right, params: decision.params }
}

/** Where an Ingress stands that cannot be read: it claims the group that it would be in. */
export const standingOfUnreadable = (cluster: Cluster, { problems }: Unreadable, remains: Remains): Standing => {
  const standing = standingOf(cluster, remains)
  if (standing.is === 'deleting') return standing
  return unclear(problems, standing.is === 'member' ? standing.of : undefined)
}
