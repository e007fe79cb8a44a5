import type { Diagnostic } from '../checked/diagnostic.js'
import type { Fault } from '../facts/fault.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import { identify } from '../plan/identify.js'
import type { Aws, Scope } from '../ports/aws.js'
import { pipe, TE } from '../prelude.js'
import type { StackId } from '../resources/ref.js'
import { foundBindings } from './found-bindings.js'
import { type Knowledge, noteObserved } from './knowledge.js'
import { unseen } from './nearby.js'

/** What to look for in the account: everything of the installation, or what these stacks have. */
export const scopeOf = ({ clusterName, vpcId, gates }: Installation, stacks?: ReadonlySet<StackId>): Scope => ({
  ...{ clusterName, vpcId, certificates: gates.EnableCertificateManagement },
  ...(stacks === undefined ? {} : { stacks })
})

const observe =
  (aws: Aws, install: Installation) => (cluster: Cluster, knowledge: Knowledge, stacks?: ReadonlySet<StackId>) => {
    const begun = knowledge.learnt
    return pipe(
      aws.observe(scopeOf(install, stacks)),
      TE.map((found) => {
        const { clusterName, albNamePrefix } = install
        const { state, findings } = identify(found, foundBindings(cluster, stacks), clusterName, albNamePrefix)
        noteObserved(knowledge, state, begun, stacks)
        return findings
      })
    )
  }

/**
 * Observes what of these stacks, or of all, is not known or in doubt, and says what was noticed on the way. What is known costs no call.
 */
export const observeUnseen =
  (aws: Aws, install: Installation) =>
  (
    cluster: Cluster,
    knowledge: Knowledge,
    only: ReadonlySet<StackId> | undefined
  ): TE.TaskEither<Fault, ReadonlyArray<Diagnostic>> => {
    if (only === undefined && !knowledge.complete) return observe(aws, install)(cluster, knowledge)
    const ids = unseen(knowledge, only ?? knowledge.stacks.keys())
    return ids.size === 0 ? TE.right([]) : observe(aws, install)(cluster, knowledge, ids)
  }
