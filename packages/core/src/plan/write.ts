import type { ObjectRef } from '../checked/diagnostic.js'
import type { Arn, ResourceName } from '../resources/ref.js'
import type { BindingSpec } from '../resources/target-group-binding.js'

/** One entry of a status: a host name, in lower case, and ports, ascending. */
export interface PublishedHost {
  readonly hostname: Arn
  readonly ports: ReadonlyArray<number>
}

/**
 * What `status.loadBalancer.ingress` of an Ingress shows: the load balancer with all listener ports of its group, then the network load
 * balancer in front, where there is one, without ports.
 */
export type IngressStatus = ReadonlyArray<PublishedHost>

/** Why a condition is what it is: a word for programs, a sentence for people. Either may be empty. */
interface WrittenCondition {
  readonly reason: string
  readonly message: string
}

/** One write to the Kubernetes API. */
export type KubernetesWrite =
  | { readonly write: 'addFinalizer'; readonly object: ObjectRef; readonly finalizer: string }
  | { readonly write: 'removeFinalizer'; readonly object: ObjectRef; readonly finalizer: string }
  | {
      readonly write: 'status'
      readonly object: ObjectRef
      readonly status: IngressStatus
      /** What the Ingress shows now, where the caller knows it: a write that would change nothing is left out of the plan. */
      readonly shown?: ReadonlyArray<{ readonly hostname: string; readonly ports: ReadonlyArray<number> }>
    }
  | {
      readonly write: 'createBinding'
      readonly subject: ResourceName<'TargetGroupBinding'>
      readonly object: ObjectRef
      readonly labels: Readonly<Record<string, string>>
      readonly spec: BindingSpec
    }
  | {
      readonly write: 'patchBinding'
      readonly subject: ResourceName<'TargetGroupBinding'>
      readonly object: ObjectRef
      readonly labels: Readonly<Record<string, string>>
      readonly spec: BindingSpec
    }
  | {
      readonly write: 'deleteBinding'
      readonly subject: ResourceName<'TargetGroupBinding'>
      readonly object: ObjectRef
    }
  | {
      readonly write: 'podCondition'
      /** A Pod. */
      readonly object: ObjectRef
      /** Of the Pod that is meant: its successor of the same name is another. */
      readonly uid: string
      readonly condition: WrittenCondition & { readonly type: string; readonly status: 'True' | 'False' | 'Unknown' }
    }
  | {
      readonly write: 'bindingStatus'
      readonly object: ObjectRef
      readonly observedGeneration: number
      /** The condition `Ready`; absent, it stays as it is. */
      readonly ready?: WrittenCondition & { readonly status: 'True' | 'False' }
    }
  | {
      readonly write: 'bindingCheckpoint'
      readonly object: ObjectRef
      /** Empty while there is work that nobody knows to be done. */
      readonly checkpoint: string
      /** Milliseconds since 1970; written as whole seconds. */
      readonly at: number
    }
  | {
      readonly write: 'event'
      readonly object: ObjectRef
      readonly type: 'Normal' | 'Warning'
      readonly reason: string
      readonly message: string
    }
  | {
      /** Created, or its data replaced. */
      readonly write: 'configMap'
      readonly object: ObjectRef
      readonly data: Readonly<Record<string, string>>
    }
  | { readonly write: 'deleteConfigMap'; readonly object: ObjectRef }
