// Counts what runs cost on an AWS API server, beside the reference, and fails where they cost more than they may.
//
//   npm run bench:aws -- [--only s1,s2,s3]
import { parseArgs } from 'node:util'
import { connect, defaultThrottles } from '@alb-ingress/adapter-aws'
import { memoryCluster, memoryKubernetes, rememberedOf } from '@alb-ingress/adapter-memory'
import {
  afterReport,
  carryOut,
  E,
  installation,
  nothingKnownYet,
  planOf,
  reconcileTargetsOf,
  seenIn,
  surveyWith
} from '@alb-ingress/core'
import { endpointsAt, startAws } from '../testbed/aws.mjs'
import { mutating } from '../testbed/proxy.mjs'
import * as workloads from '../testbed/workloads.mjs'

const { values: options } = parseArgs({ options: { only: { type: 'string', default: 's1,s2,s3' } } })

const clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => () => new Promise((resolve) => setTimeout(resolve, milliseconds))
}

const orThrow = (result) => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** The ports before an account of its own, and a count of what happens there. */
const worldOf = async (latencyMs) => {
  const server = await startAws({ cluster: 't1', latencyMs, env: { MAX_LBS: '200' } })
  Object.assign(process.env, server.env)
  const { vpc: vpcId, region, cluster: clusterName } = server.seed
  const settings = {
    region,
    vpcId,
    maxRetries: 10,
    throttle: defaultThrottles,
    endpoints: endpointsAt(server.endpoint)
  }
  const { aws, accountId } = orThrow(await connect(settings)())
  const install = installation({ clusterName, region, accountId, vpcId })
  let remembered = {}

  /** Runs something on a cluster of these objects, which keeps what was written to it, and says what it cost. */
  const measured = async (objects, run) => {
    const cluster = memoryCluster(objects, remembered)
    server.reset()
    const started = performance.now()
    const at = {}
    const onProgress = ({ step, event }) => {
      if (event !== 'done') return
      at[step.on === 'aws' ? step.call.action : step.write.write] = performance.now() - started
    }
    const ports = { aws, kubernetes: memoryKubernetes(cluster, clock), clock }
    const reports = await run(ports, { concurrency: 64, onProgress, repetitions: 2 })
    const faults = reports.flatMap(({ failed }) => failed.map(({ fault }) => fault))
    if (faults.length > 0) throw new Error(JSON.stringify(faults))
    const milliseconds = performance.now() - started
    remembered = rememberedOf(cluster)
    const { total, counts, peak } = server.counts()
    return { calls: total, mutating: mutating(counts), counts, peak, milliseconds, at }
  }
  return { install, seed: server.seed, measured, stop: server.stop }
}

/** A workload and the account that serves it. What was learnt of the account counts until it is forgotten, as in a controller. */
const stage = async (latencyMs, workload) => {
  const { install, seed, measured, stop } = await worldOf(latencyMs)
  const objects = [...workloads.base(seed), ...workload(seed)]
  let knowledge = nothingKnownYet()
  let last

  return {
    /** One pass over the objects; `change` makes others of them. */
    pass: (change = (object) => object) =>
      measured(objects.map(change), async (ports, how) => {
        const seen = seenIn(install, orThrow(await ports.kubernetes.read()))
        const [outlook] = orThrow(await surveyWith(ports.aws, install)(seen, knowledge, { now: clock.now() })())
        const { plan } = planOf(outlook)
        last = { outlook, plan, report: await carryOut(ports, how)(plan, outlook.observed)() }
        knowledge = afterReport(knowledge, last)
        return [last.report]
      }),
    /** The targets of the last pass. */
    targets: (change = (object) => object) =>
      measured(objects.map(change), async (ports, how) => {
        const { bindings, rules } = orThrow(await reconcileTargetsOf(ports, install)(last, how)())
        return [...bindings.map(({ report }) => report), ...rules]
      }),
    /** As if the program were started again. */
    forget: () => {
      knowledge = nothingKnownYet()
    },
    stop
  }
}

const isIngress = ({ kind }) => kind === 'Ingress'

const withMetadata = (object, more) => ({ ...object, metadata: { ...object.metadata, ...more } })

const deleting = (object) =>
  isIngress(object) ? withMetadata(object, { deletionTimestamp: '2026-02-11T08:15:30Z' }) : object

const withPath = (name) => (object) => {
  if (!isIngress(object) || object.metadata.name !== name) return object
  const path = { 'alb.ingress.kubernetes.io/healthcheck-path': '/ready' }
  return withMetadata(object, { annotations: { ...object.metadata.annotations, ...path } })
}

/** All Ingresses go: their load balancers, then the rules on the nodes, then the security group that these named. */
const removal = async ({ pass, targets }) => {
  const parts = [await pass(deleting), await targets(deleting), await pass(deleting)]
  const sum = (of) => parts.reduce((all, each) => all + of(each), 0)
  return {
    ...{ calls: sum(({ calls }) => calls), mutating: sum(({ mutating }) => mutating), counts: {}, at: {} },
    ...{ peak: Math.max(...parts.map(({ peak }) => peak)), milliseconds: sum(({ milliseconds }) => milliseconds) }
  }
}

const rows = []

/** `atMost` is asserted; `reference` is what AWS Load Balancer Controller 3.5 took for the same. */
const tell = (what, { calls, mutating, peak, milliseconds, counts, at }, { atMost, reference = {} } = {}) => {
  const { status: hostname, CreateRule: rules } = at
  rows.push({ what, calls, mutating, peak, counts, atMost, reference, hostname, rules, milliseconds })
}

const scenarios = {
  s1: async () => {
    const world = await stage(50, workloads.s1)
    const { pass, targets } = world
    tell('S1, 50 ms: one Ingress', await pass(), { atMost: 30, reference: { calls: 50, hostname: 2400 } })
    tell('  its targets', await targets())
    tell('S1: deleted', await removal(world), { reference: { calls: 18 } })
    await world.stop()
  },
  s2: async () => {
    const world = await stage(50, workloads.s2)
    const { pass, targets, forget } = world
    tell('S2, 50 ms: 50 Ingresses, one group', await pass(), {
      atMost: 330,
      reference: { calls: 557, hostname: 20700 }
    })
    tell('  their targets', await targets())
    tell('S2: nothing to do, all known', await pass(), { atMost: 0, reference: { calls: 0 } })
    tell('S2: one annotation, all known', await pass(withPath('s2-05')), { atMost: 5, reference: { calls: 123 } })
    forget()
    tell('S2: nothing to do, nothing known', await pass(withPath('s2-05')), { atMost: 20, reference: { calls: 125 } })
    tell('S2: deleted', await removal(world), { reference: { calls: 413 } })
    await world.stop()
  },
  s3: async () => {
    const world = await stage(20, workloads.s3)
    const { pass, targets, forget } = world
    tell('S3, 20 ms: 100 load balancers', await pass(), { atMost: 800, reference: { calls: 2223, hostname: 33300 } })
    tell('  their targets', await targets())
    forget()
    tell('S3: nothing to do, nothing known', await pass(), { atMost: 400, reference: { calls: 1314 } })
    tell('S3: deleted', await removal(world), { reference: { calls: 904 } })
    await world.stop()
  }
}

for (const name of options.only.split(',')) await scenarios[name]()

const cells = (values) => values.map((value, i) => (i === 0 ? value.padEnd(36) : value.padStart(10))).join('')
const seconds = (milliseconds) => (milliseconds === undefined ? '-' : `${(milliseconds / 1000).toFixed(2)} s`)
console.log(
  cells(['', 'calls', 'at most', 'reference', 'mutating', 'parallel', 'hostname', 'reference', 'rules', 'all'])
)
for (const { what, calls, atMost, reference, mutating, peak, hostname, rules, milliseconds } of rows) {
  const counted = [calls, atMost, reference.calls, mutating, peak].map((value) => String(value ?? '-'))
  const timed = [hostname, reference.hostname, rules, milliseconds].map(seconds)
  console.log(cells([what, ...counted, ...timed]))
}
const tooMany = rows.filter(({ calls, atMost }) => calls > (atMost ?? Number.POSITIVE_INFINITY))
for (const { what, calls, atMost, counts } of tooMany)
  console.error(`${what.trim()}: ${calls} calls, and at most ${atMost} are allowed: ${JSON.stringify(counts)}`)
process.exitCode = tooMany.length === 0 ? 0 : 1
