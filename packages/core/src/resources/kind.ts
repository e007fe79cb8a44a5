import type { t } from '../prelude.js'
import type { KindName, Output } from './ref.js'

/** How a field can change once its resource exists. */
export type Change =
  /** Another value is another resource. */
  | { readonly how: 'identity' }
  /** Another value needs a new resource in place of the old one. */
  | { readonly how: 'replaces' }
  /** Sent once and never compared: taking over an existing resource must not replace or rename it. */
  | { readonly how: 'atCreation' }
  /** Changed in place by one call; fields of the same call travel together. `whole`: AWS wants all fields of the call, not only the changed ones. */
  | { readonly how: 'modifiedBy'; readonly call: string; readonly whole: boolean }
  /** A set whose members are added and removed one by one, at most `perCall` in one call. `first`: which comes first where there is both. */
  | {
      readonly how: 'elements'
      readonly add: string
      readonly remove: string
      readonly perCall: number
      readonly first: 'add' | 'remove'
    }
  /**
   * One value, put there by one call, in the place of whatever was there, and taken off by another. The field's `none`: nothing is there.
   * `offFirst`: it is taken off before anything else of the resource changes.
   */
  | { readonly how: 'attached'; readonly attach: string; readonly detach: string; readonly offFirst: boolean }
  | { readonly how: 'retagged'; readonly add: string; readonly remove: string }

/** Another value is another resource. */
export const identity: Change = { how: 'identity' }
/** Another value needs a new resource. */
export const replaces: Change = { how: 'replaces' }
/** Sent once, and never compared. */
export const atCreation: Change = { how: 'atCreation' }
/** Changed in place by a call, together with the other fields of that call. */
export const modifiedBy = (call: string): Change => ({ how: 'modifiedBy', call, whole: false })
/** The same, by a call that wants all of its fields. */
export const modifiedAsWholeBy = (call: string): Change => ({ how: 'modifiedBy', call, whole: true })
/** A set whose members come and go one by one. */
export const elements = (calls: {
  readonly add: string
  readonly remove: string
  readonly perCall: number
  /** Default: `add`, so that there is never less than before or after. */
  readonly first?: 'add' | 'remove'
}): Change => ({
  how: 'elements',
  first: 'add',
  ...calls
})
/** One value that is put there and taken off. */
export const attachedBy = (attach: string, detach: string, { offFirst = false } = {}): Change => ({
  how: 'attached',
  attach,
  detach,
  offFirst
})
/** Tags, which travel for many resources at a time. */
export const retaggedBy = (add: string, remove: string): Change => ({ how: 'retagged', add, remove })

export interface Field<A, Optional extends boolean = boolean> {
  readonly codec: t.Type<A, unknown>
  readonly change: Change
  readonly optional: Optional
  /** Not part of the creating call: set by its own call right after. */
  readonly afterCreate: boolean
  /** Costs a call of its own to read, so it is read only for resources whose desired state declares it. */
  readonly detail: boolean
  /** Whether the observed value already says what is desired. Elements are compared by `elementKey`. */
  readonly same: (desired: A, observed: A) => boolean
  /** What makes two elements the same one. */
  readonly elementKey: (element: unknown) => string
  /** A map changed key by key: only keys that differ are sent, and keys that nobody declares stay. */
  readonly keyed: boolean
  /** Two resources of the kind never have it in common, or all fields of the kind that are unique: a new one waits until its holder is gone. */
  readonly unique: boolean
  /** The part of the value that no call changes: another one needs a new resource. */
  readonly fixed: (value: A) => unknown
  /** AWS changes it only once the resource is active, which takes a new load balancer some minutes. */
  readonly whenActive: boolean
  /** What AWS means where it shows no value. */
  readonly none: A | undefined
  /** What a spec that does not declare the field asks for: that it stays as it is, or that there is none. */
  readonly undeclared: 'kept' | 'none'
}

export interface FieldOptions<A> {
  readonly afterCreate?: boolean
  readonly detail?: boolean
  readonly same?: (desired: A, observed: A) => boolean
  readonly elementKey?: (element: unknown) => string
  readonly keyed?: boolean
  readonly unique?: boolean
  readonly fixed?: (value: A) => unknown
  readonly whenActive?: boolean
  readonly none?: A
  readonly undeclared?: 'kept' | 'none'
}

export interface Kind<K extends KindName = KindName, F = Readonly<Record<string, Field<unknown>>>> {
  readonly name: K
  /** The type as CloudFormation, and the reference's serialised stack, spell it. */
  readonly type: string
  readonly service: 'elbv2' | 'ec2' | 'acm' | 'kubernetes'
  /** Children go with their owner. */
  readonly owner?: KindName
  /** Which comes first when a resource must be replaced. */
  readonly replace: 'createFirst' | 'deleteFirst'
  /** The output by which AWS knows the resource. */
  readonly identifiedBy: Output
  readonly create: string
  readonly remove: string
  /** In the order in which calls on one resource run. */
  readonly fields: F
}

/** Declares a resource kind; the compiler infers the type of its spec from the codecs of its fields. */
export const kind = <K extends KindName, const F>(declaration: Kind<K, F>): Kind<K, F> => declaration
