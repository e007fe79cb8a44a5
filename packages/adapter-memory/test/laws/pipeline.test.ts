import {
  carryOut,
  E,
  type Installation,
  type Outlook,
  type Plan,
  type Ports,
  planOf,
  predict,
  reconcile,
  survey
} from '@alb-ingress/core'
import { editPair, type Manifest, objectsOf, type World, world } from '@alb-ingress/core/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeAccountFile,
  installationFrom,
  isStop,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  rememberedOf,
  withMishaps,
  worldFrom
} from '../../src/index.js'

const zones = ['a', 'b', 'c']

const account = {
  region: 'eu-central-1',
  accountId: '123456789012',
  clusterName: 'demo',
  vpcId: 'vpc-0123456789abcdef0',
  availabilityZones: zones.map((zone, i) => ({
    name: `eu-central-1${zone}`,
    id: `euc1-az${i}`,
    type: 'availability-zone'
  })),
  subnets: zones.flatMap((zone) =>
    [true, false].map((isPublic) => ({
      id: `subnet-0${isPublic ? 'bb' : 'aa'}${zone}`,
      az: `eu-central-1${zone}`,
      availableIps: 200,
      type: 'availability-zone',
      public: isPublic,
      tags: { [isPublic ? 'kubernetes.io/role/elb' : 'kubernetes.io/role/internal-elb']: '1' }
    }))
  ),
  certificates: [
    {
      arn: 'arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-4000-8000-000000000001',
      domainName: 'example.com',
      sans: ['example.com', '*.example.com'],
      type: 'AMAZON_ISSUED',
      status: 'ISSUED'
    }
  ]
}

const right = <A>(checked: { readonly _tag: string; readonly right?: A }): A => {
  if (checked.right === undefined)
    throw new Error(`the account of this test does not check: ${JSON.stringify(checked)}`)
  return checked.right
}

const file = right(decodeAccountFile(account, 'account.json'))
const install: Installation = right(installationFrom(file, 'account.json'))

/** An account and a cluster that outlive the manifests: `show` gives the cluster other ones. */
const stage = () => {
  const clock = memoryClock(0)
  const aws = worldFrom(file)
  let remembered = file.kubernetes
  const show = (manifests: ReadonlyArray<Manifest>) => {
    const cluster = memoryCluster(manifests, remembered)
    const ports: Ports = { aws: memoryAws(aws, clock), kubernetes: memoryKubernetes(cluster, clock), clock }
    return {
      ports,
      leave: () => {
        remembered = rememberedOf(cluster)
      }
    }
  }
  return { show }
}

const look = async (ports: Ports): Promise<Outlook> => {
  const outlook = await survey(ports, install)({})()
  if (E.isLeft(outlook)) throw new Error(JSON.stringify(outlook.left))
  return outlook.right
}

const quiet = { concurrency: 4, onProgress: () => undefined }

const pass = async (ports: Ports): Promise<void> => {
  const done = await reconcile(ports, install)(quiet)()
  if (E.isLeft(done)) throw new Error(JSON.stringify(done.left))
  expect(done.right.report.failed).toEqual([])
}

const idsOf = ({ steps }: Plan): ReadonlyArray<string> => steps.map(({ id }) => id)

/** Another order of the same steps that the plan allows: each time one of those that wait for nothing. */
const shuffled = (plan: Plan, picks: ReadonlyArray<number>): Plan => {
  const open = new Set(idsOf(plan))
  const steps: Array<Plan['steps'][number]> = []
  for (let turn = 0; open.size > 0; turn++) {
    const ready = plan.steps.filter(
      ({ id }) => open.has(id) && (plan.after.get(id) ?? []).every((earlier) => !open.has(earlier))
    )
    const step = ready[(picks[turn % picks.length] ?? 0) % ready.length]
    if (step === undefined) throw new Error('the steps wait in a circle')
    open.delete(step.id)
    steps.push(step)
  }
  return { ...plan, steps }
}

const picks = fc.array(fc.nat(50), { minLength: 5, maxLength: 20 })
const runs = { numRuns: 60 }

describe('over the account in memory', () => {
  test('what a plan makes leaves nothing to do', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (manifests) => {
        const { ports } = stage().show(objectsOf(manifests))
        await pass(ports)
        expect(idsOf(planOf(await look(ports)).plan)).toEqual([])
      }),
      runs
    )
  })

  test('a small change is carried out in any order that the plan allows, and then nothing is left to do', async () => {
    await fc.assert(
      fc.asyncProperty(editPair, picks, async ([before, after], order) => {
        const { show } = stage()
        const first = show(objectsOf(before))
        await pass(first.ports)
        first.leave()
        const { ports } = show(objectsOf(after))
        const outlook = await look(ports)
        const plan = shuffled(planOf(outlook).plan, order)
        const report = await carryOut(ports, { ...quiet, concurrency: 1 })(plan, outlook.observed)()
        expect(report.failed).toEqual([])
        expect(idsOf(planOf(await look(ports)).plan)).toEqual([])
      }),
      runs
    )
  })

  test('a run that is killed after any write is finished by the next one', async () => {
    await fc.assert(
      fc.asyncProperty(editPair, fc.nat(40), async ([before, after], write) => {
        const { show } = stage()
        const first = show(objectsOf(before))
        await pass(first.ports)
        first.leave()
        const killed = show(objectsOf(after))
        const mishaps = withMishaps([{ what: 'stop', afterWrites: write }], killed.ports)
        await reconcile(
          mishaps,
          install
        )(quiet)().catch((stop: unknown) => {
          if (!isStop(stop)) throw stop
        })
        killed.leave()
        const { ports } = show(objectsOf(after))
        await pass(ports)
        expect(idsOf(planOf(await look(ports)).plan)).toEqual([])
      }),
      runs
    )
  })

  test('taking an Ingress out of the input deletes nothing, and its stack is reported as stray', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (manifests) => {
        const { show } = stage()
        const first = show(objectsOf(manifests))
        await pass(first.ports)
        first.leave()
        const rest: World = { ...manifests, ingresses: [] }
        const { ports } = show(objectsOf(rest))
        const outlook = await look(ports)
        expect(idsOf(planOf(outlook).plan)).toEqual([])
        const made = [...outlook.observed.stacks.keys()].filter((id) => id !== '*shared*')
        expect(outlook.stray).toEqual(made)
      }),
      runs
    )
  })

  test('what is predicted of a plan is what comes of it', async () => {
    await fc.assert(
      fc.asyncProperty(editPair, async ([before, after]) => {
        const { show } = stage()
        const first = show(objectsOf(before))
        await pass(first.ports)
        first.leave()
        const { ports } = show(objectsOf(after))
        const outlook = await look(ports)
        const { plan } = planOf(outlook)
        const predicted = predict(plan, outlook.observed)
        await carryOut(ports, quiet)(plan, outlook.observed)()
        const seen = await look(ports)
        const namesIn = (state: Outlook['observed']): ReadonlyArray<string> =>
          [...state.stacks.values()]
            .flatMap(({ resources }) => resources.map(({ kind, stack, id }) => `${kind} ${stack} ${id}`))
            .sort()
        expect(namesIn(predicted)).toEqual(namesIn(seen.observed))
      }),
      runs
    )
  })
})
