import type { ObjectRef } from '../checked/diagnostic.js'
import { bindingSpecOnWire } from '../kubernetes/binding-object.js'
import type { BindingIngress, TargetGroupBindingSpec } from '../kubernetes/target-group-binding.js'
import type { Arn } from '../resources/ref.js'
import type { BindingSpec, NetworkingRule } from '../resources/target-group-binding.js'

// What is sent holds no references any more: one that does was bound wrongly.
const literal = (arn: Arn): string => {
  if (typeof arn === 'string') return arn
  throw new Error(`a binding still refers to ${arn.kind} ${arn.stack} ${arn.id}`)
}

const ingress = ({ from, ports }: NetworkingRule): BindingIngress => ({
  from: from.map(({ securityGroup }) => ({ securityGroup: { groupID: literal(securityGroup) } })),
  ports: ports.map(({ protocol, port }) => ({ protocol, port }))
})

/** A binding of ours, its references literal, as if it had been read from the cluster. */
export const specAsRead = (spec: BindingSpec): TargetGroupBindingSpec => ({
  targetGroupARN: literal(spec.targetGroup),
  targetGroupName: undefined,
  targetType: spec.targetType,
  targetGroupProtocol: spec.targetGroupProtocol,
  serviceRef: spec.serviceRef,
  ipAddressType: spec.ipAddressType,
  vpcID: spec.vpcId,
  multiClusterTargetGroup: spec.multiClusterTargetGroup ?? false,
  nodeSelector: spec.nodeSelector === undefined ? undefined : { matchLabels: spec.nodeSelector, matchExpressions: [] },
  networking: spec.networking?.map(ingress),
  iamRoleArnToAssume: undefined,
  assumeRoleExternalId: undefined
})

/** What is written when a binding is created. */
interface Writing {
  readonly object: ObjectRef
  readonly labels: Readonly<Record<string, string>>
  readonly spec: BindingSpec
}

/** A TargetGroupBinding as the API server is sent it. */
export interface BindingObject {
  readonly apiVersion: 'elbv2.k8s.aws/v1beta1'
  readonly kind: 'TargetGroupBinding'
  readonly metadata: {
    readonly namespace: string
    readonly name: string
    readonly labels: Readonly<Record<string, string>>
  }
  readonly spec: Readonly<Record<string, unknown>>
}

/** The whole object of a binding, in the wire shape of its API. */
export const bindingObject = ({ object, labels, spec }: Writing): BindingObject => ({
  apiVersion: 'elbv2.k8s.aws/v1beta1',
  kind: 'TargetGroupBinding',
  metadata: { namespace: object.namespace ?? '', name: object.name, labels },
  spec: bindingSpecOnWire(specAsRead(spec))
})
