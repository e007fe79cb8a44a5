import type { Fault } from '../facts/fault.js'
import type { Cluster } from '../groups/cluster.js'
import { finalizerOf, type GroupId, isImplicit } from '../groups/group.js'
import { groupIds } from '../groups/group-of.js'
import type { Installation } from '../install.js'
import type { Ingress } from '../kubernetes/ingress.js'
import { keyOfObject, refToObject } from '../kubernetes/object.js'
import type { StackGoal } from '../plan/desired.js'
import { detailsOfLeaving } from '../plan/details.js'
import { diff } from '../plan/diff.js'
import { foreignTags } from '../plan/foreign-tags.js'
import { order } from '../plan/order.js'
import type { Plan } from '../plan/step.js'
import { isProtected } from '../plan/surplus.js'
import type { KubernetesWrite } from '../plan/write.js'
import type { Ports } from '../ports/ports.js'
import { pipe, TE } from '../prelude.js'
import { type ObservedState, sharedStack } from '../resources/stack.js'
import { lookWithDetails } from './look-for-plan.js'
import { sharedGoal } from './shared-stack.js'

/** What it takes to delete what groups have, whoever still asks for it. */
export interface Destruction {
  readonly plan: Plan
  readonly observed: ObservedState
  /** Groups of which there is nothing. */
  readonly unknown: ReadonlyArray<GroupId>
  /** Groups whose load balancer AWS protects from deletion: somebody has to take that back first. */
  readonly protected: ReadonlyArray<GroupId>
}

const holdersOf = (cluster: Cluster, group: GroupId): ReadonlyArray<Ingress> =>
  [...cluster.objects.Ingress.values()].filter(
    (ingress) =>
      ingress.finalizers.includes(finalizerOf(group)) && (!isImplicit(group) || keyOfObject(ingress) === group)
  )

/** Who holds the group's finalizer is let go, and shows no load balancer any more. */
const releasesOf = (cluster: Cluster, group: GroupId): ReadonlyArray<KubernetesWrite> =>
  holdersOf(cluster, group).flatMap((ingress): ReadonlyArray<KubernetesWrite> => {
    const object = refToObject('Ingress', ingress)
    const shown = ingress.published
    const release: KubernetesWrite = { write: 'removeFinalizer', object, finalizer: finalizerOf(group) }
    return shown.length > 0 ? [{ write: 'status', object, status: [], shown }, release] : [release]
  })

// What belongs to the cluster goes with the last of its groups.
const othersRemain = (cluster: Cluster, observed: ObservedState, doomed: ReadonlySet<GroupId>): boolean =>
  [...observed.stacks.keys()].some((id) => id !== sharedStack && !doomed.has(id)) ||
  groupIds(cluster).some((id) => !doomed.has(id))

const goalsOf = (
  install: Installation,
  cluster: Cluster,
  observed: ObservedState,
  groups: ReadonlySet<GroupId>
): ReadonlyMap<GroupId, StackGoal> => {
  const goals = new Map<GroupId, StackGoal>(
    [...groups].map((id) => [id, { goal: 'leaving', releases: releasesOf(cluster, id) }])
  )
  const shared = sharedGoal(cluster, install, [], observed, () => othersRemain(cluster, observed, groups))
  if (shared !== undefined) goals.set(sharedStack, shared)
  return goals
}

/** Looks at what these groups have, and plans its deletion. Ingresses that still ask for it are let go, and would get it again from the next plan. */
export const surveyOfDestruction =
  (ports: Pick<Ports, 'aws' | 'kubernetes'>, install: Installation) =>
  (groups: ReadonlySet<GroupId>): TE.TaskEither<Fault, Destruction> =>
    pipe(
      lookWithDetails(ports, install, (observed) =>
        [...groups].flatMap((id) => detailsOfLeaving(observed.stacks.get(id)))
      ),
      TE.map(({ cluster, observed }) => {
        const stacks = goalsOf(install, cluster, observed, groups)
        const desired = { stacks, foreignTags: foreignTags(install.clusterName, install.externalManagedTags) }
        const ids = [...groups]
        const has = (id: GroupId) => observed.stacks.get(id)?.resources ?? []
        return {
          observed,
          plan: order(diff(desired, observed), observed),
          unknown: ids.filter((id) => has(id).length === 0 && holdersOf(cluster, id).length === 0),
          protected: ids.filter((id) => has(id).some(isProtected))
        }
      })
    )
