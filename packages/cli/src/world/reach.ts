import type { Aws, Fault, Installation, Kubernetes, TE } from '@alb-ingress/core'

/** The code of a fault that is about an option, and whose message says all. */
export const invalidOption = 'InvalidOption'

/** What the options say of AWS. */
export interface AwsAsked {
  readonly region?: string
  readonly vpcId?: string
  readonly vpcTags?: Readonly<Record<string, string>>
  readonly maxRetries?: number
  readonly endpoints?: Readonly<Record<string, string>>
  /** As the flag has it. */
  readonly throttle?: string
  readonly clusterName: string
}

/** An account of AWS, and where in it. */
export interface ReachedAws {
  readonly aws: Aws
  readonly region: string
  readonly vpcId: string
  readonly accountId: string
}

/** Which cluster is meant. */
export interface ClusterAsked {
  readonly kubeconfig?: string
  readonly context?: string
  readonly inCluster?: boolean
}

/** A cluster that answers. */
export interface ReachedCluster {
  readonly kubernetes: Kubernetes
  /** Whether the kind TargetGroupBinding is installed. */
  readonly bindingsPublished: boolean
}

/** How a run gets to AWS and to a cluster. Nothing of theirs is loaded before. */
export interface Reach {
  readonly aws: (asked: AwsAsked) => TE.TaskEither<Fault, ReachedAws>
  readonly cluster: (asked: ClusterAsked, install: Installation) => TE.TaskEither<Fault, ReachedCluster>
}
