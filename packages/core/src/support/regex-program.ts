import { E, pipe } from '../prelude.js'
import { type CharacterSet, parseRegex, type Regex } from './regex-syntax.js'

/** One instruction of a program that reads a text from left to right. Of several ways to go, those that come first are preferred. */
export type Instruction =
  | { readonly do: 'read'; readonly set: CharacterSet }
  | { readonly do: 'check'; readonly at: 'start' | 'end' | 'boundary' | 'inside' }
  | { readonly do: 'go'; readonly to: ReadonlyArray<number> }
  /** Notes where a group begins (an even slot) or ends (the odd one after it). */
  | { readonly do: 'mark'; readonly slot: number }
  | { readonly do: 'accept' }

// Enough for what a load balancer takes, and little enough for a text of any length.
const mostInstructions = 10_000

const sizeOf = (regex: Regex): number => {
  switch (regex.is) {
    case 'character':
    case 'assertion':
      return 1
    case 'sequence':
    case 'choice':
      return regex.of.reduce((sum, part) => sum + sizeOf(part) + 2, 0)
    case 'group':
      return sizeOf(regex.of) + 2
    case 'repeat':
      return (sizeOf(regex.of) + 2) * Math.max(1, regex.max === Number.POSITIVE_INFINITY ? regex.min + 1 : regex.max)
  }
}

// A jump whose goals are known only after what it jumps over has been written.
const reserve = (program: Array<Instruction>): number => program.push({ do: 'go', to: [] }) - 1

const emitChoice = (program: Array<Instruction>, options: ReadonlyArray<Regex>): void => {
  const fork = reserve(program)
  const starts: Array<number> = []
  const exits: Array<number> = []
  for (const option of options) {
    starts.push(program.length)
    emit(program, option)
    exits.push(reserve(program))
  }
  program[fork] = { do: 'go', to: starts }
  for (const exit of exits) program[exit] = { do: 'go', to: [program.length] }
}

type Repeat = Extract<Regex, { readonly is: 'repeat' }>

/** Going in is preferred to going on, unless the repetition is lazy. */
const inOrOn = (fork: number, end: number, { lazy }: Repeat): Instruction => ({
  do: 'go',
  to: lazy ? [end, fork + 1] : [fork + 1, end]
})

const emitLoop = (program: Array<Instruction>, repeat: Repeat): void => {
  const fork = reserve(program)
  emit(program, repeat.of)
  program.push({ do: 'go', to: [fork] })
  program[fork] = inOrOn(fork, program.length, repeat)
}

const emitRepeat = (program: Array<Instruction>, repeat: Repeat): void => {
  const { of, min, max } = repeat
  for (let i = 0; i < min; i++) emit(program, of)
  if (max === Number.POSITIVE_INFINITY) {
    emitLoop(program, repeat)
    return
  }
  const forks: Array<number> = []
  for (let i = min; i < max; i++) {
    forks.push(reserve(program))
    emit(program, of)
  }
  for (const fork of forks) program[fork] = inOrOn(fork, program.length, repeat)
}

const emit = (program: Array<Instruction>, regex: Regex): void => {
  switch (regex.is) {
    case 'character':
      program.push({ do: 'read', set: regex.set })
      break
    case 'assertion':
      program.push({ do: 'check', at: regex.at })
      break
    case 'sequence':
      for (const part of regex.of) emit(program, part)
      break
    case 'choice':
      emitChoice(program, regex.of)
      break
    case 'group':
      program.push({ do: 'mark', slot: 2 * regex.number })
      emit(program, regex.of)
      program.push({ do: 'mark', slot: 2 * regex.number + 1 })
      break
    case 'repeat':
      emitRepeat(program, regex)
  }
}

const emitted = (regex: Regex): ReadonlyArray<Instruction> => {
  const program: Array<Instruction> = []
  emit(program, regex)
  program.push({ do: 'accept' })
  return program
}

/** The program of a regular expression; its last instruction, and no other, accepts. `Left` says why a pattern cannot be used. */
export const compile = (pattern: string): E.Either<string, ReadonlyArray<Instruction>> =>
  pipe(
    parseRegex(pattern),
    E.filterOrElse(
      (regex) => sizeOf(regex) <= mostInstructions,
      () => 'its repetitions make it too large'
    ),
    E.map(emitted)
  )

const inRanges = ({ ranges }: CharacterSet, code: number): boolean =>
  ranges.some(([from, to]) => from <= code && code <= to)

/** Whether a character, given by all its codes, is in the set. */
export const isIn = (set: CharacterSet, codes: ReadonlyArray<number>): boolean =>
  codes.length > 0 && codes.some((code) => inRanges(set, code)) !== set.negated

/** A character, and the other cases of it where case does not count. */
export const codesOf = (character: string, ignoreCase: boolean): ReadonlyArray<number> =>
  (ignoreCase ? [character, character.toLowerCase(), character.toUpperCase()] : [character])
    .filter((each) => [...each].length === 1)
    .map((each) => each.codePointAt(0) ?? 0)

const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character)

/** Whether an assertion of an expression holds between two characters of the text. */
export const holdsAt = (
  at: 'start' | 'end' | 'boundary' | 'inside',
  text: ReadonlyArray<string>,
  position: number
): boolean => {
  if (at === 'start') return position === 0
  if (at === 'end') return position === text.length
  return (isWord(text[position - 1]) !== isWord(text[position])) === (at === 'boundary')
}
