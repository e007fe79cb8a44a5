import type { Fault } from '../facts/fault.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import { withDetails } from '../plan/details.js'
import { identify } from '../plan/identify.js'
import type { FoundDetail } from '../ports/aws.js'
import type { Ports } from '../ports/ports.js'
import { E, pipe, TE } from '../prelude.js'
import type { DetailsNeeded, ReadDetail } from '../resources/found.js'
import type { ObservedState } from '../resources/stack.js'
import type { Basis } from '../saved/basis.js'
import { foundBindings } from './found-bindings.js'
import { scopeOf } from './observe-unseen.js'
import { seenIn } from './seen.js'

/** A cluster, and what the account has of it. */
export interface Looked {
  readonly cluster: Cluster
  readonly observed: ObservedState
}

// A detail that cannot be read now counts as one that is not there.
const readIn = (found: ReadonlyArray<FoundDetail>): ReadonlyArray<ReadDetail> =>
  found.flatMap(({ value, ...needed }) => (E.isRight(value) ? [{ ...needed, value: value.right }] : []))

/** Looks at cluster and account, and then at some details. */
export const lookWithDetails = (
  { aws, kubernetes }: Pick<Ports, 'aws' | 'kubernetes'>,
  install: Installation,
  detailsOf: (observed: ObservedState) => DetailsNeeded
): TE.TaskEither<Fault, Looked> =>
  pipe(
    TE.Do,
    TE.apS('objects', kubernetes.read),
    TE.apS('found', aws.observe(scopeOf(install))),
    TE.chain(({ objects, found }) => {
      const { cluster } = seenIn(install, objects)
      const { state } = identify(found, foundBindings(cluster), install.clusterName, install.albNamePrefix)
      const needed = detailsOf(state)
      return pipe(
        needed.length === 0 ? TE.right([]) : aws.details(needed),
        TE.map((details) => ({ cluster, observed: withDetails(state, readIn(details)) }))
      )
    })
  )

/** Looks at what a saved plan was made from, in the same way as when it was made: with the same details, and with no others. */
export const lookForPlan = (
  ports: Pick<Ports, 'aws' | 'kubernetes'>,
  install: Installation,
  { details }: Basis
): TE.TaskEither<Fault, Looked> => lookWithDetails(ports, install, () => details)
