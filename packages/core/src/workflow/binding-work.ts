import type { Diagnostic } from '../checked/diagnostic.js'
import type { FoundTarget } from '../facts/found-target.js'
import type { Vpc } from '../facts/network.js'
import type { Cluster } from '../groups/cluster.js'
import { refToObject } from '../kubernetes/object.js'
import type { Pod } from '../kubernetes/pod.js'
import type { KubernetesWrite } from '../plan/write.js'
import { type Binding, bindingFinalizer, roleOf } from '../targets/binding.js'
import { checkpointAnnotation } from '../targets/checkpoint.js'
import { isDraining } from '../targets/difference.js'
import { type FoundEndpoints, podsOf, targetKey } from '../targets/endpoint.js'
import { cappedFinding, declinedFinding } from '../targets/findings.js'
import { recordOf } from '../targets/multi-cluster.js'
import {
  type GateCondition,
  gateOfNobody,
  gateOfRegistered,
  gateOfTarget,
  isGated,
  shows
} from '../targets/readiness.js'
import type { TargetSettings } from '../targets/settings.js'
import { removable, type TargetChange, targetChange, waitsForHealth } from '../targets/wanted.js'
import type { BindingMemory } from './binding-memory.js'
import type { BindingWork, GateWrite } from './binding-plan.js'
import { oursIn, recordWrites } from './binding-record.js'
import { stillDeclined } from './declined-targets.js'

/** Whatever the work for a binding depends on, once AWS has answered. */
export interface Situation {
  readonly cluster: Cluster
  readonly binding: Binding
  readonly targetGroup: string
  readonly settings: TargetSettings
  readonly memory: BindingMemory
  readonly now: number
  readonly targets: ReadonlyArray<FoundTarget>
  readonly vpc: Vpc | undefined
}

/** Work, and what is to be said of it. */
export interface Decided {
  readonly work: BindingWork
  readonly findings: ReadonlyArray<Diagnostic>
  /** Some Pods wait to be healthy, so that somebody must look again. */
  readonly waits: boolean
}

type Ready = NonNullable<Extract<KubernetesWrite, { write: 'bindingStatus' }>['ready']>

const nothing = { claim: false, register: [], deregister: [], registerFirst: false, record: undefined } as const
const noWrites = { gates: [], gatesOfRegistered: [], empties: undefined, closing: [], release: false } as const

/** Work of which nothing is said yet. */
export const idleWork = (binding: Binding, targetGroup: string): BindingWork => ({
  ...{ binding, targetGroup, as: roleOf(binding.spec) },
  ...nothing,
  ...noWrites
})

const workFor = ({ binding, targetGroup }: Situation): BindingWork => idleWork(binding, targetGroup)

/** The status of a binding, where it would say something else than now. A binding that is no object has none. */
export const statusOf = ({ read, object }: Binding, ready: Ready): ReadonlyArray<KubernetesWrite> => {
  if (read === undefined) return []
  const isSaid = read.conditions.some(
    ({ type, status, reason, message }) =>
      type === 'Ready' && status === ready.status && reason === ready.reason && message === ready.message
  )
  if (isSaid && read.observedGeneration === read.generation) return []
  return [{ write: 'bindingStatus', object, observedGeneration: read.generation, ready }]
}

const done: Ready = { status: 'True', reason: 'Reconciled', message: '' }

const checkpointWrite = (
  { binding: { read, object }, now }: Situation,
  before: string,
  checkpoint: string
): ReadonlyArray<KubernetesWrite> =>
  read === undefined || before === checkpoint ? [] : [{ write: 'bindingCheckpoint', object, checkpoint, at: now }]

const storedCheckpoint = ({ read }: Binding): string => read?.annotations[checkpointAnnotation] ?? ''

const gateWrite = (pod: Pod, condition: GateCondition): ReadonlyArray<GateWrite> =>
  shows(pod, condition) ? [] : [{ write: 'podCondition', object: refToObject('Pod', pod), uid: pod.uid, condition }]

// Whoever waits for a binding that nobody fills any more would wait for ever.
const freedPods = ({ cluster, binding: { object } }: Situation): ReadonlyArray<GateWrite> =>
  [...cluster.objects.Pod.values()]
    .filter((pod) => pod.namespace === object.namespace && isGated(pod, object.name))
    .flatMap((pod) => gateWrite(pod, gateOfNobody(object.name)))

const leavingTargets = (situation: Situation): BindingWork['deregister'] =>
  removable(
    situation.targets.filter((target) => !isDraining(target)),
    oursIn(situation)
  )

/** A binding that is deleted: its targets go, whoever waits for it is freed, and it is let go of. */
export const workOfLeaving = (situation: Situation): Decided => ({
  work: {
    ...workFor(situation),
    deregister: leavingTargets(situation),
    gates: freedPods(situation),
    record: situation.binding.spec.multiClusterTargetGroup
      ? { write: 'deleteConfigMap', object: recordOf(situation.binding.object) }
      : undefined,
    release: true
  },
  findings: [],
  waits: false
})

/** A binding whose Service, or its port, is gone: its targets go, and it stays. */
export const workOfUnserved = (situation: Situation, finding: Diagnostic): Decided => {
  const { binding } = situation
  const deregister = leavingTargets(situation)
  const [empties] = checkpointWrite(situation, storedCheckpoint(binding), '')
  const ready: Ready = { status: 'False', reason: 'BackendNotFound', message: finding.message }
  return {
    work: {
      ...workFor(situation),
      ...{ deregister, empties, gates: freedPods(situation), closing: statusOf(binding, ready) }
    },
    findings: [finding],
    waits: false
  }
}

const gatesOf = (change: TargetChange, name: string): Pick<BindingWork, 'gates' | 'gatesOfRegistered'> => ({
  gates: change.paired.flatMap(({ endpoint, target }) =>
    podsOf([endpoint])
      .filter((pod) => isGated(pod, name))
      .flatMap((pod) => gateWrite(pod, gateOfTarget(name, target)))
  ),
  gatesOfRegistered: podsOf(change.arrivals)
    .filter((pod) => isGated(pod, name))
    .flatMap((pod) => gateWrite(pod, gateOfRegistered(name)))
})

/** A binding with a Service: who is missing comes, who is surplus goes, and Pods that wait are told how they do. */
export const workOfServing = (situation: Situation, found: FoundEndpoints, checkpoint: string): Decided => {
  const { binding, targets, settings, cluster, vpc, memory, now } = situation
  const ours = oursIn(situation)
  const declined = stillDeclined(memory.declined ?? new Map(), now)
  const taken = found.endpoints.filter((endpoint) => !declined.has(targetKey(endpoint)))
  const change = targetChange(taken, targets, {
    ...{ maxTargets: settings.maxTargets, ours, vpc, nodes: cluster.objects.Node },
    unseen: found.unseen,
    needsZone: memory.zonesUntil !== undefined && now < memory.zonesUntil
  })
  const record = recordWrites(situation, found, change, ours)
  const waits = waitsForHealth(change, binding.object.name) || declined.size > 0
  const isOpen = waits || change.capped > 0 || found.unseen.length > 0
  const isBusy = isOpen || change.register.length > 0 || change.deregister.length > 0
  const stored = storedCheckpoint(binding)
  const [empties] = isBusy ? checkpointWrite(situation, stored, '') : []
  const closing = isOpen ? [] : checkpointWrite(situation, empties === undefined ? stored : '', checkpoint)
  return {
    work: {
      ...workFor(situation),
      claim: binding.read !== undefined && !binding.read.finalizers.includes(bindingFinalizer),
      register: change.register,
      deregister: change.deregister,
      registerFirst: change.registerFirst,
      record: record.before[0],
      ...gatesOf(change, binding.object.name),
      empties,
      closing: [...record.after, ...closing, ...statusOf(binding, done)],
      release: false
    },
    findings: [
      ...(change.capped > 0 ? [cappedFinding(binding, change.capped, settings.maxTargets)] : []),
      ...(declined.size > 0 ? [declinedFinding(binding, [...declined.keys()])] : [])
    ],
    waits
  }
}
