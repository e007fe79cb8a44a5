import type { Fault } from '../facts/fault.js'
import type { Installation } from '../install.js'
import { withDetails } from '../plan/details.js'
import { identify } from '../plan/identify.js'
import type { FoundDetail } from '../ports/aws.js'
import type { Ports } from '../ports/ports.js'
import { E, pipe, TE } from '../prelude.js'
import type { ReadDetail } from '../resources/found.js'
import type { ObservedState } from '../resources/stack.js'
import type { Basis } from '../saved/basis.js'
import { foundBindings } from './found-bindings.js'
import { scopeOf } from './observe-unseen.js'
import { seenIn } from './seen.js'

// A detail that cannot be read now is one that is not there: the comparison tells.
const readIn = (found: ReadonlyArray<FoundDetail>): ReadonlyArray<ReadDetail> =>
  found.flatMap(({ value, ...needed }) => (E.isRight(value) ? [{ ...needed, value: value.right }] : []))

/** Looks at what a saved plan was made from, in the same way as when it was made: with the same details, and with no others. */
export const lookForPlan = (
  { aws, kubernetes }: Pick<Ports, 'aws' | 'kubernetes'>,
  install: Installation,
  { details }: Basis
): TE.TaskEither<Fault, ObservedState> =>
  pipe(
    TE.Do,
    TE.apS('objects', kubernetes.read),
    TE.apS('found', aws.observe(scopeOf(install))),
    TE.apS('read', details.length === 0 ? TE.right([]) : aws.details(details)),
    TE.map(({ objects, found, read }) => {
      const bindings = foundBindings(seenIn(install, objects).cluster)
      const { state } = identify(found, bindings, install.clusterName, install.albNamePrefix)
      return withDetails(state, readIn(read))
    })
  )
