import type { FoundTarget } from '../facts/found-target.js'
import type { Vpc } from '../facts/network.js'
import type { Node } from '../kubernetes/node.js'
import type { Target } from '../resources/target-group.js'
import { targetDifference, withinCap } from './difference.js'
import { podsOf, type TargetEndpoint, targetKey } from './endpoint.js'
import { isGated } from './readiness.js'
import { type ZoneFacts, zoneOf } from './zones.js'

/** What AWS takes at most into one target group, unless the account has another quota. */
const usualQuota = 1000

/** What is to become of the targets of one target group. */
export interface TargetChange {
  readonly paired: ReadonlyArray<{ readonly endpoint: TargetEndpoint; readonly target: FoundTarget }>
  readonly arrivals: ReadonlyArray<TargetEndpoint>
  readonly register: ReadonlyArray<Target>
  readonly deregister: ReadonlyArray<Target>
  readonly registerFirst: boolean
  /** Endpoints that wait, because the target group holds as many as it may. */
  readonly capped: number
}

/** What decides about it, besides endpoints and targets. */
export interface TargetRules {
  readonly maxTargets: number
  /** Of a target group that several clusters share: the keys of those that this one has put in. `undefined`: nobody has written that down. */
  readonly ours: 'all' | ReadonlySet<string> | undefined
  readonly vpc: Vpc | undefined
  readonly nodes: ReadonlyMap<string, Node>
  readonly needsZone: boolean
  /** Addresses of which nobody can say yet whether they are endpoints: they are not taken out. */
  readonly unseen: ReadonlyArray<string>
}

const asTarget = (endpoint: TargetEndpoint, facts: ZoneFacts): Target => {
  const availabilityZone = zoneOf(endpoint, facts)
  return { id: endpoint.id, port: endpoint.port, ...(availabilityZone === undefined ? {} : { availabilityZone }) }
}

/** As AWS has it, so that it knows which one is meant. */
const asFound = ({ id, port, availabilityZone }: FoundTarget): Target => ({
  ...{ id, port },
  ...(availabilityZone === undefined ? {} : { availabilityZone })
})

/** Those of the targets that may be taken out. */
export const removable = (targets: ReadonlyArray<FoundTarget>, ours: TargetRules['ours']): ReadonlyArray<Target> => {
  if (ours === undefined) return []
  return (ours === 'all' ? targets : targets.filter((target) => ours.has(targetKey(target)))).map(asFound)
}

/**
 * Who comes and who goes. Whoever comes is there before others go, unless the target group cannot hold both: then it holds those
 * that are paired meanwhile.
 */
export const targetChange = (
  endpoints: ReadonlyArray<TargetEndpoint>,
  targets: ReadonlyArray<FoundTarget>,
  rules: TargetRules
): TargetChange => {
  const { paired, register, deregister: surplus } = targetDifference(endpoints, targets)
  const deregister = surplus.filter(({ id }) => !rules.unseen.includes(id))
  const arrivals = withinCap(register, targets.length, rules.maxTargets)
  const isTooMuch = targets.length + arrivals.length > (rules.maxTargets || usualQuota)
  return {
    ...{ paired, arrivals },
    register: arrivals.map((endpoint) => asTarget(endpoint, rules)),
    deregister: removable(deregister, rules.ours),
    registerFirst: !isTooMuch,
    capped: register.length - arrivals.length
  }
}

/** Whether a Pod that waits for the binding of this name is not healthy yet, as far as AWS has told. */
export const waitsForHealth = ({ paired, arrivals }: TargetChange, name: string): boolean =>
  podsOf(arrivals).some((pod) => isGated(pod, name)) ||
  paired.some(
    ({ endpoint, target }) => target.state !== 'healthy' && podsOf([endpoint]).some((pod) => isGated(pod, name))
  )
