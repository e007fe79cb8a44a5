import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { E, O } from '../prelude.js'
import { quoted } from '../support/wording.js'
import type { Origin, Setting } from './annotation.js'
import {
  type Asked,
  type Given,
  keyOn,
  type Read,
  type Readable,
  readAnnotation,
  readAnnotations,
  readClass
} from './read.js'

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

/** What one member says, one layer over another: its annotation, its Service's, its class's; the later ones win. */
const layersOf = (
  declared: Readable<TextMap>,
  asked: Asked
): E.Either<ReadonlyArray<Diagnostic>, ReadonlyArray<Given<TextMap>>> => {
  const { ingress, service } = asked
  const layers: Array<Given<TextMap>> = []
  const problems: Array<Diagnostic> = []
  const add = (layer: Read<TextMap>): void => {
    if (E.isLeft(layer)) problems.push(...layer.left)
    else if (O.isSome(layer.right)) layers.push(layer.right.value)
  }
  add(readAnnotation(declared.codec, 'Ingress', ingress, keyOn(declared, ingress)))
  if (declared.lookup === 'servicePerKey' && service !== undefined)
    add(readAnnotation(declared.codec, 'Service', service, keyOn(declared, service)))
  if (declared.classCounts !== 'first') add(E.right(readClass(declared, asked)))
  return problems.length > 0 ? E.left(problems) : E.right(layers)
}

const entriesOf = (layers: ReadonlyArray<Given<TextMap>>): ReadonlyMap<string, Given<string>> => {
  const entries = new Map<string, Given<string>>()
  for (const { value, origin } of layers)
    for (const [name, text] of Object.entries(value)) entries.set(name, { value: text, origin })
  return entries
}

/** The maps of members joined. A key that `decided` says is nobody's to disagree on. */
const joined = (
  declared: Readable<TextMap>,
  members: ReadonlyArray<ReadonlyArray<Given<TextMap>>>,
  decided: Given<TextMap> | undefined
): Merged<TextMap> => {
  const problems: Array<Diagnostic> = []
  const entries = new Map<string, Given<string>>()
  for (const layers of members) {
    for (const [name, given] of entriesOf(layers)) {
      const other = entries.get(name)
      if (other === undefined) entries.set(name, given)
      else if (other.value !== given.value && (decided === undefined || !Object.hasOwn(decided.value, name)))
        problems.push(disagreement(`${declared.key} ${name}`, other, given))
    }
  }
  if (problems.length > 0) return E.left(problems)
  for (const [name, given] of entriesOf(decided === undefined ? [] : [decided])) entries.set(name, given)
  if (entries.size === 0) return E.right(O.none)
  const value = Object.fromEntries([...entries].map(([name, given]) => [name, given.value]))
  return E.right(O.some({ value, origins: [...new Set([...entries.values()].map(({ origin }) => origin))] }))
}

/** Maps of all members joined; one key with two values is a disagreement, unless the first member's class decides that key. */
export const mergePerKey = (declared: Readable<TextMap>, asked: ReadonlyArray<Asked>): Merged<TextMap> => {
  const leader = declared.classCounts === 'first' ? asked[0] : undefined
  const decided = leader === undefined ? undefined : O.toUndefined(readClass(declared, leader))
  const problems: Array<Diagnostic> = []
  const members: Array<ReadonlyArray<Given<TextMap>>> = []
  for (const one of asked) {
    const layers = layersOf(declared, one)
    if (E.isLeft(layers)) problems.push(...layers.left)
    else if (layers.right.length > 0) members.push(layers.right)
  }
  if (problems.length > 0) return E.left(problems)
  const [[only, another] = []] = members
  // Mostly one object says all there is to say: nothing has to be joined then.
  if (members.length <= 1 && another === undefined && decided === undefined)
    return E.right(
      only === undefined || Object.keys(only.value).length === 0
        ? O.none
        : O.some({ value: only.value, origins: [only.origin] })
    )
  return joined(declared, members, decided)
}
