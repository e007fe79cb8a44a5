import type { Facts, FactsNeeded } from '../facts/facts.js'
import type { Fault } from '../facts/fault.js'
import type { BoundCall } from '../plan/call.js'
import type { TE } from '../prelude.js'
import type { DetailsNeeded, FoundDetail, FoundResource } from '../resources/found.js'
import type { Reported } from '../resources/stack.js'

/** Which of our resources to look for: in this VPC, all that have one of the cluster's `tagSets`. */
export interface Scope {
  readonly clusterName: string
  readonly vpcId: string
  /** Certificates are looked for only where the installation makes them. */
  readonly certificates?: boolean
}

/** What AWS said to a call. `physicalId` after a creation; `created` listeners and load balancers also report their state. */
export interface Outcome {
  readonly physicalId?: string
  readonly reported?: Reported
}

/** What the core asks of AWS. */
export interface Aws {
  /** Each question is answered for itself: one that cannot be answered does not spoil the others. */
  readonly answer: (needed: FactsNeeded) => TE.TaskEither<Fault, Facts>
  readonly observe: (scope: Scope) => TE.TaskEither<Fault, ReadonlyArray<FoundResource>>
  readonly details: (needed: DetailsNeeded) => TE.TaskEither<Fault, ReadonlyArray<FoundDetail>>
  /** One step, one call. */
  readonly perform: (call: BoundCall) => TE.TaskEither<Fault, Outcome>
}
