import { listedCluster, liveCluster } from '@alb-ingress/adapter-k8s/live'
import { E, type KubernetesWrite, type ObjectRef } from '@alb-ingress/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startKubernetes } from '../../testbed/kubernetes.mjs'
import { createCrds } from '../../testbed/objects.mjs'
import { adminOf, connected, ingressIn, newNamespace } from './admin.js'
import { journal } from './journal.js'

const server = await startKubernetes()
const client = await connected(server.kubeconfig)
const admin = adminOf(client)
const { perform } = listedCluster(client)

beforeAll(() => createCrds(server.kubeconfig))
afterAll(() => server.stop())

const done = async (write: KubernetesWrite): Promise<void> => {
  expect(await perform(write)()).toEqual(E.right(undefined))
}

const anIngress = async (): Promise<Required<ObjectRef>> => {
  const namespace = await newNamespace(admin)
  await admin.create(ingressIn(namespace, 'cart'))
  return { kind: 'Ingress', namespace, name: 'cart' }
}

describe('finalizers', () => {
  test('of many writers at once are all there in the end', async () => {
    const object = await anIngress()
    const finalizers = ['a', 'b', 'c', 'd'].map((name) => `example.com/${name}`)
    await Promise.all(finalizers.map((finalizer) => done({ write: 'addFinalizer', object, finalizer })))
    expect((await admin.get(object)).metadata.finalizers.sort()).toEqual(finalizers)
  })

  test('are written over what a watch saw last, also when that is old', async () => {
    const object = await anIngress()
    const { changed, told } = journal()
    const cluster = liveCluster(await connected(server.kubeconfig))
    await cluster.start(changed)
    await told(`set Ingress ${object.namespace}/cart`)
    // From here on the watch sees nothing more.
    await cluster.stop()
    const old: KubernetesWrite = { write: 'addFinalizer', object, finalizer: 'ingress.k8s.aws/resources' }
    await admin.patch(object, { metadata: { finalizers: ['example.com/other'] } })
    expect(await cluster.kubernetes.perform(old)()).toEqual(E.right(undefined))
    expect((await admin.get(object)).metadata.finalizers).toEqual(['example.com/other', 'ingress.k8s.aws/resources'])
  })

  test('are not added to an object that is being deleted', async () => {
    const object = await anIngress()
    await admin.patch(object, { metadata: { finalizers: ['example.com/other'] } })
    await admin.remove(object)
    const write: KubernetesWrite = { write: 'addFinalizer', object, finalizer: 'ingress.k8s.aws/resources' }
    expect(await perform(write)()).toMatchObject(E.left({ kind: 'invalid' }))
  })
})

describe('bindings', () => {
  const aBinding = async () => {
    const namespace = await newNamespace(admin)
    const object = { kind: 'TargetGroupBinding', namespace, name: 'made' }
    const spec = { targetGroupARN: 'arn', serviceRef: { name: 'cart', port: 80 } }
    const metadata = { namespace, name: 'made', annotations: { 'example.com/keep': 'yes' } }
    await admin.create({ apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'TargetGroupBinding', metadata, spec })
    return object
  }

  test('say up to which generation they were carried out', async () => {
    const object = await aBinding()
    await done({ write: 'bindingStatus', object, observedGeneration: 1 })
    expect((await admin.get(object)).status).toEqual({ observedGeneration: 1 })
  })

  test('say why they are not ready; the time of the change stays while the status does', async () => {
    const object = await aBinding()
    const ready = { status: 'False', reason: 'FailedCleanup', message: 'first' } as const
    await done({ write: 'bindingStatus', object, observedGeneration: 1, ready })
    const [first] = (await admin.get(object)).status.conditions
    expect(first).toEqual({ type: 'Ready', ...ready, lastTransitionTime: expect.any(String) })
    // As if it had been written long ago.
    const long = { ...first, lastTransitionTime: '2020-01-01T00:00:00Z' }
    await admin.patch(object, { status: { conditions: [long] } }, '/status')
    await done({ write: 'bindingStatus', object, observedGeneration: 2, ready: { ...ready, message: 'second' } })
    expect((await admin.get(object)).status).toEqual({
      observedGeneration: 2,
      conditions: [{ ...long, message: 'second' }]
    })
  })

  test('remember a checkpoint beside the annotations of others', async () => {
    const object = await aBinding()
    await done({ write: 'bindingCheckpoint', object, checkpoint: 'abc', at: 1_700_000_000_999 })
    expect((await admin.get(object)).metadata.annotations).toEqual({
      'example.com/keep': 'yes',
      'elbv2.k8s.aws/checkpoint': 'abc',
      'elbv2.k8s.aws/checkpoint-timestamp': '1700000000'
    })
  })
})

describe('conditions of Pods', () => {
  const aPod = async () => {
    const namespace = await newNamespace(admin)
    const object = { kind: 'Pod', namespace, name: 'web' }
    const spec = { containers: [{ name: 'web', image: 'web' }] }
    const made = await admin.create({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name: 'web' }, spec })
    return { object, uid: made.metadata.uid as string }
  }
  const condition = {
    type: 'target-health.elbv2.k8s.aws/made',
    status: 'True',
    reason: '',
    message: ''
  } as const

  test('are written beside those of others', async () => {
    const { object, uid } = await aPod()
    const others = [{ type: 'Ready', status: 'True' }]
    await admin.patch(object, { status: { conditions: others } }, '/status')
    await done({ write: 'podCondition', object, uid, condition })
    const { conditions } = (await admin.get(object)).status
    expect(conditions).toHaveLength(2)
    expect(conditions).toContainEqual(expect.objectContaining({ type: condition.type, status: 'True' }))
  })

  test('are not written to a Pod that took the name of the one that is meant', async () => {
    const { object } = await aPod()
    const write: KubernetesWrite = { write: 'podCondition', object, uid: 'another', condition }
    expect(await perform(write)()).toMatchObject(E.left({ kind: 'conflict' }))
    expect((await admin.get(object)).status.conditions).toBeUndefined()
  })
})

describe('what a watch saw last may be old', () => {
  test('a condition for a Pod that was replaced since is a conflict', async () => {
    const namespace = await newNamespace(admin)
    const object = { kind: 'Pod', namespace, name: 'web' }
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name: 'web' } }
    const spec = { containers: [{ name: 'web', image: 'web' }] }
    const first = await admin.create({ ...pod, spec })
    const cluster = liveCluster(await connected(server.kubeconfig))
    await cluster.start(() => undefined)
    await cluster.watchPods(true)
    await cluster.stop()
    await admin.remove(object)
    await admin.create({ ...pod, spec })
    const condition = { type: 'target-health.elbv2.k8s.aws/made', status: 'True', reason: '', message: '' } as const
    const write: KubernetesWrite = { write: 'podCondition', object, uid: first.metadata.uid, condition }
    expect(await cluster.kubernetes.perform(write)()).toMatchObject(E.left({ kind: 'conflict' }))
  })
})

describe('events', () => {
  test('of the same words are counted, and name the object as kubectl looks for it', async () => {
    const object = await anIngress()
    const { uid } = (await admin.get(object)).metadata
    const event = {
      write: 'event',
      object,
      type: 'Warning',
      reason: 'FailedDeployModel',
      message: 'no subnets'
    } as const
    for (let i = 0; i < 3; i++) await done(event)
    await done({ ...event, type: 'Normal', reason: 'SuccessfullyReconciled', message: 'well' })
    const events = await admin.list('Event', object.namespace)
    expect(events.map(({ type, reason, message, count }) => ({ type, reason, message, count }))).toEqual(
      expect.arrayContaining([
        { type: 'Warning', reason: 'FailedDeployModel', message: 'no subnets', count: 3 },
        { type: 'Normal', reason: 'SuccessfullyReconciled', message: 'well', count: 1 }
      ])
    )
    expect(events).toHaveLength(2)
    for (const { involvedObject, source } of events) {
      expect(involvedObject).toMatchObject({ ...object, uid, apiVersion: 'networking.k8s.io/v1' })
      expect(source).toEqual({ component: 'ingress' })
    }
  })

  test('are told anew when the API server has forgotten them', async () => {
    const object = await anIngress()
    const event = { write: 'event', object, type: 'Normal', reason: 'SuccessfullyReconciled', message: 'well' } as const
    await done(event)
    const [{ metadata }] = await admin.list('Event', object.namespace)
    await admin.remove({ kind: 'Event', namespace: object.namespace, name: metadata.name })
    await done(event)
    expect(await admin.list('Event', object.namespace)).toEqual([expect.objectContaining({ count: 2 })])
  })

  test('are told also of an object that is gone', async () => {
    const object = await anIngress()
    await admin.remove(object)
    await done({ write: 'event', object, type: 'Normal', reason: 'Gone', message: 'gone' })
    expect(await admin.list('Event', object.namespace)).toHaveLength(1)
  })
})

test('a ConfigMap is created, replaced and deleted', async () => {
  const namespace = await newNamespace(admin)
  const object = { kind: 'ConfigMap', namespace, name: 'ours' }
  await done({ write: 'configMap', object, data: { first: '1', second: '2' } })
  expect((await admin.get(object)).data).toEqual({ first: '1', second: '2' })
  await done({ write: 'configMap', object, data: { second: '3' } })
  expect((await admin.get(object)).data).toEqual({ second: '3' })
  await done({ write: 'deleteConfigMap', object })
  expect(await perform({ write: 'deleteConfigMap', object })()).toMatchObject(E.left({ kind: 'missing' }))
})

describe('records that only we write', () => {
  test('are read once, then known by what we write', async () => {
    const namespace = await newNamespace(admin)
    const [object, absent] = ['ours', 'absent'].map((name) => ({ kind: 'ConfigMap', namespace, name }))
    if (object === undefined || absent === undefined) throw new Error('two were made')
    await done({ write: 'configMap', object, data: { first: '1' } })
    const { changed, objects } = journal()
    const cluster = liveCluster(await connected(server.kubeconfig))
    await cluster.start(changed)
    const known = () => [...objects('ConfigMap').values()].map(({ data }) => data)

    await cluster.readConfigMaps(new Set([`${namespace}/ours`, `${namespace}/absent`]))
    expect(known()).toEqual([{ first: '1' }])
    await cluster.kubernetes.perform({ write: 'configMap', object: absent, data: { second: '2' } })()
    expect(known()).toEqual([{ first: '1' }, { second: '2' }])
    await cluster.kubernetes.perform({ write: 'deleteConfigMap', object })()
    expect(known()).toEqual([{ second: '2' }])
    await cluster.readConfigMaps(new Set())
    expect(known()).toEqual([])
    await cluster.stop()
  })
})
