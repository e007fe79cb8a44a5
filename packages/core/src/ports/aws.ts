import type { Facts, FactsNeeded } from '../facts/facts.js'
import type { Fault } from '../facts/fault.js'
import type { BoundCall } from '../plan/call.js'
import type { E, TE } from '../prelude.js'
import type { DetailNeeded, DetailsNeeded, FoundResource } from '../resources/found.js'
import type { StackId } from '../resources/ref.js'
import type { Reported } from '../resources/stack.js'

/** Which of our resources to look for: in this VPC, all that have one of the cluster's `tagSets`. */
export interface Scope {
  readonly clusterName: string
  readonly vpcId: string
  /** Certificates are looked for only where the installation makes them. */
  readonly certificates?: boolean
  /** Only what these stacks have is asked for; an adapter may tell more. Left out: all of the cluster's. */
  readonly stacks?: ReadonlySet<StackId>
}

/** A detail, or why it could not be read: one that cannot be read does not spoil the others. */
export interface FoundDetail extends DetailNeeded {
  readonly value: E.Either<Fault, unknown>
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
  /** Each detail is read for itself, like an answer. */
  readonly details: (needed: DetailsNeeded) => TE.TaskEither<Fault, ReadonlyArray<FoundDetail>>
  /** One step, one call. */
  readonly perform: (call: BoundCall) => TE.TaskEither<Fault, Outcome>
}
