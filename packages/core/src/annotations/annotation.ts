import type { At } from '../checked/diagnostic.js'
import { type Installation, usualAnnotationsPrefix } from '../install.js'
import type { IngressClassParams } from '../kubernetes/ingress-class-params.js'
import type { O } from '../prelude.js'
import type { Codec } from './codecs/codec.js'

/** Every key starts with it; objects with another prefix are read as if they had this one. */
export const prefix = `${usualAnnotationsPrefix}/`

/**
 * What an annotation configures, which also says whose values count. Group, Ingress and CreatedCertificate: one Ingress alone · LoadBalancer, WebAcl and
 * BackendRules: all members of the group · Listener and Tls: the members on that port · Rule: the Ingress that owns the path ·
 * Authentication: that Ingress, and the Service behind the path where it is the only one · TargetGroup and Nodes: one Ingress and one Service.
 * FrontendSwitch: all members of the group; and where it says that a network load balancer stands in front, Frontend: all members ·
 * FrontendPorts: one Ingress alone · FrontendListener: the members with that port in front. Capacity: all members, behind a gate.
 */
export type Area =
  | 'Group'
  | 'Ingress'
  | 'CreatedCertificate'
  | 'LoadBalancer'
  | 'WebAcl'
  | 'Capacity'
  | 'BackendRules'
  | 'Listener'
  | 'Tls'
  | 'Rule'
  | 'Authentication'
  | 'TargetGroup'
  | 'Nodes'
  | 'FrontendSwitch'
  | 'Frontend'
  | 'FrontendPorts'
  | 'FrontendListener'

export type Place = 'Ingress' | 'Service'

type TextMap = Readonly<Record<string, string>>

/**
 * How the values of several members become one. `agree`: all who have one must say the same. `perKey`: maps are joined, and only one key
 * with two values is a disagreement.
 */
export type Merge<A> = A extends TextMap ? 'agree' | 'perKey' : 'agree'

/**
 * Which object is asked. `ingress`: only the Ingress · `serviceFirst`: the whole value of the Service, else that of the Ingress ·
 * `servicePerKey`: a map joined key by key, the Service's value winning · `either`: an Ingress that says true, else as `serviceFirst`.
 */
export type Lookup = 'ingress' | 'serviceFirst' | 'servicePerKey' | 'either'

/** Where a value came from, for explanations and for diagnostics about it. */
export type Origin =
  | { readonly from: 'annotation'; readonly at: At }
  | { readonly from: 'classParams'; readonly at: At }

/** A configured value. Without origins it is the default. */
export interface Setting<A> {
  readonly value: A
  readonly origins: ReadonlyArray<Origin>
}

interface About<R extends Area> {
  /** Without the prefix. */
  readonly key: string
  readonly on: ReadonlyArray<Place>
  readonly configures: R | ReadonlyArray<R>
  /** The fields of resources that it decides on, as `Kind.field`. */
  readonly sets: ReadonlyArray<`${string}.${string}`>
  /** One sentence: what the annotation does. */
  readonly summary: string
  readonly valid: ReadonlyArray<string>
  readonly invalid: ReadonlyArray<string>
}

interface Declared<R extends Area, A, B extends A> extends About<R> {
  /** Alone decides the type of the value. */
  readonly codec: Codec<A>
  readonly merge?: Merge<NoInfer<A>>
  readonly lookup?: Lookup
  /** Whether two members say the same. Default: equal encodings. */
  readonly same?: (a: NoInfer<A>, b: NoInfer<A>) => boolean
  /** A key of old, without the prefix; it is read on objects that do not have the key itself. */
  readonly formerKey?: string
  /** A value that counts as if the annotation were not there. */
  readonly absentWhen?: (value: NoInfer<A>) => boolean
  /**
   * The counterpart in IngressClassParams; it outranks the annotation. Its place in `spec`, for messages, is `classField`: by default
   * the key in camel case.
   */
  readonly classParam?: (params: IngressClassParams) => NoInfer<A> | undefined
  readonly classField?: string
  /** `first`: only the class of the first member counts, and for the whole group. Default: each member's own. */
  readonly classCounts?: 'each' | 'first'
  readonly fallback?: (install: Installation) => B
  /** The flag that gives the default. */
  readonly flag?: `--${string}`
}

/** A declared annotation. `B` is the type of its default, and `never` where there is none. */
export interface Annotation<R extends Area, A, B extends A = never> extends Declared<R, A, B> {
  readonly fullKey: string
  readonly merge: Merge<A>
  readonly lookup: Lookup
  readonly same: (a: A, b: A) => boolean
}

/** What settling an annotation gives: a setting always, where there is a default, else perhaps. */
export type Held<A, B> = [B] extends [never] ? O.Option<Setting<A>> : Setting<A>

/** Declares an annotation; what is not said gets its default here. */
export const annotation = <const R extends Area, A, B extends NoInfer<A> = never>(
  declared: Declared<R, A, B>
): Annotation<R, A, B> => ({
  ...declared,
  fullKey: `${prefix}${declared.key}`,
  // 'agree' is in Merge<A> whatever A is, which the compiler cannot see through the conditional type.
  merge: declared.merge ?? ('agree' as Merge<A>),
  lookup: declared.lookup ?? 'ingress',
  same: declared.same ?? ((a, b) => declared.codec.encode(a) === declared.codec.encode(b))
})

type Shared<R extends Area, A> = About<R> &
  Pick<Declared<R, A, never>, 'codec' | 'merge' | 'lookup' | 'same' | 'classField' | 'classCounts'>

interface DeclaredFamily<R extends Area, A> extends Shared<R, A> {
  /** What the variable part names, for the reference page. */
  readonly variable: string
  /** The counterpart of one of the family in IngressClassParams. */
  readonly classParam?: (params: IngressClassParams, variable: string) => NoInfer<A> | undefined
}

/** A family of annotations whose key has a variable part: `actions.${name}`. */
export interface Family<R extends Area, A> extends About<R> {
  readonly codec: Codec<A>
  readonly variable: string
  /** What the full keys of the family begin with. */
  readonly start: string
  readonly fullKey: (variable: string) => string
  /** One of the family, which is then like any other annotation. */
  readonly one: (variable: string) => Annotation<R, A>
}

export const family = <const R extends Area, A>({
  classParam,
  variable,
  ...shared
}: DeclaredFamily<R, A>): Family<R, A> => ({
  ...shared,
  variable,
  start: `${prefix}${shared.key}.`,
  fullKey: (name) => `${prefix}${shared.key}.${name}`,
  one: (name) =>
    annotation<R, A>({
      ...shared,
      key: `${shared.key}.${name}`,
      ...(classParam === undefined ? {} : { classParam: (params) => classParam(params, name) })
    })
})
