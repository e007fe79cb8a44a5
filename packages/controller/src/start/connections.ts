import type { Aws, Fault, TE } from '@alb-ingress/core'
import type { Values } from '../flags/settings.js'
import type { ClusterSource } from '../source.js'
import type { AwsTold } from '../telemetry/aws-metrics.js'

/** Who holds a lease. */
export interface LeaseHolder {
  readonly identity: string
  /** Whether its time is not over yet. */
  readonly isAlive: boolean
}

export interface Leadership {
  /** Asked before each step. */
  readonly isLeader: () => boolean
  /** Lets go of the lease. */
  readonly stop: () => Promise<void>
}

/** A cluster that we are connected to. */
export interface ConnectedCluster {
  /** Where the lease is, and what is ours. */
  readonly namespace: string
  readonly source: ClusterSource
  /** Stands for election until it is stopped; `turned` hears of every change. */
  readonly elect: (turned: (isLeader: boolean) => void) => Leadership
  /** Who holds the lease of the reference. */
  readonly otherHolder: TE.TaskEither<Fault, LeaseHolder | undefined>
}

/** An account that we are connected to, and where in it we are. */
export interface ConnectedAws {
  readonly aws: Aws
  readonly region: string
  readonly vpcId: string
  readonly accountId: string
}

/** What is said of AWS: flags of the installation among them. */
export interface AwsSaid {
  readonly values: Values
  readonly region: string | undefined
  readonly vpcId: string | undefined
  readonly clusterName: string | undefined
  readonly told: AwsTold
}

/** The world as this process reaches it; tests bring another. */
export interface Connections {
  readonly aws: (said: AwsSaid) => TE.TaskEither<Fault, ConnectedAws>
  readonly cluster: (values: Values, install: LiveInstallation) => TE.TaskEither<Fault, ConnectedCluster>
}

/** What of an installation decides what is watched. */
export interface LiveInstallation {
  /** `key=value`. */
  readonly secretsLabel: string | undefined
  /** As `namespace/name`. */
  readonly configMaps: ReadonlySet<string>
}
