import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { E, O } from '../prelude.js'
import { quoted } from '../support/wording.js'
import type { Origin, Setting } from './annotation.js'
import { type Asked, type Given, keyOn, type Readable, readAnnotation, readAnnotations, readClass } from './read.js'

type TextMap = Readonly<Record<string, string>>

export type Merged<A> = E.Either<ReadonlyArray<Diagnostic>, O.Option<Setting<A>>>

const disagreement = (key: string, one: Given<string>, other: Given<string>): Diagnostic =>
  diagnostic(
    'group/disagree',
    other.origin.at,
    `${nameOf(other.origin.at.object)} asks for ${key} ${quoted(other.value)}, but ${nameOf(one.origin.at.object)} in the same group asks for ${quoted(one.value)}.`,
    `Use one value for ${key} in the group, or move one of the Ingresses to another group.name.`,
    [{ at: one.origin.at, message: 'the other value' }]
  )

const inWords = <A>({ codec }: Readable<A>, { value, origin }: Given<A>): Given<string> => ({
  value: codec.encode(value),
  origin
})

/** What one member says: its class before its annotations. */
const wordOf = <A>(declared: Readable<A>, asked: Asked) => {
  const ofClass = declared.classCounts === 'first' ? O.none : readClass(declared, asked)
  return O.isSome(ofClass) ? E.right(ofClass) : readAnnotations(declared, asked)
}

/** All who say something must say the same; the first one's words are taken. */
export const mergeAgreed = <A>(declared: Readable<A>, asked: ReadonlyArray<Asked>): Merged<A> => {
  const problems: Array<Diagnostic> = []
  const origins: Array<Origin> = []
  let first: Given<A> | undefined
  for (const one of asked) {
    const word = wordOf(declared, one)
    if (E.isLeft(word)) problems.push(...word.left)
    if (E.isLeft(word) || O.isNone(word.right)) continue
    const given = word.right.value
    if (declared.absentWhen?.(given.value) === true) continue
    if (first !== undefined && !declared.same(first.value, given.value))
      problems.push(disagreement(declared.key, inWords(declared, first), inWords(declared, given)))
    first = first ?? given
    origins.push(given.origin)
  }
  if (problems.length > 0) return E.left(problems)
  return E.right(first === undefined ? O.none : O.some({ value: first.value, origins }))
}

/** One member's map: its annotation's entries, then its Service's, then its class's, the later ones winning. */
const entriesOf = (
  declared: Readable<TextMap>,
  asked: Asked
): E.Either<ReadonlyArray<Diagnostic>, ReadonlyMap<string, Given<string>>> => {
  const { ingress, service } = asked
  const layers = [readAnnotation(declared.codec, 'Ingress', ingress, keyOn(declared, ingress))]
  if (declared.lookup === 'servicePerKey' && service !== undefined)
    layers.push(readAnnotation(declared.codec, 'Service', service, keyOn(declared, service)))
  if (declared.classCounts !== 'first') layers.push(E.right(readClass(declared, asked)))
  const entries = new Map<string, Given<string>>()
  const problems: Array<Diagnostic> = []
  for (const layer of layers) {
    if (E.isLeft(layer)) problems.push(...layer.left)
    else if (O.isSome(layer.right)) {
      const { value, origin } = layer.right.value
      for (const [name, text] of Object.entries(value)) entries.set(name, { value: text, origin })
    }
  }
  return problems.length > 0 ? E.left(problems) : E.right(entries)
}

/** Maps of all members joined; one key with two values is a disagreement, unless the first member's class decides that key. */
export const mergePerKey = (declared: Readable<TextMap>, asked: ReadonlyArray<Asked>): Merged<TextMap> => {
  const leader = declared.classCounts === 'first' ? asked[0] : undefined
  const decided = leader === undefined ? undefined : O.toUndefined(readClass(declared, leader))
  const problems: Array<Diagnostic> = []
  const joined = new Map<string, Given<string>>()
  for (const one of asked) {
    const entries = entriesOf(declared, one)
    if (E.isLeft(entries)) problems.push(...entries.left)
    else
      for (const [name, given] of entries.right) {
        const other = joined.get(name)
        if (other === undefined) joined.set(name, given)
        else if (other.value !== given.value && decided?.value[name] === undefined)
          problems.push(disagreement(`${declared.key} ${name}`, other, given))
      }
  }
  if (problems.length > 0) return E.left(problems)
  for (const [name, value] of Object.entries(decided?.value ?? {})) {
    if (decided !== undefined) joined.set(name, { value, origin: decided.origin })
  }
  if (joined.size === 0) return E.right(O.none)
  const value = Object.fromEntries([...joined].map(([name, given]) => [name, given.value]))
  return E.right(O.some({ value, origins: [...new Set([...joined.values()].map(({ origin }) => origin))] }))
}
