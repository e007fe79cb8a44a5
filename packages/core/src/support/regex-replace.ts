import { E, pipe } from '../prelude.js'
import { codesOf, compile, holdsAt, type Instruction, isIn } from './regex-program.js'

/** By slot: where groups begin and end. The whole match has slots 0 and 1. */
type Marks = ReadonlyArray<number | undefined>

/** A way through the program that is still open. */
interface Thread {
  readonly at: number
  readonly marks: Marks
}

const withMark = (marks: Marks, slot: number, position: number): Marks => {
  const copy = [...marks]
  copy[slot] = position
  return copy
}

/** The instructions that read or accept next, in order of preference; each is reached by its most preferred way only. */
const reached = (
  program: ReadonlyArray<Instruction>,
  starts: ReadonlyArray<Thread>,
  text: ReadonlyArray<string>,
  position: number
): ReadonlyArray<Thread> => {
  const threads: Array<Thread> = []
  const seen = new Set<number>()
  const open = [...starts].reverse()
  for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
    const { at, marks } = thread
    if (seen.has(at)) continue
    seen.add(at)
    const instruction = program[at]
    switch (instruction?.do) {
      case 'go':
        for (const to of [...instruction.to].reverse()) open.push({ at: to, marks })
        break
      case 'mark':
        open.push({ at: at + 1, marks: withMark(marks, instruction.slot, position) })
        break
      case 'check':
        if (holdsAt(instruction.at, text, position)) open.push({ at: at + 1, marks })
        break
      default:
        threads.push(thread)
    }
  }
  return threads
}

/** The first match in the text, and of several there the preferred one, as Perl has it. All ways are followed at once. */
const firstMatch = (
  program: ReadonlyArray<Instruction>,
  text: ReadonlyArray<string>,
  ignoreCase: boolean
): Marks | undefined => {
  let found: Marks | undefined
  let starts: ReadonlyArray<Thread> = []
  for (let position = 0; position <= text.length; position++) {
    const begin = found === undefined ? [{ at: 0, marks: [position] }] : []
    const codes = codesOf(text[position] ?? '', ignoreCase)
    const next: Array<Thread> = []
    for (const { at, marks } of reached(program, [...starts, ...begin], text, position)) {
      const instruction = program[at]
      if (instruction?.do === 'accept') {
        found = withMark(marks, 1, position)
        // The ways that are left are less preferred.
        break
      }
      if (instruction?.do === 'read' && isIn(instruction.set, codes)) next.push({ at: at + 1, marks })
    }
    if (next.length === 0 && found !== undefined) return found
    starts = next
  }
  return found
}

const groupIn = (text: ReadonlyArray<string>, marks: Marks, number: number): string =>
  text.slice(marks[2 * number] ?? 0, marks[2 * number + 1] ?? 0).join('')

/**
 * Replaces the first match of a regular expression. In the replacement `$1` to `$9` stand for what the groups matched, and for nothing
 * where a group did not take part. The function gives `undefined` for a text without a match; `Left` says why a pattern cannot be used.
 */
export const regexReplace = (
  pattern: string,
  replacement: string,
  { ignoreCase = false }: { readonly ignoreCase?: boolean } = {}
): E.Either<string, (text: string) => string | undefined> =>
  pipe(
    compile(pattern),
    E.map((program) => (text: string) => {
      const characters = [...text]
      const marks = firstMatch(program, characters, ignoreCase)
      if (marks === undefined) return undefined
      const replaced = replacement.replace(/\$(\d)/g, (_, number: string) => groupIn(characters, marks, Number(number)))
      return `${characters.slice(0, marks[0]).join('')}${replaced}${characters.slice(marks[1]).join('')}`
    })
  )
