import { readFileSync } from 'node:fs'
import { elect, holderOf, listedCluster, liveCluster, readConfigMap } from '@alb-ingress/adapter-k8s/live'
import type { KubernetesWrite } from '@alb-ingress/core'
import { loadAllYaml } from '@kubernetes/client-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startKubernetes } from '../../testbed/kubernetes.mjs'
import { createCrds } from '../../testbed/objects.mjs'
import { adminOf, connected, type Found, given, ingressIn } from './admin.js'
import { journal } from './journal.js'
import { recorded, rightsIn } from './rights.js'

const manifest = new URL('../../packages/controller/deploy/rbac.yaml', import.meta.url)
const documents: ReadonlyArray<Found> = loadAllYaml(readFileSync(manifest, 'utf8'))
const roles = documents.filter(({ kind }) => kind === 'ClusterRole' || kind === 'Role')

const server = await startKubernetes()
const admin = adminOf(await connected(server.kubeconfig))
const namespace = 'shop'
const subjects = [{ kind: 'User', name: 'controller', apiGroup: 'rbac.authorization.k8s.io' }]

beforeAll(async () => {
  await createCrds(server.kubeconfig)
  await admin.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
  // As in the manifest, but for the user of the testbed: nobody makes service accounts here.
  for (const document of documents) await admin.create('subjects' in document ? { ...document, subjects } : document)
  const secrets = { kind: 'ClusterRole', name: 'alb-ingress-controller-secrets', apiGroup: 'rbac.authorization.k8s.io' }
  const binding = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', roleRef: secrets, subjects }
  await admin.create({ ...binding, metadata: { namespace, name: 'secrets' } })
})
afterAll(() => server.stop())

const ingress = { kind: 'Ingress', namespace, name: 'cart' }
const binding = { kind: 'TargetGroupBinding', namespace, name: 'made' }
const map = { kind: 'ConfigMap', namespace, name: 'ours' }
const subject = { stack: 'shop/cart', kind: 'TargetGroupBinding', id: 'cart' } as const
const spec = {
  ...({ targetGroup: 'arn:aws:elasticloadbalancing:us-west-2:1:targetgroup/cart/1', targetType: 'ip' } as const),
  ...({ targetGroupProtocol: 'HTTP', ipAddressType: 'ipv4', vpcId: 'vpc-1' } as const),
  serviceRef: { name: 'cart', port: 80 }
}

/** One of every write that there is. */
const everyWrite = (pod: string): ReadonlyArray<KubernetesWrite> => [
  { write: 'addFinalizer', object: ingress, finalizer: 'ingress.k8s.aws/resources' },
  { write: 'status', object: ingress, status: [{ hostname: 'cart.example.com', ports: [80] }] },
  { write: 'event', object: ingress, type: 'Normal', reason: 'First', message: 'first' },
  { write: 'event', object: ingress, type: 'Normal', reason: 'First', message: 'first' },
  { write: 'createBinding', subject, object: binding, labels: {}, spec },
  { write: 'patchBinding', subject, object: binding, labels: { first: 'label' }, spec },
  { write: 'bindingStatus', object: binding, observedGeneration: 1 },
  { write: 'bindingCheckpoint', object: binding, checkpoint: 'abc', at: 0 },
  { write: 'deleteBinding', subject, object: binding },
  { write: 'configMap', object: map, data: { first: '1' } },
  { write: 'configMap', object: map, data: { first: '2' } },
  { write: 'deleteConfigMap', object: map },
  {
    write: 'podCondition',
    object: { kind: 'Pod', namespace, name: 'web' },
    uid: pod,
    condition: { type: 'target-health.elbv2.k8s.aws/made', status: 'True', reason: '', message: '' }
  },
  { write: 'removeFinalizer', object: ingress, finalizer: 'ingress.k8s.aws/resources' }
]

test('the roles of the manifest allow all that the controller does, and nothing that it never does', async () => {
  await admin.create(ingressIn(namespace, 'cart'))
  const containers = [{ name: 'web', image: 'web' }]
  const pod = await admin.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name: 'web' },
    spec: { containers }
  })
  const { client, used } = recorded(await connected(server.userKubeconfig))
  const story = journal()
  const denied: Array<string> = []

  const cluster = liveCluster(client, {
    configMaps: new Set(['default/alb-ingress-controller-internet-facing-ingresses']),
    noticed: (notice) => {
      if (notice.notice === 'failed') denied.push(notice.fault.message)
    }
  })
  await cluster.start(story.changed)
  await cluster.watchPods(true)
  await cluster.watchSecrets(new Set([`${namespace}/oidc`]))
  // Without what a watch has seen, objects are read before they are written.
  const { perform } = listedCluster(client)
  for (const write of everyWrite(pod.metadata.uid)) await given(perform(write))
  await given(readConfigMap(client, map))

  const lease = { namespace: 'kube-system', name: 'aws-load-balancer-controller-leader' }
  const timing = { lease: 3000, renewDeadline: 2000, retry: 10 }
  const turned = story.notify
  const leader = elect(client, { ...lease, identity: 'one', turned, timing })
  await story.until(leader.isLeader)
  await given(holderOf(client, lease))
  await leader.stop()
  await cluster.stop()

  expect(denied).toEqual([])
  expect([...used].sort()).toEqual([...rightsIn(roles)].sort())
})
