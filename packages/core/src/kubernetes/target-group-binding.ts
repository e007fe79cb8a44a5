import { type Condition, condition } from './condition.js'
import type { ServicePort } from './ingress-backend.js'
import { history, type Meta, metadata } from './object.js'
import {
  as,
  both,
  filled,
  flag,
  list,
  maybe,
  members,
  type Reader,
  required,
  text,
  whole,
  wholeOrText
} from './reader.js'
import { type LabelSelector, labelSelector } from './selector.js'

/** `spec` of a `TargetGroupBinding`. */
export interface TargetGroupBindingSpec {
  /** Empty when a user gave only a name. */
  readonly targetGroupARN: string
  readonly targetGroupName: string | undefined
  readonly targetType: string | undefined
  readonly targetGroupProtocol: string | undefined
  readonly serviceRef: { readonly name: string; readonly port: ServicePort }
  readonly ipAddressType: string | undefined
  readonly vpcID: string | undefined
  readonly multiClusterTargetGroup: boolean
  readonly nodeSelector: LabelSelector | undefined
  /** `undefined`: the security groups of the targets are not ours to change. */
  readonly networking: ReadonlyArray<BindingIngress> | undefined
  /** As whom to work on a target group of another account. */
  readonly iamRoleArnToAssume: string | undefined
  readonly assumeRoleExternalId: string | undefined
}

/** A `TargetGroupBinding` of `elbv2.k8s.aws/v1beta1`, made by us or by a user. */
export interface TargetGroupBinding extends Meta, TargetGroupBindingSpec {
  /** Counts the changes of `spec`; 0 in manifests. */
  readonly generation: number
  /** Milliseconds since 1970; 0 in manifests. */
  readonly created: number
  /** The generation that the status speaks of. */
  readonly observedGeneration: number
  readonly conditions: ReadonlyArray<Condition>
}

export interface BindingIngress {
  readonly from: ReadonlyArray<{
    readonly securityGroup?: { readonly groupID: string }
    readonly ipBlock?: { readonly cidr: string }
  }>
  readonly ports: ReadonlyArray<{ readonly protocol: string | undefined; readonly port: ServicePort | undefined }>
}

const peer = as(
  members({
    securityGroup: maybe(members({ groupID: required(text) })),
    ipBlock: maybe(members({ cidr: required(text) }))
  }),
  ({ securityGroup, ipBlock }) => ({
    ...(securityGroup === undefined ? {} : { securityGroup }),
    ...(ipBlock === undefined ? {} : { ipBlock })
  })
)

const networking = members({
  ingress: list(
    members({
      from: list(peer),
      ports: list(members({ protocol: filled(text), port: maybe(wholeOrText) }))
    })
  )
})

const spec = members({
  targetGroupARN: text,
  targetGroupName: filled(text),
  targetType: filled(text),
  targetGroupProtocol: filled(text),
  serviceRef: members({ name: required(text), port: required(wholeOrText) }),
  ipAddressType: filled(text),
  vpcID: filled(text),
  multiClusterTargetGroup: flag,
  nodeSelector: maybe(labelSelector),
  networking: maybe(networking),
  iamRoleArnToAssume: filled(text),
  assumeRoleExternalId: filled(text)
})
const status = members({ observedGeneration: whole, conditions: list(condition) })

/** Also read as `v1alpha1`, which lacks some of the fields. */
export const targetGroupBinding: Reader<TargetGroupBinding> = as(
  members({ metadata: both(metadata, history), spec, status }),
  ({ metadata, spec, status }) => ({ ...metadata, ...spec, networking: spec.networking?.ingress, ...status })
)
