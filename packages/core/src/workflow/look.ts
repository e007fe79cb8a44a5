import type { Facts } from '../facts/facts.js'
import type { Fault } from '../facts/fault.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import { type Identified, identify } from '../plan/identify.js'
import type { Aws } from '../ports/aws.js'
import { pipe, TE } from '../prelude.js'
import { foundBindings } from './found-bindings.js'
import { type Prospect, questionsOf } from './outlook.js'

/** What one look at the account brings. */
export interface Look {
  readonly facts: Facts
  readonly identified: Identified
}

/** Asks the account what the groups need to know, and what it has of ours, side by side. */
export const look = (
  aws: Aws,
  { clusterName, vpcId, albNamePrefix, gates }: Installation,
  cluster: Cluster,
  groups: ReadonlyArray<Prospect>
): TE.TaskEither<Fault, Look> =>
  pipe(
    TE.Do,
    TE.apS('facts', aws.answer(questionsOf(groups))),
    TE.apS('found', aws.observe({ clusterName, vpcId, certificates: gates.EnableCertificateManagement })),
    TE.map(({ facts, found }) => ({
      facts,
      identified: identify(found, foundBindings(cluster), clusterName, albNamePrefix)
    }))
  )
