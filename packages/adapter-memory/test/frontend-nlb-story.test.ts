import { carryOut, type Ports, planOf, survey } from '@alb-ingress/core'
import { classManifest, ingressManifest, serviceManifest } from '@alb-ingress/core/testing'
import { expect, test } from 'vitest'
import {
  type AccountFile,
  decodeAccountFile,
  installationFrom,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  rememberedOf,
  toAccountFile,
  worldFrom
} from '../src/index.js'
import { emptyAccount } from './example-account.js'

/** Without what would stand in the way of looking up internal subnets. */
const account: AccountFile = {
  ...emptyAccount,
  subnets: (emptyAccount.subnets ?? []).filter(({ id }) => /^subnet-(public|private)-/.test(id))
}

const right = <A>(value: { readonly _tag: string; readonly right?: A }): A => {
  if (value.right === undefined) throw new Error(JSON.stringify(value))
  return value.right
}

/** Host names of the two types are put together in different orders. */
const typeOf = (hostname: string): string => (hostname.includes('.elb.us-west-2.') ? 'network' : 'application')

type Ingress = Parameters<typeof ingressManifest>[1]

/** One run, as a program makes it: reads the file, shows the manifests, carries the plan out and writes the file. */
const run = async (file: AccountFile, ingress: Ingress) => {
  const said = { class: 'alb', services: ['web'], ...ingress }
  const manifests = [classManifest('alb'), serviceManifest('shop/web'), ingressManifest('shop/web', said)]
  const clock = memoryClock(0)
  const world = worldFrom(right(decodeAccountFile(JSON.parse(JSON.stringify(file)), 'account.json')))
  const cluster = memoryCluster(manifests, world.file.kubernetes)
  const ports: Ports = { aws: memoryAws(world, clock), kubernetes: memoryKubernetes(cluster, clock), clock }
  const outlook = right(await survey(ports, right(installationFrom(file)))({})())
  const { plan } = planOf(outlook)
  const report = await carryOut(ports, { concurrency: 1, onProgress: () => undefined })(plan, outlook.observed)()
  expect(report.failed).toEqual([])
  const after = toAccountFile(world, rememberedOf(cluster))
  const hosts = (after.kubernetes?.status?.['Ingress shop/web'] ?? []) as ReadonlyArray<{
    readonly hostname: string
    readonly ports?: unknown
  }>
  return {
    actions: plan.steps.flatMap((step) => (step.on === 'aws' ? [step.call.action] : [])),
    hosts: hosts.map(({ hostname, ports }) => `${typeOf(hostname)}${ports === undefined ? '' : ' with ports'}`),
    file: after
  }
}

const on = { 'enable-frontend-nlb': 'true', 'frontend-nlb-listener-port-mapping': '8080=80' }

test('a network load balancer is put in front, follows the load balancer behind it, and goes', async () => {
  const first = await run(account, { annotations: on })
  expect(first.actions.filter((action) => action === 'CreateLoadBalancer')).toHaveLength(2)
  expect(first.actions).toContain('RegisterTargets')
  expect(first.hosts).toEqual(['application with ports', 'network'])
  const again = await run(first.file, { annotations: on })
  expect(again.actions).toEqual([])

  const replaced = await run(again.file, { annotations: { ...on, scheme: 'internet-facing' } })
  expect(replaced.actions.filter((action) => /Targets|LoadBalancer$/.test(action))).toEqual([
    ...['DeregisterTargets', 'DeleteLoadBalancer', 'CreateLoadBalancer', 'RegisterTargets']
  ])
  expect(replaced.hosts).toEqual(['application with ports', 'network'])

  const off = await run(replaced.file, { annotations: { scheme: 'internet-facing' } })
  expect(off.actions).toEqual(['DeleteLoadBalancer', 'DeleteTargetGroup'])
  expect(off.hosts).toEqual(['application with ports'])
})

test('a network load balancer goes with the last Ingress of its group', async () => {
  const first = await run(account, { annotations: on })
  const last = await run(first.file, { annotations: on, deleting: true })
  const balancers = last.actions.flatMap((action, i) => (action === 'DeleteLoadBalancer' ? [i] : []))
  expect(balancers).toHaveLength(2)
  expect(last.file.resources?.loadBalancers ?? []).toEqual([])
  expect(last.file.resources?.targetGroups ?? []).toEqual([])
})
