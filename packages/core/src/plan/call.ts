import type { Spec } from '../resources/kinds.js'
import type { AwsKind, KindName, ResourceName } from '../resources/ref.js'
import type { AssumedRole } from '../resources/target-group.js'

/** The resource a call is about. `physicalId` is known for what AWS has already; what this plan creates is found by name. */
export type Subject<K extends KindName = KindName> = ResourceName<K> & { readonly physicalId?: string }

export type TagMap = Readonly<Record<string, string>>

/** Creates with the fields of the creating call; fields declared `afterCreate` are absent. */
export type CreateCall = {
  readonly [K in AwsKind]: {
    readonly do: 'create'
    readonly kind: K
    readonly action: string
    readonly subject: Subject<K>
    readonly spec: Partial<Spec<K>>
  }
}[AwsKind]

export type ModifyCall = {
  readonly [K in AwsKind]: {
    readonly do: 'modify'
    readonly kind: K
    readonly action: string
    readonly subject: Subject<K>
    readonly fields: Partial<Spec<K>>
  }
}[AwsKind]

/** Adds or removes members of a set: certificates of a listener, permissions of a security group, targets of a target group. */
export interface ElementsCall {
  readonly do: 'add' | 'remove'
  readonly kind: AwsKind
  readonly action: string
  readonly subject: Subject
  readonly field: string
  readonly elements: ReadonlyArray<unknown>
  /** For the targets of a target group in another account. */
  readonly as?: AssumedRole
}

/** Takes off what a field holds; `value` is what is there. */
export interface DetachCall {
  readonly do: 'detach'
  readonly kind: AwsKind
  readonly action: string
  readonly subject: Subject
  readonly field: string
  readonly value: unknown
}

/** Gives rules of one listener new priorities, all at once. */
export interface PrioritiesCall {
  readonly do: 'prioritise'
  readonly kind: 'ListenerRule'
  readonly action: 'SetRulePriorities'
  /** The listener. */
  readonly subject: Subject
  readonly rules: ReadonlyArray<{ readonly rule: Subject<'ListenerRule'>; readonly from: number; readonly to: number }>
}

/** Sets the same tags, or removes the same keys, on up to 20 resources of one service. */
export interface TagCall {
  readonly do: 'tag' | 'untag'
  readonly kind: AwsKind
  readonly action: string
  readonly subjects: ReadonlyArray<Subject>
  /** With `untag`: the values that are there now. */
  readonly tags: TagMap
}

export interface DeleteCall {
  readonly do: 'delete'
  readonly kind: AwsKind
  readonly action: string
  readonly subject: Subject
}

/** One call to AWS, in which references stand for what may not exist yet. */
export type AwsCall = CreateCall | ModifyCall | ElementsCall | DetachCall | PrioritiesCall | TagCall | DeleteCall

/** A call whose references are all resolved, and whose existing subjects all have a `physicalId`: ready to be sent. */
export type BoundCall = AwsCall & { readonly bound: true }

/** The resources that a call changes; of new priorities the rules, not their listener. */
export const subjectsOf = (call: AwsCall): ReadonlyArray<Subject> => {
  switch (call.do) {
    case 'tag':
    case 'untag':
      return call.subjects
    case 'prioritise':
      return call.rules.map(({ rule }) => rule)
    default:
      return [call.subject]
  }
}
