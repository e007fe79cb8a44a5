import { expect } from 'vitest'
import type { ObjectRef } from '../src/checked/diagnostic.js'
import type { Fault } from '../src/facts/fault.js'
import type { KubernetesWrite } from '../src/plan/write.js'
import type { Kubernetes } from '../src/ports/kubernetes.js'
import { E } from '../src/prelude.js'

/** The binding of which the contract tells. */
export const theBinding: ObjectRef = {
  kind: 'TargetGroupBinding',
  namespace: 'shop',
  name: 'k8s-shop-cart-0123456789'
}
export const bindingSubject = { stack: 'shop/cart', kind: 'TargetGroupBinding', id: 'cart' } as const

type BindingWrite = Extract<KubernetesWrite, { readonly write: 'createBinding' | 'patchBinding' }>

/** Makes it, or changes it, for one port of its Service. */
export const bindingWrite = (write: BindingWrite['write'], port: number): BindingWrite => ({
  write,
  subject: bindingSubject,
  object: theBinding,
  labels: { 'ingress.k8s.aws/stack-namespace': 'shop', 'ingress.k8s.aws/stack-name': 'cart' },
  spec: {
    targetGroup:
      'arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/k8s-shop-cart-0123456789/0123456789abcdef',
    targetType: 'ip',
    targetGroupProtocol: 'HTTP',
    serviceRef: { name: 'cart', port },
    ipAddressType: 'ipv4',
    vpcId: 'vpc-0123456789abcdef0',
    networking: [{ from: [{ securityGroup: 'sg-0123456789abcdef0' }], ports: [{ protocol: 'TCP', port: 8080 }] }],
    nodeSelector: { disk: 'ssd' }
  }
})

/** The words in which the contract is told: writes that must succeed, writes that must not, and what is shown between them. */
export interface ContractStory {
  readonly done: (write: KubernetesWrite) => Promise<void>
  readonly declined: (write: KubernetesWrite, kind: Fault['kind']) => Promise<void>
  readonly shows: (ref: ObjectRef, expected: object) => Promise<void>
  readonly has: (ref: ObjectRef) => Promise<boolean>
  readonly uidOf: (ref: ObjectRef) => Promise<string>
}

interface Shown {
  readonly kind?: string
  readonly metadata?: Partial<ObjectRef> & { readonly uid?: string }
}

const is =
  (ref: ObjectRef) =>
  ({ kind, metadata }: Shown): boolean =>
    kind === ref.kind && metadata?.namespace === ref.namespace && metadata?.name === ref.name

export const storyOf = (kubernetes: Kubernetes): ContractStory => {
  const read = async (): Promise<ReadonlyArray<Shown>> => {
    const objects = await kubernetes.read()
    if (E.isLeft(objects)) throw new Error(`reading was declined: ${objects.left.message}`)
    return objects.right.map((object) => Object(object))
  }
  return {
    done: async (write: KubernetesWrite): Promise<void> => {
      expect(await kubernetes.perform(write)()).toMatchObject({ _tag: 'Right' })
    },
    declined: async (write: KubernetesWrite, kind: Fault['kind']): Promise<void> => {
      expect(await kubernetes.perform(write)()).toMatchObject(E.left({ kind }))
    },
    shows: async (ref: ObjectRef, expected: object): Promise<void> => {
      expect(await read()).toContainEqual(expect.objectContaining({ kind: ref.kind, ...expected }))
    },
    has: async (ref) => (await read()).some(is(ref)),
    uidOf: async (ref) => (await read()).find(is(ref))?.metadata?.uid ?? ''
  }
}
