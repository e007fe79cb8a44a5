import { E, type Installation, type Outlook, type Plan, type Ports, reconcile, survey } from '@alb-ingress/core'
import type { Manifest } from '@alb-ingress/core/testing'
import fc from 'fast-check'
import { expect } from 'vitest'
import {
  decodeAccountFile,
  installationFrom,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  rememberedOf,
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
export const install: Installation = right(installationFrom(file, 'account.json'))

/** An account, `world`, and a cluster that outlive the manifests: `show` gives the cluster other ones. */
export const stage = () => {
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
  return { show, world: aws }
}

export const look = async (ports: Ports): Promise<Outlook> => {
  const outlook = await survey(ports, install)({})()
  if (E.isLeft(outlook)) throw new Error(JSON.stringify(outlook.left))
  return outlook.right
}

export const quiet = { concurrency: 4, onProgress: () => undefined }

export const pass = async (ports: Ports): Promise<void> => {
  const done = await reconcile(ports, install)(quiet)()
  if (E.isLeft(done)) throw new Error(JSON.stringify(done.left))
  expect(done.right.report.failed).toEqual([])
}

export const idsOf = ({ steps }: Pick<Plan, 'steps'>): ReadonlyArray<string> => steps.map(({ id }) => id)

/** Another order of the same steps that the plan allows: each time one of those that wait for nothing. */
export const shuffled = (plan: Plan, picks: ReadonlyArray<number>): Plan => {
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

export const picks = fc.array(fc.nat(50), { minLength: 5, maxLength: 20 })
