import { E, type KubernetesWrite } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import {
  type ClusterState,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  type Remembered,
  rememberedOf
} from '../../src/index.js'

const finalizer = 'ingress.k8s.aws/resources'
const object = { kind: 'Ingress', namespace: 'shop', name: 'cart' }
const ingress = (metadata: object = {}) => ({
  kind: 'Ingress',
  metadata: { namespace: 'shop', name: 'cart', ...metadata }
})

const subject = { stack: 'shop/cart', kind: 'TargetGroupBinding', id: 'cart' } as const
const binding = { kind: 'TargetGroupBinding', namespace: 'shop', name: 'k8s-shop-cart' }
const createBinding: Extract<KubernetesWrite, { readonly write: 'createBinding' }> = {
  write: 'createBinding',
  subject,
  object: binding,
  labels: {},
  spec: {
    targetGroup: 'arn:a',
    targetType: 'ip',
    targetGroupProtocol: 'HTTP',
    serviceRef: { name: 'cart', port: 80 },
    ipAddressType: 'ipv4',
    vpcId: 'vpc-0123456789abcdef0'
  }
}

const pod = { kind: 'Pod', namespace: 'shop', name: 'cart-0' }
const record = { kind: 'ConfigMap', namespace: 'shop', name: 'targets' }
const ready = { type: 'ContainersReady', status: 'True', reason: '', message: '' } as const

const after = async (state: ClusterState, ...writes: ReadonlyArray<KubernetesWrite>) => {
  const kubernetes = memoryKubernetes(state, memoryClock())
  for (const write of writes) expect(await kubernetes.perform(write)()).toMatchObject({ _tag: 'Right' })
  const objects = await kubernetes.read()
  return E.isRight(objects) ? objects.right : []
}

interface Story {
  readonly name: string
  readonly given: ReadonlyArray<unknown>
  readonly writes: ReadonlyArray<KubernetesWrite>
  readonly expected: Remembered
}

describe('what manifests cannot take up is remembered, and the next run finds it', () => {
  test.each<Story>([
    { name: 'nothing happened', given: [ingress()], writes: [], expected: {} },
    {
      name: 'a finalizer was added',
      given: [ingress()],
      writes: [{ write: 'addFinalizer', object, finalizer }],
      expected: { finalizers: { 'Ingress shop/cart': [finalizer] } }
    },
    {
      name: 'a finalizer was added and taken off',
      given: [ingress()],
      writes: [
        { write: 'addFinalizer', object, finalizer },
        { write: 'removeFinalizer', object, finalizer }
      ],
      expected: {}
    },
    {
      name: 'a deleted object has vanished',
      given: [ingress({ deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: [finalizer] })],
      writes: [{ write: 'removeFinalizer', object, finalizer }],
      expected: { finalizers: { 'Ingress shop/cart': [] } }
    },
    {
      name: 'status was published',
      given: [ingress()],
      writes: [{ write: 'status', object, status: [{ hostname: 'a.example.com', ports: [80] }] }],
      expected: { status: { 'Ingress shop/cart': [{ hostname: 'a.example.com', ports: [{ port: 80 }] }] } }
    },
    {
      name: 'a binding was made and deleted',
      given: [ingress()],
      writes: [createBinding, { write: 'deleteBinding', subject, object: binding }],
      expected: {}
    },
    {
      name: 'a condition of a Pod was set',
      given: [{ kind: 'Pod', metadata: { namespace: 'shop', name: 'cart-0' }, status: { conditions: [ready] } }],
      writes: [{ write: 'podCondition', object: pod, uid: '', condition: { ...ready, type: 'gate', status: 'False' } }],
      expected: {
        conditions: {
          'Pod shop/cart-0': [{ ...ready, type: 'gate', status: 'False', lastTransitionTime: '1970-01-01T00:00:00Z' }]
        }
      }
    },
    {
      name: 'a record was made',
      given: [],
      writes: [{ write: 'configMap', object: record, data: { targets: 'a' } }],
      expected: {
        configMaps: [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { namespace: 'shop', name: 'targets', resourceVersion: '1' },
            data: { targets: 'a' }
          }
        ]
      }
    },
    {
      name: 'a binding of the manifests was deleted',
      given: [{ kind: 'TargetGroupBinding', metadata: { namespace: 'shop', name: 'k8s-shop-cart' } }],
      writes: [{ write: 'deleteBinding', subject, object: binding }],
      expected: { gone: ['TargetGroupBinding shop/k8s-shop-cart'] }
    }
  ])('$name', async ({ given, writes, expected }) => {
    const state = memoryCluster(given)
    const now = await after(state, ...writes)
    const remembered = rememberedOf(state)
    expect(remembered).toEqual(expected)
    const next = await after(memoryCluster(given, JSON.parse(JSON.stringify(remembered))))
    // Versions count the writes of one run.
    const unversioned = (objects: ReadonlyArray<unknown>) =>
      JSON.stringify(objects).replace(/,"resourceVersion":"\d+"/g, '')
    expect(unversioned(next)).toBe(unversioned(now))
  })

  test('a binding is remembered whole', async () => {
    const state = memoryCluster([])
    await after(state, createBinding)
    expect(rememberedOf(state)).toMatchObject({
      bindings: [{ kind: 'TargetGroupBinding', metadata: { name: 'k8s-shop-cart' }, spec: { targetGroupARN: 'arn:a' } }]
    })
    expect(await after(memoryCluster([], rememberedOf(state)))).toHaveLength(1)
  })

  test('what is known of objects that are not there now stays known', () => {
    const remembered: Remembered = { finalizers: { 'Ingress shop/web': [finalizer] } }
    expect(rememberedOf(memoryCluster([ingress()], remembered))).toEqual(remembered)
  })
})

describe('the API server’s rules', () => {
  test('a version grows with each change and with nothing else', async () => {
    const state = memoryCluster([ingress()])
    const add: KubernetesWrite = { write: 'addFinalizer', object, finalizer }
    expect(await after(state, add, add)).toMatchObject([{ metadata: { resourceVersion: '1' } }])
  })

  test('an object that is being deleted takes no new finalizer', async () => {
    const deleted = ingress({ deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['example.com/other'] })
    const kubernetes = memoryKubernetes(memoryCluster([deleted]), memoryClock())
    const answer = await kubernetes.perform({ write: 'addFinalizer', object, finalizer })()
    expect(answer).toMatchObject(E.left({ kind: 'invalid' }))
  })

  test('a binding keeps its target group', async () => {
    const state = memoryCluster([])
    await after(state, createBinding)
    const patch: KubernetesWrite = {
      ...createBinding,
      write: 'patchBinding',
      spec: { ...createBinding.spec, targetGroup: 'arn:b' }
    }
    const answer = await memoryKubernetes(state, memoryClock()).perform(patch)()
    expect(answer).toMatchObject(E.left({ kind: 'invalid', message: expect.stringContaining('targetGroupARN') }))
  })

  test('a binding with a finalizer waits for whoever holds it', async () => {
    const held = {
      kind: 'TargetGroupBinding',
      metadata: { namespace: 'shop', name: 'k8s-shop-cart', finalizers: ['f'] }
    }
    const objects = await after(memoryCluster([held]), { write: 'deleteBinding', subject, object: binding })
    expect(objects).toMatchObject([{ metadata: { deletionTimestamp: '1970-01-01T00:00:00Z' } }])
  })

  test('what is no object, or comes twice, is handed on for others to complain about', async () => {
    expect(await after(memoryCluster([ingress(), 'text', ingress()]))).toEqual([ingress(), 'text', ingress()])
  })

  test('what is told of an object twice is told once, and counted', async () => {
    const state = memoryCluster([])
    const event: KubernetesWrite = { write: 'event', object, type: 'Warning', reason: 'Failed', message: 'no' }
    await after(state, event, event, { ...event, message: 'another' })
    expect(state.events.map(({ message, count }) => [message, count])).toEqual([
      ['no', 2],
      ['another', 1]
    ])
  })

  test('a condition keeps the time of its last transition as long as its status stays', async () => {
    const clock = memoryClock()
    const kubernetes = memoryKubernetes(memoryCluster([{ kind: 'Pod', metadata: pod }]), clock)
    const tell = async (status: 'True' | 'False', reason: string) => {
      clock.advance(1000)
      await kubernetes.perform({
        write: 'podCondition',
        object: pod,
        uid: '',
        condition: { ...ready, status, reason }
      })()
      return Object(JSON.parse(JSON.stringify(await kubernetes.read()))).right[0].status.conditions
    }
    expect(await tell('False', 'a')).toMatchObject([{ lastTransitionTime: '1970-01-01T00:00:01Z' }])
    expect(await tell('False', 'b')).toMatchObject([{ reason: 'b', lastTransitionTime: '1970-01-01T00:00:01Z' }])
    expect(await tell('True', '')).toMatchObject([{ status: 'True', lastTransitionTime: '1970-01-01T00:00:03Z' }])
  })
})
