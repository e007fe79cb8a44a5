import type { Kind } from '../kubernetes/kinds.js'
import { equal } from '../support/canonical.js'
import { asUsual, type Known } from './as-usual.js'
import type { Cluster } from './cluster.js'

/** What of an object tells nothing about groups: that it was written, and what it shows of its load balancer. */
const withoutStatus = (value: object): object => {
  const { resourceVersion: _, published: __, ...said } = { resourceVersion: '', published: [], ...value }
  return said
}

/** Whether an object says what it has said before, as after an update of its status alone. */
export const saysTheSame = (cluster: Cluster, kind: Kind, key: string, given: Known): boolean => {
  const before = cluster.objects[kind].get(key)
  const now = asUsual(given, cluster.annotationsPrefix)
  if (before === undefined || now === undefined || !('read' in now)) return false
  return equal(withoutStatus(before), withoutStatus(now.read.value))
}
