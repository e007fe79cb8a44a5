import { TH } from '../prelude.js'
import { type Diagnostic, isError } from './diagnostic.js'

/**
 * A value, what was noticed on the way, or both. `Left`: no value, and at least one error says why. `Both`: a value with findings.
 * Only `Left` freezes a group.
 */
export type Checked<A> = TH.These<ReadonlyArray<Diagnostic>, A>

/** A value about which nothing was noticed. */
export const ok: <A>(value: A) => Checked<A> = TH.right

/** No value, and why. At least one of the diagnostics must be an error. */
export const refuse = (...diagnostics: readonly [Diagnostic, ...ReadonlyArray<Diagnostic>]): Checked<never> =>
  TH.left(diagnostics)

/** A value with what was noticed; an error among the findings takes the value away. */
export const noting = <A>(diagnostics: ReadonlyArray<Diagnostic>, value: A): Checked<A> => {
  if (diagnostics.length === 0) return TH.right(value)
  return diagnostics.some(isError) ? TH.left(diagnostics) : TH.both(diagnostics, value)
}

/** All that was noticed, whether there is a value or not. */
export const findings = <A>(checked: Checked<A>): ReadonlyArray<Diagnostic> =>
  checked._tag === 'Right' ? [] : checked.left

/** The value, if there is one. */
export const valueIn = <A>(checked: Checked<A>): A | undefined => (checked._tag === 'Left' ? undefined : checked.right)

/** Goes on with a value that checks; what was noticed stays. */
export const map =
  <A, B>(f: (value: A) => B) =>
  (checked: Checked<A>): Checked<B> =>
    checked._tag === 'Left' ? checked : noting(findings(checked), f(checked.right))

/** Goes on with a value that checks; what was noticed before and after is kept together. */
export const andThen =
  <A, B>(f: (value: A) => Checked<B>) =>
  (checked: Checked<A>): Checked<B> => {
    if (checked._tag === 'Left') return checked
    const next = f(checked.right)
    if (checked._tag === 'Right') return next
    return next._tag === 'Left'
      ? TH.left([...checked.left, ...next.left])
      : noting([...checked.left, ...findings(next)], next.right)
  }

type Values<R> = { readonly [K in keyof R]: R[K] extends Checked<infer A> ? A : never }

/** Independent checks side by side: all values, or the errors of all of them together. */
export const all = <R extends Readonly<Record<string, Checked<unknown>>>>(parts: R): Checked<Values<R>> => {
  const noticed: Array<Diagnostic> = []
  const values: Record<string, unknown> = {}
  let complete = true
  for (const name in parts) {
    const part = parts[name]
    if (part === undefined) continue
    if (part._tag !== 'Right') noticed.push(...part.left)
    if (part._tag === 'Left') complete = false
    else values[name] = part.right
  }
  // The loop has put a value of the right type under every name of R.
  return complete ? noting(noticed, values as Values<R>) : TH.left(noticed)
}

/** The same check on every item: all results in order, or all errors together. */
export const each = <A, B>(
  items: Iterable<A>,
  check: (item: A, index: number) => Checked<B>
): Checked<ReadonlyArray<B>> => {
  const noticed: Array<Diagnostic> = []
  const results: Array<B> = []
  let complete = true
  let index = 0
  for (const item of items) {
    const checked = check(item, index++)
    if (checked._tag !== 'Right') noticed.push(...checked.left)
    if (checked._tag === 'Left') complete = false
    else results.push(checked.right)
  }
  return complete ? noting(noticed, results) : TH.left(noticed)
}
