import { E, O, pipe, t } from '../../prelude.js'
import { byText } from '../../support/canonical.js'
import { nearest } from '../../support/nearest.js'
import { either, quoted } from '../../support/wording.js'
import { type Codec, codec, type Remark } from './codec.js'
import { endsInComma, pairsIn, textOf } from './text-map.js'
import { trimmed } from './white-space.js'

/** The text as it is written: nothing is trimmed, and an empty text is a value too. */
export const verbatim: Codec<string> = codec({
  name: 'string',
  format: 'any text',
  is: t.string.is,
  read: E.right,
  write: (text) => text
})

/** The text as it is written, which must say something. */
export const filled: Codec<string> = codec({
  name: 'string',
  format: 'any text that is not empty',
  is: t.string.is,
  read: (text) => (text === '' ? E.left(['the value must not be empty']) : E.right(text)),
  write: (text) => text
})

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((word) => [word, true] as const),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((word) => [word, false] as const)
])

/** Yes or no, in the twelve spellings that Go knows. */
export const bool: Codec<boolean> = codec({
  name: 'boolean',
  format: 'true or false',
  is: t.boolean.is,
  read: (text) => {
    const truth = truths.get(text)
    return truth === undefined
      ? E.left([`the value must be true or false (or one of ${[...truths.keys()].join(' ')}), not ${quoted(text)}`])
      : E.right(truth)
  },
  write: String
})

/** What a number of 32 bits can be. */
export const INT32 = { lo: -(2 ** 31), hi: 2 ** 31 - 1 } as const

/** The number that a decimal text stands for, if it lies between the limits; a sign and leading zeros are fine, as in Go. */
export const wholeNumberIn = (text: string, lo: number = INT32.lo, hi: number = INT32.hi): O.Option<number> => {
  if (!/^[+-]?[0-9]+$/.test(text)) return O.none
  // Adding zero turns -0 into 0.
  const number = Number(text) + 0
  return number >= lo && number <= hi ? O.some(number) : O.none
}

const wholeNumber = (name: string, lo: number, hi: number): Codec<number> =>
  codec({
    name,
    format: `a whole number between ${lo} and ${hi}`,
    is: (value): value is number => Number.isInteger(value) && Number(value) >= lo && Number(value) <= hi,
    read: (text) =>
      pipe(
        wholeNumberIn(text, lo, hi),
        E.fromOption(() => [`the value must be a whole number between ${lo} and ${hi}, not ${quoted(text)}`])
      ),
    write: String
  })

export const int32: Codec<number> = wholeNumber('int32', INT32.lo, INT32.hi)

/** A 64-bit number. Those that JavaScript cannot hold exactly are refused: no setting of AWS is that large. */
export const int64: Codec<number> = wholeNumber('int64', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)

/** A 32-bit number between two limits, both included. */
export const int32Between = (lo: number, hi: number): Codec<number> => wholeNumber('int32', lo, hi)

/** What to say of a word that is none of the known ones: those, the one found, and the one probably meant. */
export const notAmong = (words: ReadonlyArray<string>, found: string): string =>
  pipe(
    nearest(found, words),
    O.match(
      () => '',
      (word) => ` (did you mean ${word}?)`
    ),
    (hint) => `must be ${either(words)}, not ${quoted(found)}${hint}`
  )

/** One of the words, spelt exactly so: letters count as they are written. */
export const oneOf = <const W extends ReadonlyArray<string>>(...words: W): Codec<W[number]> => {
  const is = (value: unknown): value is W[number] => words.some((word) => word === value)
  return codec<W[number]>({
    name: 'enum',
    format: either(words),
    is,
    read: (text) => (is(text) ? E.right(text) : E.left([`the value ${notAmong(words, text)}`])),
    write: (word) => word
  })
}

/** The items between commas, trimmed; empty ones are dropped. Order and repetitions stay. */
export const itemsIn = (text: string): ReadonlyArray<string> =>
  text
    .split(',')
    .map(trimmed)
    .filter((item) => item !== '')

/** Texts with commas between them. There is no way to write a comma inside an item. */
export const list: Codec<ReadonlyArray<string>> = codec({
  name: 'stringList',
  format: 'texts with commas between them',
  is: t.readonlyArray(t.string).is,
  read: (text) => E.right(itemsIn(text)),
  write: (items) => items.join(',')
})

export type TextMap = Readonly<Record<string, string>>

/** What is odd about a text of pairs, although it can be read. */
export const mapRemarks = (text: string): ReadonlyArray<Remark> => {
  const remarks: Array<Remark> = []
  const seen = new Set<string>()
  for (const [key] of E.getOrElse<unknown, ReadonlyArray<readonly [string, string]>>(() => [])(pairsIn(text))) {
    if (seen.has(key)) remarks.push({ kind: 'unused-entry', message: `${quoted(key)} is given twice; the later wins` })
    seen.add(key)
  }
  if (endsInComma(text)) remarks.push({ kind: 'odd-value', message: 'the comma at the end is part of the last value' })
  return remarks
}

/** `key=value` pairs with commas between them; a comma inside a value is written `\,`. Of equal keys the later wins. */
export const textMap: Codec<TextMap> = codec({
  name: 'stringMap',
  format: 'key=value pairs with commas between them, a comma inside a value being written \\,',
  is: t.readonly(t.record(t.string, t.string)).is,
  read: (text) => pipe(pairsIn(text), E.map(Object.fromEntries<string>)),
  write: (map) => textOf(Object.entries(map).sort(([a], [b]) => byText(a, b))),
  remarks: mapRemarks
})
