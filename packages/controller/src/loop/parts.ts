import type { Installation, ObjectRef, Policy, Ports, TargetSettings } from '@alb-ingress/core'
import type { Paces } from '../queue/settings.js'
import type { ClusterSource } from '../source.js'
import type { Timers } from '../time.js'
import type { Tell } from './happening.js'

export interface LoopOptions {
  readonly paces: Paces
  readonly policy: Policy
  /** Observes and plans, and writes nothing at all. */
  readonly isDryRun: boolean
  readonly targets: TargetSettings
  /** How many steps of one plan may run side by side. */
  readonly concurrency: number
  /** Milliseconds between two looks at everything. */
  readonly driftInterval: number
  /** After so many milliseconds a group is looked at again that waits for the account: a certificate, a subnet, a load balancer. */
  readonly waitForAccount: number
}

/** All that the loop is joined to, once, in `main`. */
export interface Parts {
  readonly install: Installation
  readonly ports: Ports
  readonly source: ClusterSource
  readonly timers: Timers
  readonly options: LoopOptions
  readonly tell: Tell
  /** The ConfigMap that remembers client secrets by digests, and where their salt comes from. */
  readonly digests: { readonly object: ObjectRef; readonly newSalt: () => string }
  /** Asked before every step: no longer the leader, or told to stop, it does nothing more. */
  readonly mayAct: () => boolean
}
