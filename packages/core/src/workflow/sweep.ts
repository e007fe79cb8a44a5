import type { Diagnostic } from '../checked/diagnostic.js'
import type { Fault } from '../facts/fault.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import { withDetails } from '../plan/details.js'
import { type Drift, driftIn } from '../plan/drift.js'
import { identify } from '../plan/identify.js'
import { isAwsKind } from '../plan/make-step.js'
import type { Aws } from '../ports/aws.js'
import { pipe, TE } from '../prelude.js'
import type { DetailsNeeded } from '../resources/found.js'
import { fieldsOf } from '../resources/kinds.js'
import type { ObservedResource, ObservedState, Values } from '../resources/stack.js'
import { foundBindings } from './found-bindings.js'
import { type Knowledge, noteObserved } from './knowledge.js'
import { scopeOf } from './observe-unseen.js'
import { readingsOf } from './unread.js'

/** What a look at the whole account has shown. */
export interface Swept {
  readonly knowledge: Knowledge
  /** What others changed, of stacks that nobody of us worked on meanwhile. */
  readonly drift: ReadonlyArray<Drift>
  /** What was noticed in the account. */
  readonly findings: ReadonlyArray<Diagnostic>
}

const detailsOf = ({ kind, physicalId, spec }: ObservedResource): DetailsNeeded => {
  const values: Values = spec
  if (!isAwsKind(kind)) return []
  const read = fieldsOf(kind).filter(([name, { detail }]) => detail && values[name] !== undefined)
  return read.map(([field]) => ({ kind, physicalId, field }))
}

/** The details that were read before: they are read again, or their changes would be seen by nobody. */
const detailsRead = ({ stacks }: Knowledge): DetailsNeeded =>
  [...stacks.values()].flatMap(({ resources }) => resources.flatMap(detailsOf))

/** Compares what was certain when the look began, and was not learnt anew since. */
const driftSince = (knowledge: Knowledge, state: ObservedState, begun: number): ReadonlyArray<Drift> => {
  if (!knowledge.complete) return []
  const ids = new Set([...knowledge.stacks.keys(), ...state.stacks.keys()])
  return [...ids].flatMap((id) => {
    const known = knowledge.stacks.get(id)
    if (known?.stale === true || (known?.learnt ?? 0) > begun) return []
    const after = state.stacks.get(id)?.resources.filter(({ kind }) => kind !== 'TargetGroupBinding') ?? []
    return driftIn({ id, resources: known?.resources ?? [] }, { id, resources: after })
  })
}

/**
 * Looks at everything in the account, whatever is known: all stacks are known for certain then, and what others changed is told. Costs the calls of one
 * observation, and those for the details that passes have read before.
 */
export const sweep =
  (aws: Aws, install: Installation) =>
  (cluster: Cluster, knowledge: Knowledge): TE.TaskEither<Fault, Swept> => {
    const begun = knowledge.learnt
    const needed = detailsRead(knowledge)
    return pipe(
      TE.Do,
      TE.apS('found', aws.observe(scopeOf(install))),
      TE.apS('details', needed.length === 0 ? TE.right([]) : aws.details(needed)),
      TE.map(({ found, details }) => {
        const { clusterName, albNamePrefix } = install
        const identified = identify(found, foundBindings(cluster), clusterName, albNamePrefix)
        const state = withDetails(identified.state, readingsOf(details).read)
        const drift = driftSince(knowledge, state, begun)
        noteObserved(knowledge, state, begun)
        return { knowledge, drift, findings: identified.findings }
      })
    )
  }
