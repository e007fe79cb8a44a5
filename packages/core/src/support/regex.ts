import { E, pipe } from '../prelude.js'
import { codesOf, compile, holdsAt, type Instruction, isIn } from './regex-program.js'

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
    if (instruction?.do === 'mark') open.push(next + 1)
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
      if (instruction?.do === 'read' && isIn(instruction.set, codes)) next.push(at + 1)
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
    compile(pattern),
    E.map((program) => (text: string) => run(program, [...text], ignoreCase))
  )
