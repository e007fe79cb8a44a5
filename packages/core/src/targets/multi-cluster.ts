import type { ObjectRef } from '../checked/diagnostic.js'
import { targetsRecordPrefix } from '../kubernetes/config-map.js'
import { byText } from '../support/canonical.js'

// Of a target group with targets of several clusters, each cluster takes out only what it has put in, and writes that down.

/** The ConfigMap in which a cluster remembers the targets that it has registered for a binding. */
export const recordOf = ({ namespace = 'default', name }: ObjectRef): ObjectRef => ({
  kind: 'ConfigMap',
  namespace,
  name: `${targetsRecordPrefix}${name}`
})

/** The keys of targets in such a record. */
export const recorded = (data: Readonly<Record<string, string>>): ReadonlySet<string> =>
  new Set((data.targets ?? '').split(',').filter((key) => key !== ''))

/** A record of such keys. */
export const recordData = (keys: ReadonlySet<string>): Readonly<Record<string, string>> => ({
  targets: [...keys].sort(byText).join(',')
})
