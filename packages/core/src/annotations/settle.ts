import { type Checked, ok } from '../checked/checked.js'
import type { Installation } from '../install.js'
import type { Ingress } from '../kubernetes/ingress.js'
import { E, O, pipe, TH } from '../prelude.js'
import type { Annotation, Area, Family, Held, Setting } from './annotation.js'
import { type Merged, mergeAgreed, mergePerKey } from './merge.js'
import { type Asked, type Readable, readAnnotation, readClass } from './read.js'

const mergedBy = <A>(declared: Readable<A>, asked: ReadonlyArray<Asked>): Merged<A> => {
  // Merge<A> allows `perKey` only for maps of texts.
  if (declared.merge === 'perKey') return mergePerKey(declared as never, asked) as Merged<A>
  const leader = declared.classCounts === 'first' ? asked[0] : undefined
  const decided = leader === undefined ? O.none : readClass(declared, leader)
  if (O.isSome(decided)) return E.right(O.some({ value: decided.value.value, origins: [decided.value.origin] }))
  return mergeAgreed(declared, asked)
}

/**
 * The value of one annotation over those who are asked, in group order: class parameters over annotations over the default. Errors:
 * every value that cannot be read and every disagreement, each at its annotation.
 */
export const settle = <R extends Area, A, B extends A>(
  declared: Annotation<R, A, B>,
  asked: ReadonlyArray<Asked>,
  install: Installation
): Checked<Held<A, B>> => {
  const merged = mergedBy(declared, asked)
  if (E.isLeft(merged)) return TH.left(merged.left)
  const { fallback } = declared
  // Without a default Held is the option, with one it is the setting itself; the compiler does not decide conditional types on values.
  if (fallback === undefined) return ok(merged.right as Held<A, B>)
  const byDefault = (): Setting<A> => ({ value: fallback(install), origins: [] })
  return ok(pipe(merged.right, O.getOrElse(byDefault)) as Held<A, B>)
}

/** One member of a family, by the variable part of its key; read from the Ingress. */
export const settleFamily = <A>(
  declared: Family<Area, A>,
  ingress: Ingress,
  variable: string
): Checked<O.Option<Setting<A>>> => {
  const read = readAnnotation(declared.codec, 'Ingress', ingress, declared.fullKey(variable))
  if (E.isLeft(read)) return TH.left(read.left)
  return ok(
    pipe(
      read.right,
      O.map(({ value, origin }) => ({ value, origins: [origin] }))
    )
  )
}
