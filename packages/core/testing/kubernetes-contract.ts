import { describe, expect, test } from 'vitest'
import type { ObjectRef } from '../src/checked/diagnostic.js'
import type { KubernetesWrite } from '../src/plan/write.js'
import type { Kubernetes } from '../src/ports/kubernetes.js'
import { targetWritesAreHeldToTheContract } from './kubernetes-contract-targets.js'
import {
  theBinding as binding,
  bindingWrite,
  type ContractStory,
  storyOf,
  bindingSubject as subject
} from './kubernetes-story.js'

type MakeKubernetes = (objects: ReadonlyArray<unknown>) => Kubernetes | Promise<Kubernetes>

const finalizer = 'ingress.k8s.aws/resources'
const cart: ObjectRef = { kind: 'Ingress', namespace: 'shop', name: 'cart' }

// As little as the API server takes.
const spec = { ingressClassName: 'alb', defaultBackend: { service: { name: 'cart', port: { number: 80 } } } }

const ingress = (metadata: object = {}): unknown => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { namespace: 'shop', name: 'cart', ...metadata },
  spec
})

const add: KubernetesWrite = { write: 'addFinalizer', object: cart, finalizer }
const take: KubernetesWrite = { write: 'removeFinalizer', object: cart, finalizer }
const publish: KubernetesWrite = {
  write: 'status',
  object: cart,
  status: [
    { hostname: 'cart.example.com', ports: [80, 443] },
    { hostname: 'front.example.com', ports: [] }
  ]
}

const withFinalizers = (finalizers: unknown) => ({ metadata: expect.objectContaining({ finalizers }) })

/** What any adapter of the `Kubernetes` port does: called once in a test file, with a new cluster of the given objects for each test. */
export const kubernetesContract = (adapter: string, make: MakeKubernetes): void => {
  const story = async (...objects: ReadonlyArray<unknown>): Promise<ContractStory> => storyOf(await make(objects))

  describe(`the contract of Kubernetes, by ${adapter}`, () => {
    test('objects are read as they were given', async () => {
      await (await story(ingress())).shows(cart, { spec })
    })

    test('a finalizer is added once, beside those of others', async () => {
      const { done, shows } = await story(ingress({ finalizers: ['example.com/other'] }))
      await done(add)
      await done(add)
      await shows(cart, withFinalizers(['example.com/other', finalizer]))
    })

    test('a finalizer is taken off, and those of others stay', async () => {
      const { done, shows } = await story(ingress({ finalizers: ['example.com/other', finalizer] }))
      await done(take)
      await done(take)
      await shows(cart, withFinalizers(['example.com/other']))
    })

    test('a deleted object vanishes with its last finalizer', async () => {
      const deleted = ingress({ deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: [finalizer] })
      const { done, has } = await story(deleted)
      expect(await has(cart)).toBe(true)
      await done(take)
      expect(await has(cart)).toBe(false)
    })

    test('status shows host names, and ports where there are any', async () => {
      const { done, shows } = await story(ingress())
      await done(publish)
      const ports = [80, 443].map((port) => expect.objectContaining({ port }))
      const shown = [
        expect.objectContaining({ hostname: 'cart.example.com', ports }),
        { hostname: 'front.example.com' }
      ]
      await shows(cart, { status: expect.objectContaining({ loadBalancer: { ingress: shown } }) })
    })

    test('a binding is written in the shape of its API', async () => {
      const { done, shows } = await story()
      await done(bindingWrite('createBinding', 80))
      await shows(binding, {
        apiVersion: 'elbv2.k8s.aws/v1beta1',
        metadata: expect.objectContaining({
          namespace: 'shop',
          name: binding.name,
          labels: { 'ingress.k8s.aws/stack-namespace': 'shop', 'ingress.k8s.aws/stack-name': 'cart' }
        }),
        spec: expect.objectContaining({
          targetGroupARN: expect.stringContaining('targetgroup/k8s-shop-cart-0123456789/'),
          serviceRef: { name: 'cart', port: 80 },
          vpcID: 'vpc-0123456789abcdef0',
          networking: {
            ingress: [
              {
                from: [{ securityGroup: { groupID: 'sg-0123456789abcdef0' } }],
                ports: [{ protocol: 'TCP', port: 8080 }]
              }
            ]
          },
          nodeSelector: { matchLabels: { disk: 'ssd' } }
        })
      })
    })

    test('a binding is patched, and keeps no label that is not asked for', async () => {
      const { done, shows } = await story()
      const first = bindingWrite('createBinding', 80)
      await done({ ...first, labels: { ...first.labels, extra: 'label' } })
      await done(bindingWrite('patchBinding', 81))
      await shows(binding, {
        metadata: expect.objectContaining({ labels: expect.not.objectContaining({ extra: 'label' }) }),
        spec: expect.objectContaining({ serviceRef: { name: 'cart', port: 81 } })
      })
    })

    test('a binding that is deleted is gone', async () => {
      const { done, has } = await story()
      await done(bindingWrite('createBinding', 80))
      await done({ write: 'deleteBinding', subject, object: binding })
      expect(await has(binding)).toBe(false)
    })

    test('what is there already is not created again', async () => {
      const { done, declined } = await story()
      await done(bindingWrite('createBinding', 80))
      await declined(bindingWrite('createBinding', 80), 'conflict')
    })

    test.each([add, take, publish, bindingWrite('patchBinding', 80)])(
      '$write on an object that is not there is declined',
      async (write) => {
        await (await story()).declined(write, 'missing')
      }
    )

    targetWritesAreHeldToTheContract(story)
  })
}
