import type { ServicePort } from './ingress.js'
import type { Meta } from './object.js'

/** A `TargetGroupBinding` of `elbv2.k8s.aws/v1beta1`, made by us or by a user. */
export interface TargetGroupBinding extends Meta {
  readonly targetGroupARN: string
  readonly targetType: string | undefined
  readonly targetGroupProtocol: string | undefined
  readonly serviceRef: { readonly name: string; readonly port: ServicePort }
  readonly ipAddressType: string | undefined
  readonly vpcID: string | undefined
  readonly multiClusterTargetGroup: boolean
  readonly nodeSelector: Readonly<Record<string, string>> | undefined
  readonly networking: ReadonlyArray<BindingIngress> | undefined
}

export interface BindingIngress {
  readonly from: ReadonlyArray<{ readonly securityGroup?: { readonly groupID: string }; readonly ipBlock?: { readonly cidr: string } }>
  readonly ports: ReadonlyArray<{ readonly protocol: string | undefined; readonly port: ServicePort | undefined }>
}
