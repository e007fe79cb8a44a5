import { O } from '@alb-ingress/core'

/** How values of a sort are given. The text of a flag and the value in a config file are read by the same function. */
export interface ValueType<A> {
  /** What a message asks for, such as `a whole number`. */
  readonly expected: string
  /** What follows the flag. `optional`: the flag alone means yes; `repeated`: one word, and the flag may come again. */
  readonly words: 'none' | 'one' | 'optional' | 'many' | 'repeated'
  /** Paths in a config file count from the folder of that file. */
  readonly isPath: boolean
  readonly read: (given: unknown) => O.Option<A>
}

/** An option of the command line, declared once: flags, help and the config file follow from it. */
export interface CliOption<A> {
  /** Without dashes; also the key in a config file. */
  readonly name: string
  readonly short?: string
  /** What help shows for the value. */
  readonly placeholder?: string
  readonly type: ValueType<A>
  readonly help: string
  /** What counts where nobody says anything, and how help writes it. */
  readonly fallback?: A
  readonly shownFallback?: string
  /** Still understood, and told to nobody who does not know it. */
  readonly isFormer?: boolean
  /** Has to be said anew in each run, and in no file. */
  readonly isFlagOnly?: boolean
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const when = <A>(isRight: boolean, value: A): O.Option<A> => (isRight ? O.some(value) : O.none)

/** One path. */
export const path: ValueType<string> = {
  expected: 'a path',
  words: 'one',
  isPath: true,
  read: (given) => (isText(given) ? O.some(given) : O.none)
}

/** Paths, as many as follow the flag. */
export const paths: ValueType<ReadonlyArray<string>> = {
  expected: 'a path or a list of paths',
  words: 'many',
  isPath: true,
  read: (given) => {
    const list: ReadonlyArray<unknown> = Array.isArray(given) ? given : [given]
    return list.length > 0 && list.every(isText) ? O.some(list) : O.none
  }
}

/** Texts, one each time the flag comes. */
export const texts: ValueType<ReadonlyArray<string>> = {
  ...paths,
  expected: 'a text or a list of texts',
  words: 'repeated',
  isPath: false
}

/** A text that is not empty. */
export const text: ValueType<string> = { ...path, expected: 'a text', isPath: false }

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.values(value).every(isText)

const pairIn = (part: string): readonly [string, string] | undefined => {
  const at = part.indexOf('=')
  return at < 1 ? undefined : [part.slice(0, at).trim(), part.slice(at + 1).trim()]
}

/** Names and their values. */
export const pairs: ValueType<Readonly<Record<string, string>>> = {
  expected: 'pairs like name=value,name=value',
  words: 'one',
  isPath: false,
  read: (given) => {
    if (isTexts(given)) return O.some(given)
    if (!isText(given)) return O.none
    const read = given.split(',').map(pairIn)
    const whole = read.filter((pair) => pair !== undefined)
    return when(whole.length === read.length, Object.fromEntries(whole))
  }
}

/** A switch that needs no value. */
export const yes: ValueType<boolean> = {
  expected: 'true or false',
  words: 'none',
  isPath: false,
  read: (given) => (typeof given === 'boolean' ? O.some(given) : O.none)
}

/** One of a few words. */
export const oneOf = <const W extends string>(...words: ReadonlyArray<W>): ValueType<W> => ({
  expected: words.join(', ').replace(/, (?=[^,]*$)/, ' or '),
  words: 'one',
  isPath: false,
  read: (given) => O.fromNullable(words.find((word) => word === given))
})

const wholeFrom = (expected: string, least: number, most: number): ValueType<number> => ({
  expected,
  words: 'one',
  isPath: false,
  read: (given) => {
    const number = typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given
    if (typeof number !== 'number' || !Number.isInteger(number)) return O.none
    return when(number >= least && number <= most, number)
  }
})

/** A whole number of at least 1. */
export const count = (most: number): ValueType<number> => wholeFrom(`a whole number from 1 to ${most}`, 1, most)

/** A whole number, 0 among them. */
export const whole: ValueType<number> = wholeFrom('a whole number', 0, Number.POSITIVE_INFINITY)

/** A part of a hundred, with a sign or without. */
export const percent: ValueType<number> = {
  expected: 'a number from 0 to 100',
  words: 'one',
  isPath: false,
  read: (given) => {
    const number = typeof given === 'string' && /^\d{1,3}(\.\d+)?%?$/.test(given) ? Number.parseFloat(given) : given
    return typeof number === 'number' ? when(number >= 0 && number <= 100, number) : O.none
  }
}

/** A setting of the installation: whoever reads account files reads its value, so here everything will do. */
export const setting = (words: 'one' | 'optional'): ValueType<unknown> => ({
  expected: 'a value',
  words,
  isPath: false,
  read: (given) => (given === undefined || given === null ? O.none : O.some(given))
})
