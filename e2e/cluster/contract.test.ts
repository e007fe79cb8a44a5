import { listedCluster } from '@alb-ingress/adapter-k8s/live'
import { kubernetesContract } from '@alb-ingress/core/testing'
import { afterAll, beforeAll } from 'vitest'
import { startKubernetes } from '../../testbed/kubernetes.mjs'
import { createCrds } from '../../testbed/objects.mjs'
import { type Admin, adminOf, connected, type Found } from './admin.js'

const server = await startKubernetes()
const client = await connected(server.kubeconfig)
const admin = adminOf(client)

beforeAll(async () => {
  await createCrds(server.kubeconfig)
  await admin.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } })
})
afterAll(() => server.stop())

const kinds = ['Ingress', 'TargetGroupBinding', 'ConfigMap', 'Pod', 'Event']

// The contract names its objects, so what an earlier test left goes first.
const clear = async (admin: Admin): Promise<void> => {
  for (const kind of kinds)
    for (const { metadata } of await admin.list(kind, 'shop')) {
      const ref = { kind, namespace: 'shop', name: metadata.name }
      if (metadata.finalizers !== undefined) await admin.patch(ref, { metadata: { finalizers: [] } })
      // Without its finalizers an object that was deleted is gone by now.
      await admin.remove(ref).catch(() => undefined)
    }
}

const store = async (object: Found): Promise<void> => {
  const { kind, metadata } = object
  const { deletionTimestamp, ...given } = metadata
  const made = { ...object, metadata: given }
  await admin.create(made)
  const ref = { kind, namespace: metadata.namespace, name: metadata.name }
  if (object.status !== undefined) await admin.patch(ref, { status: object.status }, '/status')
  if (deletionTimestamp !== undefined) await admin.remove(ref)
}

kubernetesContract('a cluster', async (objects) => {
  await clear(admin)
  for (const object of objects) await store(object)
  return listedCluster(client, { pods: true })
})
