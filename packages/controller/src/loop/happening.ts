import type { Binding, Diagnostic, Fault, GroupId, Plan, Progress, Step, Swept } from '@alb-ingress/core'
import type { Ending } from '../queue/queue.js'
import type { Work } from '../queue/work.js'

export type GroupState = 'wanted' | 'leaving' | 'frozen'

/** What a loop tells of itself. Logs, metrics and status lines are made from it, and decide nothing. */
export type Happening =
  | { readonly tells: 'leading'; readonly isLeader: boolean }
  /** A pass has made a plan that is not empty. */
  | {
      readonly tells: 'planned'
      readonly work: Work
      readonly plan: Plan
      /** What the policy forbids. */
      readonly withheld: ReadonlyArray<Step>
      readonly milliseconds: number
    }
  | { readonly tells: 'step'; readonly work: Work; readonly progress: Progress; readonly milliseconds: number }
  | { readonly tells: 'noticed'; readonly work: Work; readonly findings: ReadonlyArray<Diagnostic> }
  | {
      readonly tells: 'passed'
      readonly work: Work
      readonly ending: Ending
      /** What changed, as far as it is known: objects by name, or the sweep. */
      readonly why: ReadonlyArray<string>
      /** From the first event to the begin of the pass. */
      readonly waited: number
      readonly milliseconds: number
      readonly done: number
      readonly failed: ReadonlyArray<Fault>
      /** Steps that wait for what failed, or for AWS. */
      readonly left: number
      readonly state?: GroupState
    }
  /** The account was looked at afresh. */
  | {
      readonly tells: 'swept'
      readonly groups: number
      /** Groups in which something is not as it should be. */
      readonly toDo: ReadonlyArray<GroupId>
      readonly frozen: number
      /** What others changed since the last look. */
      readonly drift: Swept['drift']
    }
  | { readonly tells: 'gone'; readonly work: Work }
  /** The targets of a binding, counted by their state. */
  | {
      readonly tells: 'targets'
      readonly binding: Binding
      readonly states: Readonly<Record<string, number>>
    }
  /** A write for people that could not be made, such as an event: nothing depends on it. */
  | { readonly tells: 'unwritten'; readonly fault: Fault }
  | { readonly tells: 'defect'; readonly work: Work; readonly error: unknown }

export type Tell = (happening: Happening) => void
