import { t } from '../prelude.js'
import { canonical, equal } from '../support/canonical.js'
import { own } from '../support/own.js'
import type { Change, Field, FieldOptions } from './kind.js'
import { type Arn, keyOf } from './ref.js'

type Values = Readonly<Record<string, unknown>>

const options = <A>(given: FieldOptions<A>) => ({
  afterCreate: given.afterCreate ?? false,
  detail: given.detail ?? false,
  same: given.same ?? equal,
  elementKey: given.elementKey ?? canonical,
  keyed: given.keyed ?? false,
  unique: given.unique ?? false,
  fixed: given.fixed ?? (() => undefined),
  whenActive: given.whenActive ?? false,
  none: given.none,
  undeclared: given.undeclared ?? 'kept'
})

/** A field that every resource of the kind has. */
export const field = <A>(codec: t.Type<A, unknown>, change: Change, given: FieldOptions<A> = {}): Field<A, false> => ({
  codec,
  change,
  optional: false,
  ...options(given)
})

/** A field that need not be declared. AWS's own value stays then, unless `undeclared` says that there shall be none. */
export const optional = <A>(
  codec: t.Type<A, unknown>,
  change: Change,
  given: FieldOptions<A> = {}
): Field<A, true> => ({
  codec,
  change,
  optional: true,
  ...options(given)
})

/** What a spec asks of a field; `undefined` where it leaves the field as it is, and where there is nothing to ask for. */
export const wantedOf = (spec: Values, name: string, { undeclared, none }: Field<unknown>): unknown =>
  spec[name] ?? (undeclared === 'none' ? none : undefined)

/** What a resource has of a field, as far as AWS shows it. */
export const shownOf = (spec: Values, name: string, { none }: Field<unknown>): unknown => spec[name] ?? none

/** Text that is equal where two name the same thing: an ARN or id as it is, a reference by its key. */
export const arnKey = (arn: Arn): string => (typeof arn === 'string' ? arn : keyOf(arn))

/** Whether two lists name the same things, in whatever order and how often. */
export const sameSet = (desired: ReadonlyArray<Arn>, observed: ReadonlyArray<Arn>): boolean => {
  const keys = new Set(observed.map(arnKey))
  const wanted = new Set(desired.map(arnKey))
  return keys.size === wanted.size && [...wanted].every((key) => keys.has(key))
}

/** Names and values as texts, as AWS keeps tags and attributes. */
export const TextMap: t.Type<Readonly<Record<string, string>>, unknown> = t.readonly(t.record(t.string, t.string))
export type TextMap = t.TypeOf<typeof TextMap>

/** Attributes that nobody declares keep whatever value they have. */
export const onDeclaredKeys = (desired: TextMap, observed: TextMap): boolean =>
  Object.entries(desired).every(([key, value]) => own(observed, key) === value)

/** One of a few words. */
export const word = <A extends string>(...words: readonly [A, ...ReadonlyArray<A>]): t.Type<A, unknown> => {
  const is = (value: unknown): value is A => words.some((each) => each === value)
  return new t.Type<A, unknown>(
    words.join(' | '),
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    (value) => value
  )
}
