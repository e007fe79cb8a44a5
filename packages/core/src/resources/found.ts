import type { Spec } from './kinds.js'
import type { AwsKind } from './ref.js'
import type { Reported } from './stack.js'

/** A resource as AWS shows it, all references literal. Listeners and rules say whose they are. */
export type FoundResource = {
  readonly [K in AwsKind]: {
    readonly kind: K
    /** ARN, or id of a security group. */
    readonly physicalId: string
    /** ARN of the load balancer of a listener, or of the listener of a rule. */
    readonly owner?: string
    readonly tags: Readonly<Record<string, string>>
    /** Without tags and without details. */
    readonly spec: Partial<Spec<K>>
    readonly reported: Reported
  }
}[AwsKind]

/** A field that costs a call of its own to read. */
export interface DetailNeeded {
  readonly kind: AwsKind
  readonly physicalId: string
  readonly field: string
}

export type DetailsNeeded = ReadonlyArray<DetailNeeded>

/** A detail that could be read. */
export interface ReadDetail extends DetailNeeded {
  readonly value: unknown
}
