import { E } from '../../prelude.js'
import { quoted } from '../../support/wording.js'

/**
 * JSON as it is written: numbers keep their spelling and objects all their members, so that `80.0` can be told from `80` and a repeated
 * member is seen. `JSON.parse` shows neither in every engine.
 */
export type Json =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'array'; readonly items: ReadonlyArray<Json> }
  | { readonly kind: 'object'; readonly members: ReadonlyArray<readonly [name: string, value: Json]> }

// Deeper text is no annotation, and would exhaust the stack.
const DEEPEST = 200

/** Where the reading is, and the first place where it could not go on. */
interface Cursor {
  readonly text: string
  at: number
  fault?: { readonly at: number; readonly expected: string }
}

const stop = (cursor: Cursor, expected: string): undefined => {
  cursor.fault ??= { at: cursor.at, expected }
}

const match = (cursor: Cursor, sticky: RegExp): string | undefined => {
  sticky.lastIndex = cursor.at
  const found = sticky.exec(cursor.text)?.[0]
  cursor.at += found?.length ?? 0
  return found
}

const skipSpace = (cursor: Cursor): void => {
  match(cursor, /[ \t\n\r]*/y)
}

const take = (cursor: Cursor, character: string): boolean => {
  skipSpace(cursor)
  if (cursor.text[cursor.at] !== character) return false
  cursor.at++
  return true
}

/** The index behind the quotation mark that ends the string begun at `start`. */
const endOfString = (text: string, start: number): number | undefined => {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"') return i + 1
  }
  return undefined
}

const stringAt = (cursor: Cursor): string | undefined => {
  const end = endOfString(cursor.text, cursor.at)
  if (end === undefined) return stop(cursor, 'a text that ends in a quotation mark')
  const literal = cursor.text.slice(cursor.at, end)
  const parsed = E.tryCatch(
    () => String(JSON.parse(literal)),
    () => 'a text without line breaks and with valid escapes'
  )
  if (E.isLeft(parsed)) return stop(cursor, parsed.left)
  cursor.at = end
  return parsed.right
}

/** Reads what stands between two brackets, with commas between the parts. */
const sequence = <A>(cursor: Cursor, close: string, part: () => A | undefined): ReadonlyArray<A> | undefined => {
  cursor.at++
  const parts: Array<A> = []
  if (take(cursor, close)) return parts
  do {
    skipSpace(cursor)
    const next = part()
    if (next === undefined) return undefined
    parts.push(next)
  } while (take(cursor, ','))
  return take(cursor, close) ? parts : stop(cursor, `a comma or ${close}`)
}

const memberAt = (cursor: Cursor, depth: number): readonly [string, Json] | undefined => {
  if (cursor.text[cursor.at] !== '"') return stop(cursor, 'a name in double quotation marks')
  const name = stringAt(cursor)
  if (name === undefined) return undefined
  if (!take(cursor, ':')) return stop(cursor, 'a colon')
  const value = valueAt(cursor, depth)
  return value && [name, value]
}

const words: Readonly<Record<string, Json>> = {
  null: { kind: 'null' },
  true: { kind: 'boolean', value: true },
  false: { kind: 'boolean', value: false }
}

const plainAt = (cursor: Cursor): Json | undefined => {
  const word = match(cursor, /(?:null|true|false)/y)
  if (word !== undefined) return words[word]
  const number = match(cursor, /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y)
  return number === undefined ? stop(cursor, 'a JSON value') : { kind: 'number', text: number }
}

const valueAt = (cursor: Cursor, depth: number): Json | undefined => {
  skipSpace(cursor)
  if (depth > DEEPEST) return stop(cursor, `at most ${DEEPEST} levels`)
  switch (cursor.text[cursor.at]) {
    case '{': {
      const members = sequence(cursor, '}', () => memberAt(cursor, depth + 1))
      return members && { kind: 'object', members }
    }
    case '[': {
      const items = sequence(cursor, ']', () => valueAt(cursor, depth + 1))
      return items && { kind: 'array', items }
    }
    case '"': {
      const value = stringAt(cursor)
      return value === undefined ? undefined : { kind: 'text', value }
    }
    default:
      return plainAt(cursor)
  }
}

const faultText = (text: string, at: number, expected: string): string => {
  const lines = text.slice(0, at).split('\n')
  const place = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
  const found = at < text.length ? `not ${quoted(text.slice(at, at + 20))}` : 'but the value ends there'
  return `the value is not JSON: at ${place} there must be ${expected}, ${found}`
}

/** The JSON of a text, or what keeps it from being JSON and where. White space around it is fine, anything else is not. */
export const jsonIn = (text: string): E.Either<string, Json> => {
  const cursor: Cursor = { text, at: 0 }
  const value = valueAt(cursor, 0)
  skipSpace(cursor)
  if (value !== undefined && cursor.at < text.length) stop(cursor, 'nothing more')
  const { at, expected } = cursor.fault ?? { at: 0, expected: 'a JSON value' }
  return value === undefined || cursor.fault !== undefined ? E.left(faultText(text, at, expected)) : E.right(value)
}
