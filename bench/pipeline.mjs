// Times the stages of the core on clusters of growing size, beside what the reference takes for the same input.
//
//   npm run bench -- [--sizes 100,1000,10000]
import { parseArgs } from 'node:util'
import {
  afterReport,
  applyChange,
  clusterFrom,
  configure,
  decide,
  decodeObject,
  diff,
  E,
  factsFrom,
  foreignTags,
  goalOf,
  groupIds,
  groupOf,
  installation,
  known,
  nothingKnownYet,
  O,
  order,
  planOf,
  predict,
  prospects,
  question,
  surveyWith,
  translate
} from '@alb-ingress/core'
import { measure } from 'mitata'
import { ingress, manifests } from './manifests.mjs'

const { values: options } = parseArgs({ options: { sizes: { type: 'string', default: '100,1000,10000' } } })

// AWS Load Balancer Controller 3.5 on the same input, one thread, objects in memory: group and build, in milliseconds; heap in MiB.
const reference = new Map([
  [100, { milliseconds: 6, heap: 5 }],
  [1000, { milliseconds: 52, heap: 9 }],
  [5000, { milliseconds: 273, heap: 28 }],
  [10000, { milliseconds: 521, heap: 51 }]
])

const install = installation({ clusterName: 'demo', region: 'us-west-2', accountId: '123456789012', vpcId: 'vpc-1' })
const subnets = ['a', 'b', 'c'].map((zone) => ({
  id: `subnet-${zone}`,
  vpcId: 'vpc-1',
  availabilityZone: `us-west-2${zone}`,
  locale: 'availability-zone',
  availableIpAddressCount: 8000,
  ipv6CidrBlocks: [],
  public: true,
  tags: { 'kubernetes.io/role/elb': '1' }
}))
const facts = factsFrom(0, [[question('subnetsOfVpc'), known(subnets)]])
const nothing = { stacks: new Map(), rulesPerLoadBalancer: 100 }

/** Milliseconds, the median of repeated runs. Collecting garbage is part of what a run costs, so nothing is collected in between. */
const median = async (run) => {
  const { p50 } = await measure(run, { min_samples: 7, min_cpu_time: 2e9, warmup_samples: 3 })
  return p50 / 1e6
}

const build = (cluster) =>
  groupIds(cluster).map((id) => {
    const group = groupOf(cluster, id)
    return translate(facts, O.none)(configure(install)(group.right))
  })

const desiredOf = (outlooks) => ({
  stacks: new Map(outlooks.map((outlook) => [outlook.id, goalOf(install)(outlook)])),
  foreignTags: foreignTags(install.clusterName, install.externalManagedTags)
})

const planFrom = (desired, observed) => order(diff(desired, observed), observed)

// An account that knows its subnets, has nothing at first, and takes whatever it is told.
const told = (value) => () => async () => E.right(value)
const aws = {
  answer: (needed) =>
    told(
      factsFrom(
        0,
        needed.map((asked) => [asked, known(subnets)])
      )
    )(),
  observe: told([]),
  details: told([])
}

const looked = async (cluster, knowledge, only) => {
  const options = { now: 0, bindingsPublished: false, ...(only === undefined ? {} : { only }) }
  const survey = await surveyWith(aws, install)({ cluster, noticed: [] }, knowledge, options)()
  const [outlook] = survey.right
  return { outlook, plan: planOf(outlook).plan }
}

/** What is known once everything was made. */
const knownAll = async (cluster) => {
  const knowledge = nothingKnownYet()
  const { outlook, plan } = await looked(cluster, knowledge)
  const done = plan.steps.map(({ id }) => id)
  const outcomes = new Map(done.map((id, i) => [id, { physicalId: `arn:${i}`, reported: { dnsName: `${i}.example` } }]))
  return afterReport(knowledge, { outlook, plan, report: { ...{ done, outcomes }, failed: [], skipped: [] } })
}

/** One changed Ingress, from the decoded object in hand to the steps of its group. */
const oneChange = (cluster, knowledge, objects) => {
  let turn = 0
  return async () => {
    const [advanced, touched] = applyChange(cluster, { type: 'set', object: objects[turn++ % 2] })
    return (await looked(advanced, knowledge, touched)).plan
  }
}

const heapOf = (held) => {
  globalThis.gc?.()
  globalThis.gc?.()
  const mebibytes = process.memoryUsage().heapUsed / 2 ** 20
  return held.length > 0 ? mebibytes : 0
}

const row = (cells) => cells.map((cell, i) => (i === 0 ? cell.padEnd(46) : cell.padStart(12))).join('')
const number = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0))

const results = []
const base = heapOf(['empty'])
for (const size of options.sizes.split(',').map(Number)) {
  let objects = manifests(size)
  const decode = await median(() => objects.map(decodeObject))
  const decoded = objects.map(decodeObject)
  objects = undefined
  const index = await median(() => clusterFrom(install, decoded))
  const cluster = clusterFrom(install, decoded)
  const model = await median(() => build(cluster))
  const outlooks = prospects(cluster, install).map(decide(facts, nothing))
  const desired = desiredOf(outlooks)
  const full = await median(() => planFrom(desired, nothing))
  const observed = predict(planFrom(desired, nothing), nothing)
  const none = await median(() => planFrom(desired, observed))
  const changed = [ingress(size - 1, size, '/ready'), ingress(size - 1, size, '/healthz')].map(decodeObject)
  const knowledge = await knownAll(cluster)
  const changeOnce = oneChange(cluster, knowledge, changed)
  const change = await median(changeOnce)
  const { steps } = await changeOnce()
  results.push({ size, decode, index, model, full, none, change, heap: undefined, held: [cluster, desired] })
  const last = results.at(-1)
  last.steps = steps.length
  last.heap = heapOf(last.held) - base
  last.held = undefined
}

const line = (label, of) => console.log(row([label, ...results.map(of)]))
line('Ingresses', ({ size }) => String(size))
line('decode, ms', ({ decode }) => number(decode))
line('index the cluster, ms', ({ index }) => number(index))
line('group, settings and translation, ms', ({ model }) => number(model))
line('  the reference: group and build, ms', ({ size }) => String(reference.get(size)?.milliseconds ?? '-'))
line('plan from nothing, ms', ({ full }) => number(full))
line('plan when nothing is to do, ms', ({ none }) => number(none))
line('one change, from object to steps, ms', ({ change }) => number(change))
line('  its steps', ({ steps }) => String(steps))
line('heap with cluster and desired state, MiB', ({ heap }) => number(heap))
line('  the reference, MiB', ({ size }) => String(reference.get(size)?.heap ?? '-'))
