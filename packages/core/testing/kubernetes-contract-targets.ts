import { describe, expect, test } from 'vitest'
import type { ObjectRef } from '../src/checked/diagnostic.js'
import type { KubernetesWrite } from '../src/plan/write.js'
import { bindingWrite, type ContractStory, theBinding } from './kubernetes-story.js'

const gate = 'target-health.elbv2.k8s.aws/k8s-shop-cart-0123456789'
const cart0: ObjectRef = { kind: 'Pod', namespace: 'shop', name: 'cart-0' }
const record: ObjectRef = { kind: 'ConfigMap', namespace: 'shop', name: `aws-lbc-targets-${theBinding.name}` }

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'shop', name: 'cart-0' },
  spec: {
    automountServiceAccountToken: false,
    readinessGates: [{ conditionType: gate }],
    containers: [{ name: 'main', image: 'example.com/cart' }]
  },
  status: { conditions: [{ type: 'ContainersReady', status: 'True' }] }
}

const told = (uid: string, status: 'True' | 'False'): KubernetesWrite => ({
  write: 'podCondition',
  object: cart0,
  uid,
  condition: { type: gate, status, reason: status === 'True' ? '' : 'Elb.InitialHealthChecking', message: '' }
})

const one = (part: object) => expect.arrayContaining([expect.objectContaining(part)])

/** What the writes for targets do: conditions of Pods, status and checkpoint of bindings, events, and records. */
export const targetWritesAreHeldToTheContract = (
  story: (...objects: ReadonlyArray<unknown>) => Promise<ContractStory>
): void => {
  describe('targets', () => {
    test('a condition of a Pod is set beside the others, and changed', async () => {
      const { done, shows, uidOf } = await story(pod)
      const uid = await uidOf(cart0)
      await done(told(uid, 'False'))
      const conditions = one({ type: gate, status: 'False', reason: 'Elb.InitialHealthChecking' })
      await shows(cart0, { status: expect.objectContaining({ conditions }) })
      await done(told(uid, 'True'))
      await shows(cart0, { status: expect.objectContaining({ conditions: one({ type: gate, status: 'True' }) }) })
      await shows(cart0, { status: expect.objectContaining({ conditions: one({ type: 'ContainersReady' }) }) })
    })

    test('a condition is for one Pod, and not for the next of its name', async () => {
      const { declined } = await story(pod)
      await declined(told('00000000-0000-4000-8000-000000000000', 'True'), 'conflict')
    })

    test('a binding says of which generation it speaks, and whether it is ready', async () => {
      const { done, shows } = await story()
      await done(bindingWrite('createBinding', 80))
      const ready = { status: 'False', reason: 'BackendNotFound', message: 'nobody is there' } as const
      await done({ write: 'bindingStatus', object: theBinding, observedGeneration: 1, ready })
      await shows(theBinding, {
        status: expect.objectContaining({ observedGeneration: 1, conditions: one({ type: 'Ready', ...ready }) })
      })
      await done({ write: 'bindingStatus', object: theBinding, observedGeneration: 2 })
      await shows(theBinding, {
        status: expect.objectContaining({ observedGeneration: 2, conditions: one({ type: 'Ready', ...ready }) })
      })
    })

    test('a checkpoint is written with the second, emptied, and kept by a change of nothing else', async () => {
      const { done, shows } = await story()
      await done(bindingWrite('createBinding', 80))
      await done({ write: 'bindingCheckpoint', object: theBinding, checkpoint: 'a/b', at: 1_795_371_633_999 })
      const annotations = (checkpoint: string) => ({
        metadata: expect.objectContaining({
          annotations: expect.objectContaining({
            'elbv2.k8s.aws/checkpoint': checkpoint,
            'elbv2.k8s.aws/checkpoint-timestamp': '1795371633'
          })
        })
      })
      await shows(theBinding, annotations('a/b'))
      await done({ write: 'bindingCheckpoint', object: theBinding, checkpoint: '', at: 1_795_371_633_000 })
      await shows(theBinding, annotations(''))
    })

    test('a binding that is held by its finalizer is only marked as deleted', async () => {
      const { done, has, shows } = await story()
      const finalizer = 'elbv2.k8s.aws/resources'
      const write = bindingWrite('createBinding', 80)
      await done(write)
      await done({ write: 'addFinalizer', object: theBinding, finalizer })
      await done({ write: 'deleteBinding', subject: write.subject, object: theBinding })
      await shows(theBinding, { metadata: expect.objectContaining({ deletionTimestamp: expect.any(String) }) })
      await done({ write: 'removeFinalizer', object: theBinding, finalizer })
      expect(await has(theBinding)).toBe(false)
    })

    test('a record is made, replaced as a whole, and deleted', async () => {
      const { done } = await story()
      await done({ write: 'configMap', object: record, data: { targets: '10.0.0.1:80' } })
      await done({ write: 'configMap', object: record, data: { targets: '10.0.0.2:80' } })
      await done({ write: 'deleteConfigMap', object: record })
    })

    test('events are told of objects, however often', async () => {
      const { done } = await story(pod)
      const event = {
        write: 'event',
        object: cart0,
        type: 'Warning',
        reason: 'FailedReconcile',
        message: 'no'
      } as const
      await done(event)
      await done(event)
    })

    test.each([
      told('00000000-0000-4000-8000-000000000000', 'True'),
      { write: 'deleteConfigMap', object: record } as const
    ])('$write on what is not there is declined', async (write) => {
      await (await story()).declined(write, 'missing')
    })
  })
}
