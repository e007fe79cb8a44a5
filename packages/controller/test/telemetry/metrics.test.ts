import { type Binding, fault } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import type { Happening } from '../../src/loop/happening.js'
import { afterEvent, emptyQueue } from '../../src/queue/queue.js'
import { defaultPaces } from '../../src/queue/settings.js'
import { bindingWork, groupWork, sharedWork } from '../../src/queue/work.js'
import { controllerMetrics } from '../../src/telemetry/metrics.js'

const passed: Extract<Happening, { tells: 'passed' }> = {
  ...{ tells: 'passed', work: groupWork('front'), ending: { end: 'done' }, why: [], waited: 300 },
  ...{ milliseconds: 1500, done: 3, failed: [], left: 0, state: 'wanted' }
}

/** The lines about one metric, without help. */
const linesOf = async (name: string, ...happenings: ReadonlyArray<Happening>): Promise<ReadonlyArray<string>> => {
  const metrics = controllerMetrics()
  for (const happening of happenings) metrics.tell(happening)
  return (await metrics.text()).split('\n').filter((line) => line.startsWith(name))
}

describe('what the loop tells is counted', () => {
  test.each<{ metric: string; happenings: ReadonlyArray<Happening>; line: string }>([
    {
      metric: 'controller_runtime_reconcile_total',
      happenings: [passed, passed],
      line: 'controller_runtime_reconcile_total{controller="ingress",result="success"} 2'
    },
    {
      metric: 'awslbc_controller_reconcile_errors_total',
      happenings: [{ ...passed, failed: [fault('denied', 'AccessDenied', 'CreateRule', '')] }],
      line: 'awslbc_controller_reconcile_errors_total{controller="ingress",error_category="denied_error"} 1'
    },
    {
      metric: 'leader_election_master_status',
      happenings: [{ tells: 'leading', isLeader: true }],
      line: 'leader_election_master_status 1'
    },
    {
      metric: 'workqueue_queue_duration_seconds_sum',
      happenings: [passed],
      line: 'workqueue_queue_duration_seconds_sum{name="ingress"} 0.3'
    },
    {
      metric: 'alb_ingress_drift_total',
      happenings: [
        {
          ...{ tells: 'swept', groups: 4, toDo: ['a'], frozen: 0 },
          drift: [{ resource: { stack: 'a', kind: 'Listener', id: '80' }, physicalId: 'arn', drift: 'vanished' }]
        }
      ],
      line: 'alb_ingress_drift_total{drift="vanished"} 1'
    },
    {
      metric: 'alb_ingress_group_state',
      happenings: [passed, { ...passed, state: 'frozen' }],
      line: 'alb_ingress_group_state{group="front",state="frozen"} 1'
    }
  ])('$line', async ({ metric, happenings, line }) => {
    expect(await linesOf(metric, ...happenings)).toContain(line)
  })
})

test('a group that is gone leaves no series behind', async () => {
  expect(await linesOf('alb_ingress_group_state', passed, { tells: 'gone', work: groupWork('front') })).toEqual([])
})

describe('a binding', () => {
  // Only what is counted of it.
  const binding = {
    key: 'shop/web-1',
    targetGroup: 'arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/k8s-web/0123',
    spec: { serviceRef: { name: 'web', port: 80 } }
  } as unknown as Binding
  const told: Happening = { tells: 'targets', binding, states: { healthy: 2, draining: 1 } }

  test('shows its targets by their state, and its target group', async () => {
    expect(await linesOf('alb_ingress_targets', told)).toContain(
      'alb_ingress_targets{namespace="shop",name="web-1",state="healthy"} 2'
    )
    expect(await linesOf('aws_target_group_info', told)).toEqual([
      'aws_target_group_info{namespace="shop",service="web",target_group="targetgroup/k8s-web/0123"} 1'
    ])
  })

  test('that is gone leaves no series behind', async () => {
    const gone: Happening = { tells: 'gone', work: bindingWork('shop/web-1') }
    expect(await linesOf('alb_ingress_targets', told, gone)).toEqual([])
    expect(await linesOf('aws_target_group_info', told, gone)).toEqual([])
  })
})

test('a group has one state at a time', async () => {
  expect(await linesOf('alb_ingress_group_state', passed, { ...passed, state: 'leaving' })).toHaveLength(1)
})

test('the depth of the queue and the objects held are read when somebody asks', async () => {
  const metrics = controllerMetrics()
  let queue = emptyQueue(defaultPaces)
  metrics.attach({ queue: () => queue, objects: () => ({ ingress: 3, service: 2, targetgroupbinding: 1 }) })
  queue = afterEvent(
    queue,
    { event: 'touched', works: [groupWork('a'), groupWork('b'), sharedWork], urgency: 'change' },
    0
  )
  const text = await metrics.text()
  expect(text).toContain('workqueue_depth{name="ingress"} 2')
  expect(text).toContain('awslbc_controller_cache_object_total{resource="ingress"} 3')
})
