import type { Fault } from '../facts/fault.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import type { Plan } from '../plan/step.js'
import type { Ports } from '../ports/ports.js'
import { pipe, TE } from '../prelude.js'
import type { ObservedState, Stack } from '../resources/stack.js'
import type { Binding } from '../targets/binding.js'
import { targetBindings } from '../targets/bindings.js'
import type { TargetSettings } from '../targets/settings.js'
import { afterReport } from './after-report.js'
import type { CarryOutOptions, Report } from './carry-out.js'
import { nothingKnownYet } from './knowledge.js'
import type { Pass } from './reconcile.js'
import { reconcileTargets, type TargetsOptions, type TargetsPass } from './reconcile-targets.js'
import { seenIn } from './seen.js'

/** The ARNs of the target groups that a plan has made: nobody is registered in them, and nobody need ask. */
export const targetGroupsMade = ({ steps }: Plan, { outcomes }: Report): ReadonlySet<string> =>
  new Set(
    steps.flatMap((step) => {
      const isMade = step.on === 'aws' && step.call.do === 'create' && step.call.kind === 'TargetGroup'
      return (isMade ? outcomes.get(step.id)?.physicalId : undefined) ?? []
    })
  )

/** The ARNs of the target groups that a plan has deleted: nobody is registered in them any more, and AWS knows nothing of them. */
const targetGroupsGone = ({ steps }: Plan, { done }: Report): ReadonlySet<string> => {
  const carriedOut = new Set(done)
  return new Set(
    steps.flatMap((step) => {
      const isGone = step.on === 'aws' && step.call.do === 'delete' && step.call.kind === 'TargetGroup'
      return isGone && carriedOut.has(step.id) ? (step.call.subject.physicalId ?? []) : []
    })
  )
}

const observedAfter = (pass: Pass): ObservedState => {
  const { observed } = pass.outlook
  const changed = [...afterReport(nothingKnownYet(), pass).stacks].map(
    ([id, { resources }]) => [id, { id, resources }] as const
  )
  return { ...observed, stacks: new Map([...observed.stacks, ...changed]) }
}

// What is planned where there are no TargetGroupBindings leaves them out, and here they are what matters.
const wantedIn = ({ outlook }: Pass): ReadonlyArray<Stack> =>
  outlook.groups.flatMap(({ planned, state }) => (planned._tag === 'Left' || state !== 'wanted' ? [] : [planned.right]))

/**
 * Whether the objects at hand say who receives traffic. Manifests mostly say nothing of endpoints and nodes, which does not mean that there are
 * none; a binding that is deleted needs neither.
 */
export const isTold =
  ({ objects }: Cluster) =>
  ({ read, spec }: Binding): boolean => {
    if (read?.deleting === true) return true
    return spec.targetType === 'ip' ? objects.EndpointSlice.size > 0 && objects.Pod.size > 0 : objects.Node.size > 0
  }

/**
 * The targets, once a pass over the groups is over, for whoever makes one pass and ends. Bindings of whose endpoints the objects at hand say nothing are
 * left alone, and then no rule is taken back.
 */
export const reconcileTargetsOf =
  (ports: Ports, install: Installation, settings?: TargetSettings) =>
  (
    pass: Pass,
    options: Pick<TargetsOptions, 'policy'> & CarryOutOptions & { readonly bindingsPublished?: boolean }
  ): TE.TaskEither<Fault, TargetsPass> =>
    pipe(
      ports.kubernetes.read,
      TE.chain((objects) => {
        const { cluster } = seenIn(install, objects)
        const all = targetBindings(
          cluster,
          observedAfter(pass),
          options.bindingsPublished === false ? wantedIn(pass) : []
        )
        const told = new Map([...all].filter(([, binding]) => isTold(cluster)(binding)))
        const { plan, report } = pass
        const made = new Set([...targetGroupsMade(plan, report), ...targetGroupsGone(plan, report)])
        return reconcileTargets(ports, install, settings)(cluster, told, {
          ...options,
          ...{ made, onlyGrants: told.size < all.size }
        })
      })
    )
