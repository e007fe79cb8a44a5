import type { Diagnostic, ObjectRef } from '../checked/diagnostic.js'
import type { ObjectKey } from '../kubernetes/object.js'
import type { TargetGroupBinding, TargetGroupBindingSpec } from '../kubernetes/target-group-binding.js'
import type { StackId } from '../resources/ref.js'
import type { AssumedRole } from '../resources/target-group.js'

/** One target group and the Service behind it. */
export interface Binding {
  /** `namespace/name` of the TargetGroupBinding, whether it is an object or not. */
  readonly key: ObjectKey
  readonly object: ObjectRef
  /** An ARN; `undefined` where a user wrote only the name of a target group. */
  readonly targetGroup: string | undefined
  readonly spec: TargetGroupBindingSpec
  /** `stack`: the cluster has no TargetGroupBindings, so it is taken from what is wanted of a stack. */
  readonly origin: 'object' | 'stack'
  /** The stack of ours that has the target group, where one has. */
  readonly stack: StackId | undefined
  /** The object as the cluster has it; absent of a stack. */
  readonly read: TargetGroupBinding | undefined
  /** Why it may not fill its target group: nothing of it is carried out, but that it leaves. */
  readonly refusal: Diagnostic | undefined
}

/** What keeps a TargetGroupBinding from vanishing while its targets are registered. */
export const bindingFinalizer = 'elbv2.k8s.aws/resources'

/** As whom AWS is asked about its target group; `undefined`: as oneself. */
export const roleOf = ({
  iamRoleArnToAssume,
  assumeRoleExternalId
}: TargetGroupBindingSpec): AssumedRole | undefined =>
  iamRoleArnToAssume === undefined
    ? undefined
    : {
        roleArn: iamRoleArnToAssume,
        ...(assumeRoleExternalId === undefined ? {} : { externalId: assumeRoleExternalId })
      }
