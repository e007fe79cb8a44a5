import type { BoundCall } from '@alb-ingress/core'

/** A call, and the request that the SDK makes of it. */
export interface Case {
  /** What the request shows. */
  readonly name: string
  readonly call: BoundCall
  readonly host: string
  readonly parameters: Readonly<Record<string, unknown>>
}

export const elbv2 = 'elasticloadbalancing.eu-west-1.amazonaws.com'
export const ec2 = 'ec2.eu-west-1.amazonaws.com'
