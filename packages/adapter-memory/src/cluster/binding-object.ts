import type { KubernetesWrite } from '@alb-ingress/core'
import { text } from '../account/literal.js'
import type { StoredObject } from './stored-object.js'

type BindingWrite = Extract<KubernetesWrite, { readonly write: 'createBinding' | 'patchBinding' }>
type BindingSpec = BindingWrite['spec']

/** The object that the API server would be sent for a binding, in the wire shape of `elbv2.k8s.aws/v1beta1`. */
export const bindingObject = ({ object, labels, spec }: BindingWrite): StoredObject => ({
  apiVersion: 'elbv2.k8s.aws/v1beta1',
  kind: 'TargetGroupBinding',
  metadata: { namespace: object.namespace ?? '', name: object.name, labels },
  spec: wireSpec(spec)
})

/** `spec` of the object. Members that say nothing are left out, as the API server leaves them out. */
export const wireSpec = (spec: BindingSpec): Readonly<Record<string, unknown>> => ({
  targetGroupARN: text(spec.targetGroup),
  targetType: spec.targetType,
  targetGroupProtocol: spec.targetGroupProtocol,
  serviceRef: { name: spec.serviceRef.name, port: spec.serviceRef.port },
  ipAddressType: spec.ipAddressType,
  vpcID: spec.vpcId,
  ...(spec.networking === undefined ? {} : { networking: { ingress: spec.networking.map(wireRule) } }),
  ...(spec.nodeSelector === undefined ? {} : { nodeSelector: { matchLabels: spec.nodeSelector } }),
  ...(spec.multiClusterTargetGroup === undefined ? {} : { multiClusterTargetGroup: spec.multiClusterTargetGroup })
})

type Rule = NonNullable<BindingSpec['networking']>[number]

const wireRule = ({ from, ports }: Rule): unknown => ({
  from: from.map(({ securityGroup }) => ({ securityGroup: { groupID: text(securityGroup) } })),
  ports: ports.map(({ protocol, port }) => ({ protocol, ...(port === undefined ? {} : { port }) }))
})
