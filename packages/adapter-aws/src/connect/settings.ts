import type { Throttles } from './throttle.js'

/** One attempt of a call, as it ended. */
export interface CallTold {
  /** The SDK's service id, such as `Elastic Load Balancing v2`. */
  readonly service: string
  /** The action, such as `DescribeTags`. */
  readonly action: string
  /** AWS's error code, or the name of what went wrong on the way; absent of a call that succeeded. */
  readonly code?: string
  readonly milliseconds: number
}

/** A call that waited for the throttle of this process before its first attempt. */
export interface WaitTold {
  readonly service: string
  readonly action: string
  readonly milliseconds: number
}

/** How to reach AWS, and where. What is left out is found in the environment, or by the metadata of the machine. */
export interface AwsSettings {
  readonly region?: string | undefined
  readonly vpcId?: string | undefined
  /** The VPC with all of these tags; there must be exactly one. */
  readonly vpcTags?: Readonly<Record<string, string>>
  /** How often a call is tried, the first time included. Default: 10, as in AWS Load Balancer Controller. */
  readonly maxRetries?: number
  /** By service id, as the SDK spells it; `ec2imds` is the metadata of the machine. */
  readonly endpoints?: Readonly<Record<string, string>>
  readonly throttle?: Throttles
  /** Default: `elbv2.k8s.aws`, by which AWS knows controllers of this family. */
  readonly userAgent?: string
  /** Names the sessions of roles that are assumed. */
  readonly clusterName?: string
  readonly onCall?: (call: CallTold) => void
  readonly onWait?: (wait: WaitTold) => void
}
