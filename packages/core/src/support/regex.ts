import { E, pipe } from '../prelude.js'
import { type CharacterSet, parseRegex, type Regex } from './regex-syntax.js'

type Instruction =
  | { readonly do: 'read'; readonly set: CharacterSet }
  | { readonly do: 'check'; readonly at: 'start' | 'end' | 'boundary' | 'inside' }
  | { readonly do: 'go'; readonly to: ReadonlyArray<number> }
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

const emitLoop = (program: Array<Instruction>, of: Regex): void => {
  const fork = reserve(program)
  emit(program, of)
  program.push({ do: 'go', to: [fork] })
  program[fork] = { do: 'go', to: [fork + 1, program.length] }
}

const emitRepeat = (program: Array<Instruction>, of: Regex, min: number, max: number): void => {
  for (let i = 0; i < min; i++) emit(program, of)
  if (max === Number.POSITIVE_INFINITY) {
    emitLoop(program, of)
    return
  }
  const forks: Array<number> = []
  for (let i = min; i < max; i++) {
    forks.push(reserve(program))
    emit(program, of)
  }
  for (const fork of forks) program[fork] = { do: 'go', to: [fork + 1, program.length] }
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
    case 'repeat':
      emitRepeat(program, regex.of, regex.min, regex.max)
  }
}

const compile = (regex: Regex): ReadonlyArray<Instruction> => {
  const program: Array<Instruction> = []
  emit(program, regex)
  program.push({ do: 'accept' })
  return program
}

const inRanges = ({ ranges }: CharacterSet, code: number): boolean =>
  ranges.some(([from, to]) => from <= code && code <= to)

/** A character, and the other cases of it where case does not count. */
const codesOf = (character: string, ignoreCase: boolean): ReadonlyArray<number> =>
  (ignoreCase ? [character, character.toLowerCase(), character.toUpperCase()] : [character])
    .filter((each) => [...each].length === 1)
    .map((each) => each.codePointAt(0) ?? 0)

const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character)

const holdsAt = (
  at: 'start' | 'end' | 'boundary' | 'inside',
  text: ReadonlyArray<string>,
  position: number
): boolean => {
  if (at === 'start') return position === 0
  if (at === 'end') return position === text.length
  return (isWord(text[position - 1]) !== isWord(text[position])) === (at === 'boundary')
}

/** All instructions that can be next at a position, those that only lead on followed to where they lead. */
const closure = (
  program: ReadonlyArray<Instruction>,
  starts: ReadonlyArray<number>,
  text: ReadonlyArray<string>,
  position: number
): ReadonlySet<number> => {
  const reached = new Set<number>()
  const open = [...starts]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue
    reached.add(next)
    const instruction = program[next]
    if (instruction?.do === 'go') open.push(...instruction.to)
    if (instruction?.do === 'check' && holdsAt(instruction.at, text, position)) open.push(next + 1)
  }
  return reached
}

const run = (program: ReadonlyArray<Instruction>, text: ReadonlyArray<string>, ignoreCase: boolean): boolean => {
  const accept = program.length - 1
  let starts: ReadonlyArray<number> = []
  for (let position = 0; position <= text.length; position++) {
    // A match may begin anywhere, so the first instruction is always among the next ones.
    const reached = closure(program, [0, ...starts], text, position)
    if (reached.has(accept)) return true
    const codes = codesOf(text[position] ?? '', ignoreCase)
    const next: Array<number> = []
    for (const at of reached) {
      const instruction = program[at]
      if (instruction?.do !== 'read') continue
      const { set } = instruction
      if (codes.length > 0 && codes.some((code) => inRanges(set, code)) !== set.negated) next.push(at + 1)
    }
    starts = next
  }
  return false
}

/**
 * A regular expression as a test of texts, matching anywhere unless anchored. All ways are followed at once instead of one after
 * the other, so no pattern takes longer than its size times the length of the text. `Left` says why a pattern cannot be used.
 */
export const regexTest = (
  pattern: string,
  { ignoreCase = false }: { readonly ignoreCase?: boolean } = {}
): E.Either<string, (text: string) => boolean> =>
  pipe(
    parseRegex(pattern),
    E.filterOrElse(
      (regex) => sizeOf(regex) <= mostInstructions,
      () => 'its repetitions make it too large'
    ),
    E.map((regex) => {
      const program = compile(regex)
      return (text: string) => run(program, [...text], ignoreCase)
    })
  )
