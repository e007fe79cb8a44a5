import type { Diagnostic } from '../checked/diagnostic.js'
import { clusterFrom } from '../groups/apply-change.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import { decodeObject } from '../kubernetes/decode.js'
import { noticedOf } from './noticed.js'

/** The objects of a cluster, decoded once. */
export interface Seen {
  readonly cluster: Cluster
  /** What was noticed while they were read. */
  readonly noticed: ReadonlyArray<Diagnostic>
}

/** Reads the objects of a cluster, as they are served. */
export const seenIn = (install: Installation, objects: ReadonlyArray<unknown>): Seen => {
  const decoded = objects.map(decodeObject)
  const cluster = clusterFrom(install, decoded)
  return { cluster, noticed: noticedOf(cluster, decoded) }
}
