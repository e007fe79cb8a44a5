import { E } from '../../prelude.js'
import { quoted } from '../../support/wording.js'
import { isWhiteSpace, trimmed } from './white-space.js'

const lastInkIn = (text: string): number => {
  let last = text.length - 1
  while (last >= 0 && isWhiteSpace(text[last])) last--
  return last
}

/**
 * The pieces between separating commas. A comma separates only if an `=` follows somewhere; one with nothing behind it belongs to the
 * piece (so says the reference), and one with anything else behind it makes the whole rest one last piece, which no pair can be.
 */
const piecesOf = (text: string): ReadonlyArray<string> => {
  // Known beforehand, so that each comma need not look through the rest again.
  const lastEquals = text.lastIndexOf('=')
  const lastInk = lastInkIn(text)
  const pieces: Array<string> = []
  let piece = ''
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? ''
    const escapes = character === '\\' && i + 1 < text.length
    if (escapes) {
      i++
      piece += text[i] ?? ''
    } else if (character !== ',' || (lastEquals <= i && lastInk <= i)) {
      piece += character
    } else if (lastEquals > i) {
      pieces.push(trimmed(piece))
      piece = ''
    } else {
      return [...pieces, trimmed(piece), trimmed(text.slice(i + 1))]
    }
  }
  return piece === '' ? pieces : [...pieces, trimmed(piece)]
}

type Pair = readonly [key: string, value: string]

const pairIn = (piece: string, index: number): E.Either<string, Pair> => {
  const entry = `entry ${index + 1}`
  if (piece === '') return E.left(`${entry} is empty: write key=value pairs with one comma between them`)
  const equals = piece.indexOf('=')
  if (equals < 0) {
    return E.left(`${entry} must be key=value, not ${quoted(piece)}; a comma inside a value is written \\,`)
  }
  const key = trimmed(piece.slice(0, equals))
  if (key === '') return E.left(`${entry} must have a key before the =, not ${quoted(piece)}`)
  return E.right([key, trimmed(piece.slice(equals + 1))])
}

/** The pairs of `key=value,key=value` as they are written, or every piece that is no pair. */
export const pairsIn = (text: string): E.Either<ReadonlyArray<string>, ReadonlyArray<Pair>> => {
  const problems: Array<string> = []
  const pairs: Array<Pair> = []
  for (const [index, piece] of piecesOf(text).entries()) {
    const pair = pairIn(piece, index)
    if (E.isLeft(pair)) problems.push(pair.left)
    else pairs.push(pair.right)
  }
  return problems.length > 0 ? E.left(problems) : E.right(pairs)
}

/** The text of pairs, with backslashes and commas escaped. */
export const textOf = (pairs: Iterable<Pair>): string =>
  Array.from(pairs, ([key, value]) => `${key}=${value}`.replace(/[\\,]/g, '\\$&')).join(',')

/** Whether the last value ends in a comma that was meant to separate. */
export const endsInComma = (text: string): boolean => {
  const end = trimmed(text)
  return end.endsWith(',') && !end.endsWith('\\,')
}
