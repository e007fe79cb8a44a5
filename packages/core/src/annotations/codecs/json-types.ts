import { quoted, shown } from '../../support/wording.js'
import type { Remark } from './codec.js'
import type { Json } from './json-text.js'
import { INT32, notAmong } from './text.js'

/** What is noticed while one text is read. It lives as long as the reading. */
export interface Notes {
  readonly problems: Array<string>
  readonly remarks: Array<Remark>
}

/**
 * How JSON becomes a value. `read` gives `undefined` only after noting a problem, so that everything else is read on and all problems
 * come together. As in Go, `null` reads as the empty value of its type.
 */
export interface JsonType<A> {
  /** What is accepted, as in 'must be …'. */
  readonly expects: string
  readonly read: (json: Json, at: string, notes: Notes) => A | undefined
}

/** A path as the subject of a sentence. */
export const where = (at: string): string => (at === '' ? 'the value' : at)

/** JSON as a message shows it. */
export const described = (json: Json): string => {
  switch (json.kind) {
    case 'null':
      return 'null'
    case 'boolean':
      return String(json.value)
    case 'number':
      return shown(json.text)
    case 'text':
      return quoted(json.value)
    case 'array':
      return 'an array'
    case 'object':
      return 'an object'
  }
}

/** Notes a problem; the predicate goes on after the path. */
export const refuse = (notes: Notes, at: string, predicate: string): undefined => {
  notes.problems.push(`${where(at)} ${predicate}`)
}

/** A type that reads one kind of JSON; `read` may still refuse by giving `undefined`. */
const leaf = <A>(expects: string, empty: A, read: (json: Json) => A | undefined): JsonType<A> => ({
  expects,
  read: (json, at, notes) => {
    const value = json.kind === 'null' ? empty : read(json)
    return value === undefined ? refuse(notes, at, `must be ${expects}, not ${described(json)}`) : value
  }
})

/** Text; null counts as empty. */
export const text: JsonType<string> = leaf('text in quotation marks', '', (json) =>
  json.kind === 'text' ? json.value : undefined
)

/** A truth value; null counts as false. */
export const boolean: JsonType<boolean> = leaf('true or false without quotation marks', false, (json) =>
  json.kind === 'boolean' ? json.value : undefined
)

// Only an integer literal counts: 80.0 and 8e1 are refused, as Go refuses them.
const isIntegerLiteral = (json: Json): json is Json & { readonly kind: 'number' } =>
  json.kind === 'number' && /^-?[0-9]+$/.test(json.text)

const integerIn = (json: Json): number | undefined => {
  if (!isIntegerLiteral(json)) return undefined
  // Adding zero turns -0 into 0.
  const number = Number(json.text) + 0
  return number >= INT32.lo && number <= INT32.hi ? number : undefined
}

const anyInteger = leaf('a whole number', 0, integerIn)

/** A whole number of 32 bits; null counts as 0. */
export const integer: JsonType<number> = {
  expects: anyInteger.expects,
  read: (json, at, notes) =>
    isIntegerLiteral(json) && integerIn(json) === undefined
      ? refuse(notes, at, `must lie between ${INT32.lo} and ${INT32.hi}, unlike ${described(json)}`)
      : anyInteger.read(json, at, notes)
}

/** What Kubernetes calls int-or-string; null counts as 0. */
export const textOrInteger: JsonType<string | number> = leaf<string | number>('a whole number or text', 0, (json) =>
  json.kind === 'text' ? json.value : integerIn(json)
)

/** A number from `lo` to `hi`, both included; absence and null count as 0. */
export const integerBetween = (lo: number, hi: number): JsonType<number> => {
  const expects = `a whole number between ${lo} and ${hi}`
  return {
    expects,
    read: (json, at, notes) => {
      const number = json.kind === 'null' ? 0 : integerIn(json)
      const isInside = number !== undefined && number >= lo && number <= hi
      return isInside ? number : refuse(notes, at, `must be ${expects}, not ${described(json)}`)
    }
  }
}

/** One of the words, spelt exactly so. */
export const word = <const W extends ReadonlyArray<string>>(...words: W): JsonType<W[number]> => {
  const known = (value: string): value is W[number] => words.includes(value)
  return {
    expects: `one of ${words.join(', ')}`,
    read: (json, at, notes) => {
      const value = text.read(json, at, notes)
      if (value === undefined) return undefined
      return known(value) ? value : refuse(notes, at, notAmong(words, value))
    }
  }
}

/** A list; null counts as empty. */
export const arrayOf = <A>(item: JsonType<A>): JsonType<ReadonlyArray<A>> => ({
  expects: 'an array',
  read: (json, at, notes) => {
    if (json.kind === 'null') return []
    if (json.kind !== 'array') return refuse(notes, at, `must be an array, not ${described(json)}`)
    const items: Array<A> = []
    for (const [index, element] of json.items.entries()) {
      const value = item.read(element, `${at}[${index}]`, notes)
      if (value !== undefined) items.push(value)
    }
    // Without some of its items the others would have wrong places.
    return items.length === json.items.length ? items : undefined
  }
})

// A name that is a plain word is shown as one; any other could be taken for a part of the path.
const entryPath = (at: string, name: string): string =>
  /^[A-Za-z]\w{0,40}$/.test(name) ? `${at}.${name}` : `${at}[${quoted(name)}]`

/** A remark on a member that stands twice. */
export const repeated = (path: string): Remark => ({
  kind: 'repeated-member',
  message: `${path} is given twice; the later wins`
})

/** A free-form object: the letters of a name count as they are written, and any name is fine. */
export const mapOf = <A>(member: JsonType<A>): JsonType<ReadonlyMap<string, A>> => ({
  expects: 'an object',
  read: (json, at, notes) => {
    if (json.kind === 'null') return new Map()
    if (json.kind !== 'object') return refuse(notes, at, `must be an object, not ${described(json)}`)
    const values = new Map<string, A>()
    for (const [name, element] of json.members) {
      const path = entryPath(at, name)
      if (values.has(name)) notes.remarks.push(repeated(path))
      const value = member.read(element, path, notes)
      if (value !== undefined) values.set(name, value)
    }
    return values
  }
})

/** A type whose value is checked further, and perhaps becomes another. */
export const refined = <A, B>(
  type: JsonType<A>,
  build: (value: A, at: string, notes: Notes) => B | undefined
): JsonType<B> => ({
  expects: type.expects,
  read: (json, at, notes) => {
    const value = type.read(json, at, notes)
    return value === undefined ? undefined : build(value, at, notes)
  }
})
