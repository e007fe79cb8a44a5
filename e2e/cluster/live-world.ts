import { readFileSync } from 'node:fs'
import { listedCluster } from '@alb-ingress/adapter-k8s/live'
import { survey } from '@alb-ingress/core'
import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { loadAllYaml } from '@kubernetes/client-node'
import { afterAll, beforeAll, expect } from 'vitest'
import { type AwsOptions, startAws, type TestAws } from '../../testbed/aws.mjs'
import { startController, type TestController } from '../../testbed/controller.mjs'
import { startKubernetes, type TestKubernetes } from '../../testbed/kubernetes.mjs'
import { clientSettings, type Seed } from '../../testbed/network.mjs'
import { createCrds, createObjects } from '../../testbed/objects.mjs'
import { base } from '../../testbed/workloads.mjs'
import { connectedTo } from '../aws/connected.js'
import { foreignIn, makeForeign, owners } from '../support/foreign.js'
import { type Inventory, inventoryOf } from '../support/inventory.js'
import { notAllowed } from '../support/policy.js'
import { orThrow, planned } from '../support/stage.js'
import { type Admin, adminOf, connected, type Found } from './admin.js'

const rights = new URL('../../packages/controller/deploy/rbac.yaml', import.meta.url)
const subjects = [{ kind: 'User', name: 'controller', apiGroup: 'rbac.authorization.k8s.io' }]

/** Gives the testbed's user the rights that the controller is deployed with, Secrets of all namespaces among them. */
const grantRights = async (admin: Admin): Promise<void> => {
  const documents: ReadonlyArray<Found> = loadAllYaml(readFileSync(rights, 'utf8'))
  for (const document of documents) await admin.create('subjects' in document ? { ...document, subjects } : document)
  const roleRef = { kind: 'ClusterRole', name: 'alb-ingress-controller-secrets', apiGroup: 'rbac.authorization.k8s.io' }
  const binding = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', roleRef, subjects }
  await admin.create({ ...binding, metadata: { name: 'secrets' } })
}

/** Where and how the servers of a file are made. `prepare` fills the account and the cluster before anything else does. */
export interface WorldOptions extends AwsOptions {
  /** The account's network, where it is there already and not to be made. */
  readonly prepare?: (aws: TestAws, kubeconfig: string) => Promise<Pick<Seed, 'region' | 'vpc' | 'cluster'>>
}

/** A cluster and an account of the tests of one file, with controllers that are processes of their own. */
export interface LiveWorld {
  readonly aws: () => TestAws
  readonly kubernetes: TestKubernetes
  readonly admin: Admin
  /** Starts a controller, and stops it after the last test. */
  readonly controller: (...flags: ReadonlyArray<string>) => Promise<TestController>
  readonly inventory: () => Promise<Inventory>
  /** Fails unless AWS is what the objects of the cluster ask for, as somebody sees who knows nothing of the controller's past. */
  readonly expectAllRight: () => Promise<void>
}

/** The addresses and ports that a target group sends requests to. */
const targetsIn = async (client: ElasticLoadBalancingV2Client, TargetGroupArn: string) => {
  const { TargetHealthDescriptions = [] } = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn }))
  return TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State !== 'draining')
    .map(({ Target }) => `${Target?.Id}:${Target?.Port}`)
    .sort()
}

/** The ready addresses of a Service, as its EndpointSlices have them. */
const endpointsOf = (slices: ReadonlyArray<Found>, namespace: string, service: string): ReadonlyArray<string> =>
  slices
    .filter(({ metadata }) => metadata.namespace === namespace)
    .filter(({ metadata }) => metadata.labels['kubernetes.io/service-name'] === service)
    .flatMap(({ endpoints, ports }) =>
      (endpoints ?? []).flatMap(({ addresses }: Found) => addresses.map((ip: string) => `${ip}:${ports[0].port}`))
    )
    .sort()

export const liveWorld = async ({ prepare, ...options }: WorldOptions = {}): Promise<LiveWorld> => {
  const kubernetes = await startKubernetes()
  const admin = adminOf(await connected(kubernetes.kubeconfig))
  const controllers: Array<TestController> = []
  let server: TestAws
  let seed: Pick<Seed, 'region' | 'vpc' | 'cluster'>
  let foreign: ReturnType<typeof foreignIn> | undefined
  const inventory = () => inventoryOf(server.url)

  beforeAll(async () => {
    server = await startAws(prepare === undefined ? { cluster: 't1', ...options } : options)
    await createCrds(kubernetes.kubeconfig)
    await grantRights(admin)
    if (prepare === undefined) {
      seed = server.seed
      await createObjects(kubernetes.kubeconfig, base(server.seed))
      for (const owner of owners) await makeForeign(server.url, server.seed, owner)
    } else seed = await prepare(server, kubernetes.kubeconfig)
    foreign = foreignIn(await inventory())
    server.reset()
  })
  afterAll(async () => {
    await Promise.all(controllers.map(({ kill }) => kill()))
    await Promise.all([server.stop(), kubernetes.stop()])
    expect(notAllowed(server.everCalled())).toEqual([])
  })

  const expectTargetsRight = async (): Promise<void> => {
    const client = new ElasticLoadBalancingV2Client(clientSettings(server.url))
    const slices = await admin.list('EndpointSlice')
    for (const { metadata, spec } of await admin.list('TargetGroupBinding'))
      expect([metadata.name, ...(await targetsIn(client, spec.targetGroupARN))]).toEqual([
        metadata.name,
        ...endpointsOf(slices, metadata.namespace, spec.serviceRef.name)
      ])
    client.destroy()
  }
  return {
    ...{ aws: () => server, kubernetes, admin, inventory },
    controller: async (...flags) => {
      const kubeconfig = kubernetes.userKubeconfig
      const started = await startController({ kubeconfig, aws: server, seed, flags })
      controllers.push(started)
      return started
    },
    expectAllRight: async () => {
      const { aws, install } = await connectedTo(server.url, seed)
      const objects = listedCluster(await connected(kubernetes.kubeconfig))
      const outlook = orThrow(await survey({ aws, kubernetes: objects }, install)()())
      expect({ left: planned(outlook), stray: outlook.stray }).toEqual({ left: [], stray: [] })
      await expectTargetsRight()
      expect(foreignIn(await inventory())).toEqual(foreign)
    }
  }
}
