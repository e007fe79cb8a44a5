import { type Checked, map, noting, ok } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { Installation } from '../install.js'
import type { Ingress } from '../kubernetes/ingress.js'
import { type Meta, refToObject } from '../kubernetes/object.js'
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

/** Values that do not count, because the first member is of another class. */
const unusedClasses = <A>(declared: Readable<A>, asked: ReadonlyArray<Asked>): ReadonlyArray<Diagnostic> => {
  const [leader] = asked
  if (declared.classCounts !== 'first' || leader === undefined) return []
  const counting = readClass(declared, leader)
  const unused = new Map<string, Diagnostic>()
  for (const each of asked) {
    const given = readClass(declared, each)
    if (O.isNone(given) || (O.isSome(counting) && declared.same(counting.value.value, given.value.value))) continue
    const { at } = given.value.origin
    unused.set(
      at.object.name,
      diagnostic(
        'class/not-counted',
        at,
        `${nameOf(at.object)}: ${at.path.join('.')} is not used for the group of ${nameOf(refToObject('Ingress', leader.ingress))}: the class of the first member counts, and it says something else.`,
        'Say it in the class of the first member, or put the Ingress first with group.order.'
      )
    )
  }
  return [...unused.values()]
}

const settled = <A>(declared: Readable<A>, asked: ReadonlyArray<Asked>): Checked<O.Option<Setting<A>>> => {
  const merged = mergedBy(declared, asked)
  return E.isLeft(merged) ? TH.left(merged.left) : noting(unusedClasses(declared, asked), merged.right)
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
  const { fallback } = declared
  return map((found: O.Option<Setting<A>>) => {
    // Without a default Held is the option, with one it is the setting itself; the compiler does not decide conditional types on values.
    if (fallback === undefined) return found as Held<A, B>
    const byDefault = (): Setting<A> => ({ value: fallback(install), origins: [] })
    return pipe(found, O.getOrElse(byDefault)) as Held<A, B>
  })(settled(declared, asked))
}

// Hardly any object has one of a given family, and seeing so is much quicker than making the key to look for.
const hasOneOf = ({ start }: Pick<Family<Area, never>, 'start'>, { annotations }: Meta): boolean => {
  for (const key in annotations) if (key.startsWith(start)) return true
  return false
}

const mayBeGiven = (declared: Pick<Family<Area, never>, 'start'>, { ingress, service, params }: Asked): boolean =>
  params !== undefined || hasOneOf(declared, ingress) || (service !== undefined && hasOneOf(declared, service))

const nothing: Checked<O.Option<never>> = ok(O.none)

/** One of a family, by the variable part of its key, over those who are asked. */
export const settleOne = <A>(
  declared: Family<Area, A>,
  variable: string,
  asked: ReadonlyArray<Asked>
): Checked<O.Option<Setting<A>>> =>
  asked.some((one) => mayBeGiven(declared, one)) ? settled(declared.one(variable), asked) : nothing

/** One of a family, by the variable part of its key; read from the Ingress alone. */
export const settleFamily = <A>(
  declared: Family<Area, A>,
  ingress: Ingress,
  variable: string
): Checked<O.Option<Setting<A>>> => {
  if (!hasOneOf(declared, ingress)) return nothing
  const read = readAnnotation(declared.codec, 'Ingress', ingress, declared.fullKey(variable))
  if (E.isLeft(read)) return TH.left(read.left)
  return ok(
    pipe(
      read.right,
      O.map(({ value, origin }) => ({ value, origins: [origin] }))
    )
  )
}
