import { assumeObjects } from '../assume/objects.js'
import type { Fault } from '../facts/fault.js'
import { clusterFrom } from '../groups/apply-change.js'
import type { Installation } from '../install.js'
import { canBeServed } from '../lint/offline.js'
import type { LintSource } from '../lint/view.js'
import { writtenOf } from '../lint/written.js'
import type { Aws } from '../ports/aws.js'
import { pipe, TE } from '../prelude.js'
import { look } from './look.js'
import { decide, prospects } from './outlook.js'

/**
 * What lint looks at when the account is known: it is asked what the groups need to know. Of the cluster only files are known, so what they
 * name and do not hold is taken to be there.
 */
export const lintWith =
  (aws: Aws, install: Installation) =>
  (objects: ReadonlyArray<unknown>): TE.TaskEither<Fault, LintSource> => {
    const written = objects.map(writtenOf)
    const complete = assumeObjects(install, written.filter(canBeServed)).objects
    const cluster = clusterFrom(
      install,
      complete.map(({ decoded }) => decoded)
    )
    const groups = prospects(cluster, install)
    return pipe(
      look(aws, install, cluster, groups),
      TE.map(({ facts, identified }): LintSource => {
        const decided = groups.map(decide(facts, identified.state))
        return {
          ...{ install, written, cluster, isOffline: false },
          groups: decided.map(({ id, prospect, planned }) => ({
            ...{ id, group: prospect.group, configured: prospect.configured },
            stack: planned
          }))
        }
      })
    )
  }
