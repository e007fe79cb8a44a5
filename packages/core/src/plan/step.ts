import type { StackId } from '../resources/ref.js'
import type { AwsCall } from './call.js'
import type { KubernetesWrite } from './write.js'

/** Why a step is in the plan: the field that made it necessary, and both of its values. For people, never for decisions. */
export interface Cause {
  readonly because:
    | 'absent'
    | 'changed'
    | 'surplus'
    | 'replaced'
    | 'refersToReplaced'
    | 'superseded'
    | 'leaving'
    | 'makesRoom'
    | 'joins'
    | 'published'
  readonly field?: string
  readonly observed?: unknown
  readonly desired?: unknown
}

export type StepId = string

interface StepOf {
  /** Stable text that tells the step apart in its plan, such as `CreateListener shop/cart 443`. */
  readonly id: StepId
  readonly stack: StackId
  readonly causes: ReadonlyArray<Cause>
}

/** One call to one port. */
export type Step = StepOf &
  ({ readonly on: 'aws'; readonly call: AwsCall } | { readonly on: 'kubernetes'; readonly write: KubernetesWrite })

/** Steps in an order that works, and for each step the steps that must be done before it. */
export interface Plan {
  readonly steps: ReadonlyArray<Step>
  readonly after: ReadonlyMap<StepId, ReadonlyArray<StepId>>
}

export const emptyPlan: Plan = { steps: [], after: new Map() }
