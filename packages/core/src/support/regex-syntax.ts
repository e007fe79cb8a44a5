import { E } from '../prelude.js'

/** A range of code points, both ends included. */
type Range = readonly [from: number, to: number]

export interface CharacterSet {
  readonly ranges: ReadonlyArray<Range>
  readonly negated: boolean
}

/** The syntax tree of a regular expression without look-around and back-references: what can be matched in linear time. */
export type Regex =
  | { readonly is: 'character'; readonly set: CharacterSet }
  | { readonly is: 'assertion'; readonly at: 'start' | 'end' | 'boundary' | 'inside' }
  | { readonly is: 'sequence'; readonly of: ReadonlyArray<Regex> }
  | { readonly is: 'choice'; readonly of: ReadonlyArray<Regex> }
  | { readonly is: 'repeat'; readonly of: Regex; readonly min: number; readonly max: number; readonly lazy: boolean }
  /** What it matches is remembered under its number; the first group has number 1. */
  | { readonly is: 'group'; readonly of: Regex; readonly number: number }

// The limit of RE2: above it, a short pattern makes a huge program.
const mostRepeats = 1000
const mostNesting = 100

const point = (character: string): number => character.codePointAt(0) ?? 0
const range = (from: string, to: string = from): Range => [point(from), point(to)]

const digits: ReadonlyArray<Range> = [range('0', '9')]
const words: ReadonlyArray<Range> = [range('0', '9'), range('A', 'Z'), range('a', 'z'), range('_')]
const spaces: ReadonlyArray<Range> = [range('\t', '\r'), range(' ')]
const classes: Readonly<Record<string, ReadonlyArray<Range>>> = { d: digits, w: words, s: spaces }
const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v' }
const assertions: Readonly<Record<string, 'start' | 'end' | 'boundary' | 'inside'>> = {
  A: 'start',
  z: 'end',
  b: 'boundary',
  B: 'inside'
}

// Everything but what is in the ranges, as ranges: a class in brackets may hold negated classes.
const complement = (ranges: ReadonlyArray<Range>): ReadonlyArray<Range> => {
  const gaps: Array<Range> = []
  let next = 0
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    if (from > next) gaps.push([next, from - 1])
    next = Math.max(next, to + 1)
  }
  gaps.push([next, 0x10ffff])
  return gaps
}

const character = (ranges: ReadonlyArray<Range>, negated = false): Regex => ({
  is: 'character',
  set: { ranges, negated }
})

/** Where reading stands. The only value in this file that changes, and it never leaves it. */
interface Reader {
  readonly characters: ReadonlyArray<string>
  at: number
  nesting: number
  groups: number
}

// Leaves the reader from any depth; caught in `parseRegex`, the only entrance.
const refuse = (why: string): never => {
  throw new SyntaxError(why)
}

const peek = (reader: Reader): string | undefined => reader.characters[reader.at]

const takes = (reader: Reader, text: string): boolean => {
  if (reader.characters.slice(reader.at, reader.at + text.length).join('') !== text) return false
  reader.at += text.length
  return true
}

const take = (reader: Reader): string => {
  const next = peek(reader) ?? refuse('it ends too early')
  reader.at++
  return next
}

const escapedRanges = (letter: string): ReadonlyArray<Range> => {
  const known = classes[letter.toLowerCase()]
  if (known !== undefined) return letter === letter.toLowerCase() ? known : complement(known)
  const control = controls[letter]
  if (control !== undefined) return [range(control)]
  if (/[0-9]/.test(letter)) return refuse(`the back-reference \\${letter} is not supported`)
  return /[A-Za-z]/.test(letter) ? refuse(`\\${letter} is not supported`) : [range(letter)]
}

const parseClassItem = (reader: Reader): ReadonlyArray<Range> => {
  const first = take(reader)
  if (first === '\\') return escapedRanges(take(reader))
  const afterDash = reader.characters[reader.at + 1]
  if (peek(reader) !== '-' || afterDash === ']' || afterDash === undefined) return [range(first)]
  reader.at++
  takes(reader, '\\')
  const last = take(reader)
  return point(last) < point(first) ? refuse(`the range ${first}-${last} runs backwards`) : [range(first, last)]
}

const parseClass = (reader: Reader): Regex => {
  const negated = takes(reader, '^')
  const ranges: Array<Range> = []
  // A bracket that comes first stands for itself.
  do ranges.push(...parseClassItem(reader))
  while (!takes(reader, ']'))
  return character(ranges, negated)
}

const parseGroup = (reader: Reader): Regex => {
  if (++reader.nesting > mostNesting) refuse('its groups are nested too deep')
  const number = isRemembered(reader) ? ++reader.groups : undefined
  const of = parseChoice(reader)
  if (!takes(reader, ')')) refuse('a group is not closed')
  reader.nesting--
  return number === undefined ? of : { is: 'group', of, number }
}

const isRemembered = (reader: Reader): boolean => {
  if (!takes(reader, '?')) return true
  if (takes(reader, ':')) return false
  return namesGroup(reader) || refuse('look-around and flags are not supported')
}

const namesGroup = (reader: Reader): boolean => {
  const name = /^P?<[A-Za-z_]\w*>/.exec(reader.characters.slice(reader.at).join(''))?.[0]
  reader.at += name?.length ?? 0
  return name !== undefined
}

const parseAtom = (reader: Reader): Regex => {
  const first = take(reader)
  switch (first) {
    case '(':
      return parseGroup(reader)
    case '[':
      return parseClass(reader)
    case '.':
      return character([range('\n')], true)
    case '^':
      return { is: 'assertion', at: 'start' }
    case '$':
      return { is: 'assertion', at: 'end' }
    case '*':
    case '+':
    case '?':
      return refuse(`there is nothing before ${first} that it could repeat`)
    case '\\': {
      const letter = take(reader)
      const at = assertions[letter]
      return at === undefined ? character(escapedRanges(letter)) : { is: 'assertion', at }
    }
    default:
      return character([range(first)])
  }
}

const parseBounds = (reader: Reader): readonly [number, number] | undefined => {
  if (takes(reader, '*')) return [0, Number.POSITIVE_INFINITY]
  if (takes(reader, '+')) return [1, Number.POSITIVE_INFINITY]
  if (takes(reader, '?')) return [0, 1]
  // Braces that hold no bounds stand for themselves.
  const found = /^\{(\d+)(,?)(\d*)\}/.exec(reader.characters.slice(reader.at, reader.at + 12).join(''))
  if (found === null) return undefined
  const [all, least, comma, most] = found
  reader.at += all.length
  const min = Number(least)
  const max = comma === '' ? min : most === '' ? Number.POSITIVE_INFINITY : Number(most)
  if (min > mostRepeats || (max !== Number.POSITIVE_INFINITY && max > mostRepeats)) refuse(`${all} repeats too often`)
  return max < min ? refuse(`${all} runs backwards`) : [min, max]
}

const parseRepeat = (reader: Reader): Regex => {
  const of = parseAtom(reader)
  const bounds = parseBounds(reader)
  if (bounds === undefined) return of
  const lazy = takes(reader, '?')
  if (parseBounds(reader) !== undefined) refuse('a repetition is repeated')
  return { is: 'repeat', of, min: bounds[0], max: bounds[1], lazy }
}

const parseSequence = (reader: Reader): Regex => {
  const of: Array<Regex> = []
  while (peek(reader) !== undefined && peek(reader) !== '|' && peek(reader) !== ')') of.push(parseRepeat(reader))
  return { is: 'sequence', of }
}

const parseChoice = (reader: Reader): Regex => {
  const of = [parseSequence(reader)]
  while (takes(reader, '|')) of.push(parseSequence(reader))
  return of.length === 1 && of[0] !== undefined ? of[0] : { is: 'choice', of }
}

/** Reads a regular expression. `Left` says, in words, what about it cannot be understood. */
export const parseRegex = (pattern: string): E.Either<string, Regex> =>
  E.tryCatch(
    () => {
      const reader: Reader = { characters: [...pattern], at: 0, nesting: 0, groups: 0 }
      const regex = parseChoice(reader)
      return peek(reader) === undefined ? regex : refuse('a ) closes no group')
    },
    (thrown) => {
      if (thrown instanceof SyntaxError) return thrown.message
      throw thrown
    }
  )
