import { assumedFacts } from '../assume/answers.js'
import { assumeObjects } from '../assume/objects.js'
import type { Checked } from '../checked/checked.js'
import { clusterFrom } from '../groups/apply-change.js'
import { type ConfiguredGroup, configure } from '../groups/configure.js'
import { groupIds, groupOf } from '../groups/group-of.js'
import type { Installation } from '../install.js'
import { O, TH } from '../prelude.js'
import type { Stack } from '../resources/stack.js'
import { translate } from '../translate/translate.js'
import { withOpenNodePorts } from './node-ports.js'
import type { LintGroup, LintSource } from './view.js'
import { isPartial, type Written, writtenOf } from './written.js'

const stackOf = (install: Installation, configured: ConfiguredGroup): Checked<Stack> =>
  translate(assumedFacts(install, configured), O.none)(configured)

/** A patch is no Ingress that could be served. */
export const canBeServed = (each: Written): boolean => each.object.kind !== 'Ingress' || !isPartial(each)

// Whether one subnet is enough is for the account to say, and for a gate.
const permissive = (install: Installation): Installation => ({
  ...install,
  gates: { ...install.gates, ALBSingleSubnet: true }
})

/**
 * What lint looks at when nothing is known but files: whatever else an Ingress names, in the cluster and in the account, is taken to be there.
 * So nothing is reported that only they could tell.
 */
export const offline = (given: Installation, objects: ReadonlyArray<unknown>): LintSource => {
  const install = permissive(given)
  const written = objects.map(writtenOf)
  const all = assumeObjects(install, withOpenNodePorts(written.filter(canBeServed))).objects
  const cluster = clusterFrom(
    install,
    all.map(({ decoded }) => decoded)
  )
  const groups = groupIds(cluster).map((id): LintGroup => {
    const group = groupOf(cluster, id)
    if (group._tag === 'Left') return { id, group, configured: undefined, stack: TH.left(group.left) }
    const configured = configure(install)(group.right)
    return { id, group, configured, stack: stackOf(install, configured) }
  })
  return { install, isOffline: true, written, cluster, groups }
}
