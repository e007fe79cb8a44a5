import { E, nearest, O, printable } from '@alb-ingress/core'
import { LineCounter, parseDocument } from 'yaml'

type Given = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads a config file, YAML or JSON: flags by their names, without dashes. `Left`: all that is wrong with the file itself; a key that is no
 * flag's would otherwise be without effect and without a word.
 */
export const readConfig = (
  file: string,
  content: string,
  names: ReadonlyArray<string>
): E.Either<ReadonlyArray<string>, Given> => {
  const lineCounter = new LineCounter()
  const document = parseDocument(content, { lineCounter, prettyErrors: false, uniqueKeys: true, logLevel: 'silent' })
  const [error] = document.errors
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0])
    return E.left([`${file}:${line}:${col}: The config file is not YAML or JSON: ${printable(error.message)}`])
  }
  const read: unknown = document.toJS()
  if (read === null || read === undefined) return E.right({})
  if (!isRecord(read)) return E.left([`${file}: The config file should hold names of flags and their values.`])
  const trouble = Object.keys(read)
    .filter((key) => !names.includes(key))
    .map((key) => {
      const meant = nearest(key, names)
      return `${file}: No flag is called ${printable(key)}. ${O.isSome(meant) ? `Did you mean ${meant.value}?` : 'Flags have their names without dashes.'}`
    })
  return trouble.length > 0 ? E.left(trouble) : E.right(read)
}
