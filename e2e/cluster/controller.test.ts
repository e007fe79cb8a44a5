import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAws, type TestAws } from '../../testbed/aws.mjs'
import { startKubernetes } from '../../testbed/kubernetes.mjs'
import { createCrds, createObjects } from '../../testbed/objects.mjs'
import { mutating } from '../../testbed/proxy.mjs'
import { base, s1 } from '../../testbed/workloads.mjs'
import { inventoryOf } from '../support/inventory.js'
import { type Admin, adminOf, connected } from './admin.js'
import { type Replica, startReplica } from './replica.js'

// One story, from the first Ingress to the last: each part goes on where the one before has ended.

const kubernetes = await startKubernetes()
let server: TestAws
let admin: Admin
let first: Replica
let second: Replica
const ingress = { kind: 'Ingress', namespace: 'app', name: 's1' }

beforeAll(async () => {
  server = await startAws({ cluster: 't1' })
  admin = adminOf(await connected(kubernetes.kubeconfig))
  await createCrds(kubernetes.kubeconfig)
  await createObjects(kubernetes.kubeconfig, base(server.seed))
  first = await startReplica(server, kubernetes.kubeconfig)
  await first.logged(/"msg":"swept"/)
  server.reset()
})
afterAll(async () => {
  await Promise.all([first.stop(), second?.stop()])
  await Promise.all([server.stop(), kubernetes.stop()])
})

test('an Ingress gets its load balancer, its host name and its targets, with few calls', async () => {
  await createObjects(kubernetes.kubeconfig, s1(server.seed))
  await first.logged(/"shared":"network".*"done":1/)
  const { loadBalancers, rules, targetGroups } = await inventoryOf(server.url)
  expect([loadBalancers, rules, targetGroups].map(({ length }) => length)).toEqual([1, 3, 3])
  const { status } = await admin.get(ingress)
  expect(status.loadBalancer.ingress[0].hostname).toBe(loadBalancers[0]?.DNSName)
  const { total, counts } = server.counts()
  expect(counts['elasticloadbalancing:RegisterTargets']).toBe(3)
  expect(total).toBeLessThanOrEqual(30)
})

test('an endpoint that is gone is taken out, and nothing else is called', async () => {
  const [slice] = await admin.list('EndpointSlice', 'app')
  const [, ...endpoints] = slice.endpoints
  server.reset()
  await admin.patch({ kind: 'EndpointSlice', namespace: 'app', name: slice.metadata.name }, { endpoints })
  await first.logged(/"binding":"app\/[^"]*".*"done":[1-9]/)
  expect(Object.keys(server.counts().counts)).toEqual(['elasticloadbalancing:DeregisterTargets'])
})

test('another replica waits, takes over when the first one ends, and finds nothing to change', async () => {
  second = await startReplica(server, kubernetes.kubeconfig)
  server.reset()
  await first.stop()
  await second.logged(/"msg":"swept"/)
  expect(mutating(server.counts().counts)).toBe(0)
})

test('when the Ingress is deleted, nothing of it stays', async () => {
  await admin.remove(ingress)
  await second.logged(/"group":"app\/s1","msg":"gone"/)
  await second.logged(/DeleteSecurityGroup \*shared\*.*"event":"done"/)
  const { loadBalancers, targetGroups, securityGroups } = await inventoryOf(server.url)
  expect([...loadBalancers, ...targetGroups]).toEqual([])
  expect(securityGroups.filter(({ GroupName = '' }) => GroupName.startsWith('k8s-'))).toEqual([])
  expect(await admin.list('Ingress', 'app')).toEqual([])
})
