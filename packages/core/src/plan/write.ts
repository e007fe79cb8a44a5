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
