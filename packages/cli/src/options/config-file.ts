import { dirname, join } from 'node:path'
import { E, nearest, O } from '@alb-ingress/core'
import { LineCounter, parseDocument } from 'yaml'
import { oneLine, type Trouble } from '../exit.js'
import type { Given } from './flags.js'
import type { CliOption } from './option.js'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// `uniqueKeys` makes a key that stands twice an error: nobody should have to guess which one counts.
const parsed = (file: string, text: string): E.Either<Trouble, unknown> => {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true, logLevel: 'silent' })
  const [error] = document.errors
  if (error === undefined) return E.right(document.toJS())
  const { line, col } = lineCounter.linePos(error.pos[0])
  return E.left([oneLine(`${file}:${line}:${col}: The config file is not YAML or JSON: ${error.message}`)])
}

const unknownKey = (file: string, key: string, names: ReadonlyArray<string>): string => {
  const meant = nearest(key, names)
  const advice = O.isSome(meant)
    ? `Did you mean ${meant.value}?`
    : 'Options have the names of their flags, without dashes.'
  return oneLine(`${file}: No option is called ${JSON.stringify(key)}. ${advice}`)
}

// A path in a config file means the same wherever the command is started.
const fromFolder = (folder: string, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((path) => fromFolder(folder, path))
  return typeof value === 'string' && value !== '-' && value !== '' ? join(folder, value) : value
}

const readValue = (file: string, option: CliOption<unknown>, written: unknown): E.Either<string, unknown> => {
  if (option.isFlagOnly === true)
    return E.left(`${file}: ${option.name} is for the command line only: say --${option.name}.`)
  const value = option.type.read(option.type.isPath ? fromFolder(dirname(file), written) : written)
  return O.isSome(value)
    ? E.right(value.value)
    : E.left(oneLine(`${file}: ${option.name} is ${JSON.stringify(written)}, and should be ${option.type.expected}.`))
}

/**
 * Reads a config file, YAML or JSON: options by their names, for whatever command. All problems are told together; a key that no option has is
 * refused, as it would otherwise be without effect and without a word.
 */
export const readConfig = (
  file: string,
  content: string,
  options: ReadonlyArray<CliOption<unknown>>
): E.Either<Trouble, Given> => {
  const read = parsed(file, content)
  if (E.isLeft(read)) return read
  if (read.right === null || read.right === undefined) return E.right(new Map())
  if (!isRecord(read.right)) return E.left([`${file}: The config file should hold option names and their values.`])
  const byName = new Map(options.map((option) => [option.name, option]))
  const given = new Map<string, unknown>()
  const trouble: Array<string> = []
  for (const [key, written] of Object.entries(read.right)) {
    const option = byName.get(key)
    const value =
      option === undefined ? E.left(unknownKey(file, key, [...byName.keys()])) : readValue(file, option, written)
    if (E.isLeft(value)) trouble.push(value.left)
    else given.set(key, value.right)
  }
  return trouble.length > 0 ? E.left(trouble) : E.right(given)
}
