import type { Fault, GroupId } from '@alb-ingress/core'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { GroupState, Happening, Tell } from '../loop/happening.js'
import type { Queue } from '../queue/queue.js'
import { depthOf } from '../queue/take.js'
import type { WorkKind } from '../queue/work.js'
import { type Families, familiesIn, type TargetGroupInfo } from './metric-families.js'

// The names of controllers, as the reference's dashboards have them.
const controllerNames: Readonly<Record<WorkKind, string>> = {
  group: 'ingress',
  binding: 'targetGroupBinding',
  shared: 'shared'
}

const seconds = (milliseconds: number): number => milliseconds / 1000

type Passed = Extract<Happening, { tells: 'passed' }>

const resultOf = ({ ending }: Passed): string => {
  if (ending.end === 'failed') return 'error'
  return ending.end === 'later' ? 'requeue_after' : 'success'
}

/** What somebody asks the loop for when metrics are read. */
export interface Read {
  readonly queue: () => Queue
  /** How many objects of a kind are held. */
  readonly objects: () => Readonly<Record<'service' | 'ingress' | 'targetgroupbinding', number>>
}

export interface Metrics {
  readonly tell: Tell
  readonly text: () => Promise<string>
  readonly registry: Registry
  /** What is read only when metrics are asked for. */
  readonly attach: (read: Read) => void
}

const states: ReadonlyArray<GroupState> = ['wanted', 'leaving', 'frozen']

const forgetGroup = ({ groups }: Families, group: GroupId): void => {
  for (const state of states) groups.remove({ group, state })
}

const targetStates = ['initial', 'healthy', 'unhealthy', 'unhealthy.draining', 'unused', 'draining', 'unavailable']

const namesIn = (key: string): { readonly namespace: string; readonly name: string } => {
  const [namespace = '', name = ''] = key.split('/')
  return { namespace, name }
}

/** The families, and what they show of bindings: a series can be removed only by all of its labels. */
interface Shown extends Families {
  readonly infos: Map<string, TargetGroupInfo>
}

const forgetBinding = ({ targets, targetGroups, infos }: Shown, key: string): void => {
  for (const state of targetStates) targets.remove({ ...namesIn(key), state })
  const info = infos.get(key)
  if (info !== undefined) targetGroups.remove(info)
  infos.delete(key)
}

// A binding may name what no target group is called.
const longestLabel = 128

const countTargets = (shown: Shown, { binding, states }: Extract<Happening, { tells: 'targets' }>): void => {
  const { key, targetGroup = '', spec } = binding
  forgetBinding(shown, key)
  for (const [state, count] of Object.entries(states)) shown.targets.set({ ...namesIn(key), state }, count)
  const name = targetGroup.slice(targetGroup.lastIndexOf(':') + 1).slice(0, longestLabel)
  const info = { namespace: namesIn(key).namespace, service: spec.serviceRef.name, target_group: name }
  shown.targetGroups.set(info, 1)
  shown.infos.set(key, info)
}

const actionOf = ({ progress: { step } }: Extract<Happening, { tells: 'step' }>): string =>
  step.on === 'aws' ? step.call.action : step.write.write

/** The error category of a fault: what was asked, as far as its kind tells. */
const categoryOf = ({ kind }: Fault): string => `${kind}_error`

const count = (families: Shown, happening: Happening): void => {
  switch (happening.tells) {
    case 'leading':
      families.leader.set(happening.isLeader ? 1 : 0)
      break
    case 'planned': {
      const controller = controllerNames[happening.work.kind]
      families.stages.observe({ controller, reconcile_stage: 'build_model' }, seconds(happening.milliseconds))
      families.planned.inc({ kind: happening.work.kind }, happening.plan.steps.length)
      break
    }
    case 'step': {
      const { event } = happening.progress
      if (event === 'done' || event === 'failed')
        families.stepSeconds.observe({ action: actionOf(happening), result: event }, seconds(happening.milliseconds))
      break
    }
    case 'passed': {
      const controller = controllerNames[happening.work.kind]
      families.reconciled.inc({ controller, result: resultOf(happening) })
      families.reconcileSeconds.observe({ controller }, seconds(happening.milliseconds))
      families.queued.observe({ name: controller }, seconds(happening.waited))
      for (const fault of happening.failed) families.errors.inc({ controller, error_category: categoryOf(fault) })
      if (happening.state === undefined) break
      forgetGroup(families, happening.work.name)
      families.groups.set({ group: happening.work.name, state: happening.state }, 1)
      break
    }
    case 'gone':
      if (happening.work.kind === 'group') forgetGroup(families, happening.work.name)
      if (happening.work.kind === 'binding') forgetBinding(families, happening.work.name)
      break
    case 'targets':
      countTargets(families, happening)
      break
    case 'swept':
      families.sweeps.inc()
      for (const { drift } of happening.drift) families.drift.inc({ drift })
      break
    case 'noticed':
    case 'unwritten':
    case 'defect':
      break
  }
}

/** What the loop tells, as metrics: names of the reference where it has them. Series of what is gone are removed. */
export const controllerMetrics = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const families: Shown = { ...familiesIn(registry), infos: new Map() }
  let read: Read | undefined
  const look = (): void => {
    if (read === undefined) return
    for (const [kind, controller] of Object.entries(controllerNames)) {
      // The keys of a record are the kinds.
      const { running, waiting } = depthOf(read.queue(), kind as WorkKind)
      families.depth.set({ name: controller }, waiting)
      families.active.set({ controller }, running)
    }
    for (const [resource, count] of Object.entries(read.objects())) families.objects.set({ resource }, count)
  }
  return {
    registry,
    tell: (happening) => count(families, happening),
    text: () => {
      look()
      return registry.metrics()
    },
    attach: (given) => {
      read = given
    }
  }
}
