// Measures the controller on a Kubernetes API server and an AWS API server, beside the reference, and fails where it makes more calls than it
// may. Times depend on the machine, and are told only.
//
//   npm run bench:cluster -- [--only s1,s2,s3,throttled,adopt,memory]
import { parseArgs } from 'node:util'
import { startAws } from '../testbed/aws.mjs'
import { startController } from '../testbed/controller.mjs'
import { startKubernetes } from '../testbed/kubernetes.mjs'
import { createCrds, createObjects } from '../testbed/objects.mjs'
import { mutating } from '../testbed/proxy.mjs'
import { replay } from '../testbed/replay.mjs'
import { restore } from '../testbed/restore.mjs'
import * as workloads from '../testbed/workloads.mjs'
import { clusterClient } from './cluster-client.mjs'

const everything = 's1,s2,s3,throttled,adopt,memory'
const { values: options } = parseArgs({ options: { only: { type: 'string', default: everything } } })

const rows = []
const cells = (values) => values.map((value, i) => (i === 0 ? value.padEnd(44) : value.padStart(10))).join('')
const seconds = (milliseconds) => (milliseconds === undefined ? '-' : `${(milliseconds / 1000).toFixed(2)} s`)
const text = (value) => String(value ?? '-')

/** `atMost` is asserted; `reference` is what AWS Load Balancer Controller 3.5 took for the same. */
const tell = (what, told, { atMost, reference = {} } = {}) => {
  const { calls, mutating, peak, milliseconds, last, memory } = told
  rows.push({ what, calls, atMost, counts: told.counts })
  const counted = [calls, atMost, reference.calls, mutating, peak].map(text)
  const timed = [milliseconds, reference.milliseconds, last].map(seconds)
  console.log(cells([what, ...counted, ...timed, text(memory), text(reference.memory)]))
}

/** Servers with the nodes and pods of a cluster; `prepare` fills them in another way. */
const stage = async (awsOptions, prepare) => {
  const kubernetes = await startKubernetes()
  const aws = await startAws({ ...awsOptions, ...(prepare === undefined ? { cluster: 't1' } : {}) })
  await createCrds(kubernetes.kubeconfig)
  const seed = prepare === undefined ? aws.seed : await prepare(aws, kubernetes.kubeconfig)
  if (prepare === undefined) await createObjects(kubernetes.kubeconfig, workloads.base(seed))
  const client = clusterClient(kubernetes.kubeconfig)
  const start = (flags) => startController({ kubeconfig: kubernetes.kubeconfig, aws, seed, flags })

  /** What `change` costs until the controller rests again; `done` resolves at the moment that is told. */
  const measured = async (controller, change, done) => {
    aws.reset()
    const started = performance.now()
    const from = controller.lines().length
    await change()
    await done?.(from)
    const milliseconds = performance.now() - started
    await controller.rest()
    const { total, counts, peak, failed, log } = aws.counts()
    const errors = controller
      .lines()
      .slice(from)
      .filter(({ level }) => level === 'error')
    if (errors.length > 0) throw new Error(JSON.stringify(errors[0]))
    const last = (log.at(-1)?.at ?? started) - started
    return {
      calls: total,
      mutating: mutating(counts),
      peak,
      throttled: failed,
      milliseconds,
      last,
      counts,
      started,
      log
    }
  }
  return {
    ...{ aws, seed, client, start, measured, kubeconfig: kubernetes.kubeconfig },
    /** A controller, and what its start costs. */
    started: async (flags = []) => {
      aws.reset()
      const controller = await start(flags)
      const told = await measured(controller, async () => {
        await controller.until(({ msg }) => msg === 'swept')
      })
      return { controller, told }
    },
    stop: async (controller) => {
      await controller?.stop()
      client.close()
      await Promise.all([kubernetes.stop(), aws.stop()])
    }
  }
}

const isIngress = ({ kind }) => kind === 'Ingress'

/** Creates a workload, the Ingresses last: from then on is measured until each has a hostname. */
const deployed = async ({ kubeconfig, client, measured }, controller, objects) => {
  await createObjects(
    kubeconfig,
    objects.filter((object) => !isIngress(object))
  )
  const ingresses = objects.filter(isIngress)
  const haveHostnames = client.untilHostnames(ingresses.length)
  return measured(
    controller,
    () => createObjects(kubeconfig, ingresses),
    () => haveHostnames
  )
}

const passedOver = (controller, name) => (from) =>
  controller.until(({ msg, why = [] }) => msg === 'passed' && why.includes(`Ingress app/${name}`), from)

/** All Ingresses deleted, until none is left. */
const removed = async ({ client, measured }, controller) => {
  const gone = client.untilHostnames(0)
  return measured(controller, client.removeIngresses, () => gone)
}

/** Stops the controller and starts another. */
const restarted = async ({ started }, controller) => {
  await controller.stop()
  return started()
}

// Otherwise four in a second are registered, as by the reference.
const fastTargets = '--aws-api-throttle=Elastic Load Balancing v2:^RegisterTargets=1000:1000'
const crowds = [{ count: 50, reference: { memory: 82 } }, { count: 500 }, { count: 5000, flags: ['--dry-run'] }]

const scenarios = {
  s1: async () => {
    const here = await stage({ latencyMs: 50 })
    const { controller } = await here.started()
    const first = await deployed(here, controller, workloads.s1(here.seed))
    tell('S1, 50 ms: one Ingress', first, { atMost: 40, reference: { calls: 50, milliseconds: 2400 } })
    tell('S1: deleted', await removed(here, controller), { reference: { calls: 18 } })
    await here.stop(controller)
  },
  s2: async () => {
    const here = await stage({ latencyMs: 50 })
    const { controller } = await here.started()
    const first = await deployed(here, controller, workloads.s2(here.seed))
    tell('S2, 50 ms: 50 Ingresses, one group', first, { atMost: 330, reference: { calls: 557, milliseconds: 20_700 } })
    const { client, measured } = here
    const rest = await measured(controller, () => new Promise((resolve) => setTimeout(resolve, 10_000)))
    tell('  at rest for 10 s', rest, { atMost: 0, reference: { calls: 0 } })
    const touch = (annotation) => () => client.annotate('s2-05', annotation)
    const unrelated = touch({ unrelated: 'yes' })
    tell('  a touch that changes nothing', await measured(controller, unrelated, passedOver(controller, 's2-05')), {
      ...{ atMost: 0, reference: { calls: 111 } }
    })
    const path = touch({ 'alb.ingress.kubernetes.io/healthcheck-path': '/ready' })
    tell('  one annotation', await measured(controller, path, passedOver(controller, 's2-05')), {
      ...{ atMost: 5, reference: { calls: 123 } }
    })
    const moved = await measured(
      controller,
      () => client.moveEndpoint('s2-7-abc', workloads.podsAcrossZones(here.seed)[29]),
      (from) =>
        controller.until(({ msg, binding, done = 0 }) => msg === 'passed' && binding !== undefined && done > 0, from)
    )
    const register = moved.log.find(({ call }) => call === 'elasticloadbalancing:RegisterTargets')
    tell(
      '  one endpoint moved, to RegisterTargets',
      { ...moved, milliseconds: register.at - moved.started },
      {
        ...{ atMost: 3, reference: { calls: 3 } }
      }
    )
    const again = await restarted(here, controller)
    tell('  started again', again.told, { atMost: 20, reference: { calls: 125 } })
    tell('S2: deleted', await removed(here, again.controller), { reference: { calls: 413 } })
    await here.stop(again.controller)
  },
  s3: async () => {
    const here = await stage({ latencyMs: 20, env: { MAX_LBS: '200' } })
    const { controller } = await here.started()
    const first = await deployed(here, controller, workloads.s3(here.seed))
    tell('S3, 20 ms: 100 load balancers', first, { atMost: 900, reference: { calls: 2223, milliseconds: 33_300 } })
    const again = await restarted(here, controller)
    tell('  started again', again.told, { atMost: 400, reference: { calls: 1314 } })
    tell('S3: deleted', await removed(here, again.controller), { reference: { calls: 904 } })
    await here.stop(again.controller)
  },
  throttled: async () => {
    const here = await stage({ failRate: 0.05 })
    const { controller } = await here.started()
    const first = await deployed(here, controller, workloads.s2(here.seed))
    tell('S2, 5 % throttled', first, { reference: { calls: 591, milliseconds: 31_200 } })
    await here.stop(controller)
  },
  adopt: async () => {
    for (const [state, atMost, reference] of [
      ['s1', 15, 31],
      ['s2', 25, 239]
    ])
      for (const checkpoints of ['fitting', 'recorded']) {
        const here = await stage({}, async (aws, kubeconfig) => {
          await replay(state, aws.url)
          return restore(state, kubeconfig, checkpoints)
        })
        const { controller, told } = await here.started()
        if (told.mutating > 0) throw new Error(`taking over ${state} changed something`)
        const isLive = checkpoints === 'fitting'
        const what = `${state} of the reference taken over${isLive ? '' : ', other pods'}`
        tell(what, told, isLive ? { atMost, reference: { calls: reference } } : {})
        await here.stop(controller)
      }
  },
  memory: async () => {
    // Five thousand target groups would take the AWS server many minutes, so the largest crowd is only looked at.
    for (const { count, flags = [], reference = {} } of crowds) {
      const here = await stage({ env: { MAX_TGS: '10000' } })
      await createObjects(here.kubeconfig, workloads.crowd(here.seed, count))
      const { controller } = await here.started(['--log-level=info', fastTargets, ...flags])
      tell(
        `${count} Ingresses, at rest${flags.length > 0 ? ', looked at' : ''}`,
        { memory: controller.memory() },
        { reference }
      )
      await here.stop(controller)
    }
  }
}

const columns = [
  'calls',
  'at most',
  'reference',
  'mutating',
  'parallel',
  'done',
  'reference',
  'last call',
  'MB',
  'reference'
]
console.log(cells(['', ...columns]))
for (const name of options.only.split(',')) await scenarios[name]()

const tooMany = rows.filter(({ calls, atMost }) => calls > (atMost ?? Number.POSITIVE_INFINITY))
for (const { what, calls, atMost, counts } of tooMany)
  console.error(`${what.trim()}: ${calls} calls, and at most ${atMost} are allowed: ${JSON.stringify(counts)}`)
process.exitCode = tooMany.length === 0 ? 0 : 1
