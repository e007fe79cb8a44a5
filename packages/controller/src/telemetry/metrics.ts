import type { Fault, GroupId } from '@alb-ingress/core'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { GroupState, Happening, Tell } from '../loop/happening.js'
import type { Queue } from '../queue/queue.js'
import { depthOf } from '../queue/take.js'
import type { WorkKind } from '../queue/work.js'

// The names of controllers, as the reference's dashboards have them.
const controllerNames: Readonly<Record<WorkKind, string>> = {
  group: 'ingress',
  binding: 'targetGroupBinding',
  shared: 'shared'
}

const seconds = (milliseconds: number): number => milliseconds / 1000

const waits = [0.05, 0.25, 1, 2, 5, 10, 30, 60, 300, 1000]

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

const familiesIn = (registry: Registry) => {
  const registers = [registry]
  return {
    reconciled: new Counter({
      ...{ registers, name: 'controller_runtime_reconcile_total', help: 'Passes, by how they ended.' },
      labelNames: ['controller', 'result']
    }),
    reconcileSeconds: new Histogram({
      ...{ registers, name: 'controller_runtime_reconcile_time_seconds', help: 'How long passes took.' },
      labelNames: ['controller']
    }),
    errors: new Counter({
      ...{ registers, name: 'awslbc_controller_reconcile_errors_total', help: 'Passes that failed, by what failed.' },
      labelNames: ['controller', 'error_category']
    }),
    stages: new Histogram({
      ...{ registers, name: 'awslbc_controller_reconcile_stage_duration', help: 'How long stages took, in seconds.' },
      labelNames: ['controller', 'reconcile_stage']
    }),
    objects: new Gauge({
      ...{ registers, name: 'awslbc_controller_cache_object_total', help: 'Objects of the cluster that are held.' },
      labelNames: ['resource']
    }),
    leader: new Gauge({ registers, name: 'leader_election_master_status', help: '1 while this replica acts.' }),
    depth: new Gauge({ registers, name: 'workqueue_depth', help: 'Works that wait.', labelNames: ['name'] }),
    active: new Gauge({
      ...{ registers, name: 'controller_runtime_active_workers', help: 'Works that run.' },
      labelNames: ['controller']
    }),
    queued: new Histogram({
      ...{
        registers,
        name: 'workqueue_queue_duration_seconds',
        help: 'From the first event to the begin of its pass.'
      },
      ...{ labelNames: ['name'], buckets: waits }
    }),
    stepSeconds: new Histogram({
      ...{ registers, name: 'alb_ingress_step_duration_seconds', help: 'How long steps took, with all repetitions.' },
      labelNames: ['action', 'result']
    }),
    planned: new Counter({
      ...{ registers, name: 'alb_ingress_planned_steps_total', help: 'Steps that were planned.', labelNames: ['kind'] }
    }),
    groups: new Gauge({
      ...{ registers, name: 'alb_ingress_group_state', help: '1 for the state that a group is in.' },
      labelNames: ['group', 'state']
    }),
    targets: new Gauge({
      ...{
        registers,
        name: 'alb_ingress_targets',
        help: 'Targets of a TargetGroupBinding, by their state when last told.'
      },
      labelNames: ['namespace', 'name', 'state']
    }),
    drift: new Counter({
      ...{
        registers,
        name: 'alb_ingress_drift_total',
        help: 'Resources and fields that others changed, as sweeps found.'
      },
      labelNames: ['drift']
    }),
    sweeps: new Counter({ registers, name: 'alb_ingress_sweeps_total', help: 'Looks at everything.' })
  }
}

type Families = ReturnType<typeof familiesIn>

const states: ReadonlyArray<GroupState> = ['wanted', 'leaving', 'frozen']

const forgetGroup = ({ groups }: Families, group: GroupId): void => {
  for (const state of states) groups.remove({ group, state })
}

const targetStates = ['initial', 'healthy', 'unhealthy', 'unhealthy.draining', 'unused', 'draining', 'unavailable']

const namesIn = (key: string): { readonly namespace: string; readonly name: string } => {
  const [namespace = '', name = ''] = key.split('/')
  return { namespace, name }
}

const forgetBinding = ({ targets }: Families, key: string): void => {
  for (const state of targetStates) targets.remove({ ...namesIn(key), state })
}

const countTargets = (families: Families, { binding, states }: Extract<Happening, { tells: 'targets' }>): void => {
  forgetBinding(families, binding.key)
  for (const [state, count] of Object.entries(states)) families.targets.set({ ...namesIn(binding.key), state }, count)
}

const actionOf = ({ progress: { step } }: Extract<Happening, { tells: 'step' }>): string =>
  step.on === 'aws' ? step.call.action : step.write.write

/** The error category of a fault: what was asked, as far as its kind tells. */
const categoryOf = ({ kind }: Fault): string => `${kind}_error`

const count = (families: Families, happening: Happening): void => {
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
  const families = familiesIn(registry)
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
