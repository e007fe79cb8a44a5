import * as k8s from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startKubernetes, type TestKubernetes } from '../../testbed/kubernetes.mjs'
import { createCrds, createObjects } from '../../testbed/objects.mjs'
import { leftBehind } from '../../testbed/replay.mjs'

let server: TestKubernetes
let config: k8s.KubeConfig
beforeAll(async () => {
  server = await startKubernetes()
  config = new k8s.KubeConfig()
  config.loadFromFile(server.kubeconfig)
  await createCrds(server.kubeconfig)
})
afterAll(() => server.stop())

const ingresses = async () => {
  const { items } = await config.makeApiClient(k8s.NetworkingV1Api).listNamespacedIngress({ namespace: 'app' })
  return items
}

describe('the Kubernetes API server of the testbed', () => {
  test('takes what the reference left, status and finalizers included', async () => {
    const { objects } = leftBehind('s1')
    await createObjects(server.kubeconfig, objects)
    const [left] = objects.filter(({ kind }) => kind === 'Ingress')
    const [{ metadata, status } = {}] = await ingresses()
    expect(metadata?.finalizers).toEqual(left.metadata.finalizers)
    expect(status).toMatchObject(left.status)
  })

  test('refuses what is no TargetGroupBinding', async () => {
    const objects = k8s.KubernetesObjectApi.makeApiClient(config)
    const binding = { apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'TargetGroupBinding' }
    const without = { ...binding, metadata: { namespace: 'app', name: 'without-a-service' }, spec: {} }
    await expect(objects.create(without)).rejects.toMatchObject({ code: 422 })
  })

  test('is gone for a while, and comes back with all it knew', async () => {
    const before = await ingresses()
    await server.outage(async () => {
      await expect(ingresses()).rejects.toThrow()
    })
    expect((await ingresses()).map(({ metadata }) => metadata?.uid)).toEqual(
      before.map(({ metadata }) => metadata?.uid)
    )
  })

  test('gives nothing to a user without a role', async () => {
    const user = new k8s.KubeConfig()
    user.loadFromFile(server.userKubeconfig)
    const listing = user.makeApiClient(k8s.NetworkingV1Api).listNamespacedIngress({ namespace: 'app' })
    await expect(listing).rejects.toMatchObject({ code: 403 })
  })
})
