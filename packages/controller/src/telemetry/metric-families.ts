import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

// Seconds: from the shortest settling of a burst to the longest pause after failures.
const waits = [0.05, 0.25, 1, 2, 5, 10, 30, 60, 300, 1000]

/** The metrics that are made from what the loop tells. */
export const familiesIn = (registry: Registry) => {
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
    targetGroups: new Gauge({
      ...{ registers, name: 'aws_target_group_info', help: '1 for each target group that is filled, and its Service.' },
      labelNames: ['namespace', 'service', 'target_group']
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

export type Families = ReturnType<typeof familiesIn>

/** What `aws_target_group_info` shows of one binding. */
export type TargetGroupInfo = Readonly<Record<'namespace' | 'service' | 'target_group', string>>
