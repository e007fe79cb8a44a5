import type { Plan, Step, StepId } from '../plan/step.js'
import type { KubernetesWrite } from '../plan/write.js'
import type { AssumedRole, Target } from '../resources/target-group.js'
import { type Binding, bindingFinalizer } from '../targets/binding.js'
import { targetKey } from '../targets/endpoint.js'

/** A condition of a Pod that is to be written. */
export type GateWrite = Extract<KubernetesWrite, { write: 'podCondition' }>

/** What is to be done for one binding. */
export interface BindingWork {
  readonly binding: Binding
  /** The ARN of the target group. */
  readonly targetGroup: string
  readonly as: AssumedRole | undefined
  readonly claim: boolean
  readonly register: ReadonlyArray<Target>
  readonly deregister: ReadonlyArray<Target>
  /** Nobody leaves before somebody came: otherwise the target group would be empty for a while. */
  readonly registerFirst: boolean
  /** What of a target group with targets of several clusters is this one's; written down before it is so. */
  readonly record: Extract<KubernetesWrite, { write: 'configMap' | 'deleteConfigMap' }> | undefined
  /** Of Pods that are registered already, and of those that are about to be. */
  readonly gates: ReadonlyArray<GateWrite>
  readonly gatesOfRegistered: ReadonlyArray<GateWrite>
  /** The checkpoint is emptied before anything is done, so that nobody takes work that was broken off for done. */
  readonly empties: KubernetesWrite | undefined
  readonly closing: ReadonlyArray<KubernetesWrite>
  /** The binding is let go of. */
  readonly release: boolean
}

/** What AWS takes in one call. */
const perCall = 200

const batches = <A>(items: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  Array.from({ length: Math.ceil(items.length / perCall) }, (_, i) => items.slice(i * perCall, (i + 1) * perCall))

/** Under which stack the steps of a binding are shown; a space is in no name of a stack. */
const stackOfSteps = ({ stack, key }: Binding): string => stack ?? `TargetGroupBinding ${key}`

// A checkpoint and a record are written twice in a plan, and a Pod may be told of by several bindings.
const detailOf = ({ binding: { key }, record }: BindingWork, write: KubernetesWrite): string => {
  if (write.write === 'configMap') return write === record ? ' (before)' : ''
  if (write.write === 'bindingCheckpoint') return write.checkpoint === '' ? ' (none)' : ''
  return write.write === 'podCondition' ? ` for ${key}` : ''
}

// What is written follows from what is done to the targets: it has no cause of its own.
const writeStep = (work: BindingWork, write: KubernetesWrite): Step => {
  const { namespace = '', name } = write.object
  return {
    id: `${write.write} ${namespace}/${name}${detailOf(work, write)}`,
    stack: stackOfSteps(work.binding),
    causes: [],
    on: 'kubernetes',
    write
  }
}

const targetSteps = (
  { binding, targetGroup, as }: BindingWork,
  way: 'add' | 'remove',
  targets: ReadonlyArray<Target>
): ReadonlyArray<Step> => {
  const action = way === 'add' ? 'RegisterTargets' : 'DeregisterTargets'
  const stack = stackOfSteps(binding)
  return batches(targets).map((elements, i) => {
    const keys = elements.map(targetKey)
    return {
      id: `${action} ${binding.key}${i === 0 ? '' : ` ${i + 1}`}`,
      stack,
      causes: [
        way === 'add'
          ? { because: 'changed', field: 'targets', desired: keys }
          : { because: 'surplus', field: 'targets', observed: keys }
      ],
      on: 'aws',
      call: {
        do: way,
        kind: 'TargetGroup',
        action,
        subject: { stack, kind: 'TargetGroup', id: binding.key, physicalId: targetGroup },
        field: 'targets',
        elements,
        ...(as === undefined ? {} : { as })
      }
    }
  })
}

/** Steps in the order in which they are added, and for whom each one waits. */
const planner = () => {
  const steps: Array<Step> = []
  const after = new Map<StepId, ReadonlyArray<StepId>>()
  const add = (given: ReadonlyArray<Step>, before: ReadonlyArray<Step>): ReadonlyArray<Step> => {
    for (const step of given) {
      steps.push(step)
      if (before.length > 0)
        after.set(
          step.id,
          before.map(({ id }) => id)
        )
    }
    return given
  }
  /** One after the other, and all of them after `before`. */
  const addInTurn = (given: ReadonlyArray<Step>, before: ReadonlyArray<Step>): ReadonlyArray<Step> => {
    for (const [i, step] of given.entries()) add([step], i === 0 ? before : given.slice(i - 1, i))
    return given.length === 0 ? before : given.slice(-1)
  }
  return { add, addInTurn, plan: (): Plan => ({ steps, after }) }
}

const claimOf = ({ binding: { object } }: BindingWork): KubernetesWrite => ({
  write: 'addFinalizer',
  object,
  finalizer: bindingFinalizer
})

const releaseOf = ({ binding: { object } }: BindingWork): KubernetesWrite => ({
  write: 'removeFinalizer',
  object,
  finalizer: bindingFinalizer
})

/**
 * The plan of one binding, whose order is always the same: it is claimed, and its checkpoint emptied; what is about to be registered is written
 * down; targets come, then targets go; the Pods are told; and what was done is written last.
 */
export const planOfBinding = (work: BindingWork): Plan => {
  const { add, addInTurn, plan } = planner()
  const write = (each: KubernetesWrite): Step => writeStep(work, each)
  const first = [...(work.claim ? [claimOf(work)] : []), ...(work.empties === undefined ? [] : [work.empties])]
  const opened = addInTurn(first.map(write), [])
  const recorded = work.record?.write === 'configMap' ? add([write(work.record)], opened) : opened
  const registered = addInTurn(targetSteps(work, 'add', work.register), recorded)
  const goes = targetSteps(work, 'remove', work.deregister)
  const gone = addInTurn(goes, work.registerFirst ? registered : recorded)
  const told = [...add(work.gates.map(write), opened), ...add(work.gatesOfRegistered.map(write), registered)]
  const done = [...new Set([...registered, ...gone])]
  const closed = addInTurn(work.closing.map(write), done)
  if (!work.release) return plan()
  const forgotten =
    work.record?.write === 'deleteConfigMap' ? add([write(work.record)], done) : ([] as ReadonlyArray<Step>)
  add([write(releaseOf(work))], [...new Set([...done, ...closed, ...told, ...forgotten])])
  return plan()
}
