import { E, O } from '@alb-ingress/core'
import { type Command, Option } from 'commander'
import { oneLine, type Trouble } from '../exit.js'
import type { CliOption } from './option.js'

/** What somebody said, by the name of the option; every value was read by that option's type. */
export type Given = ReadonlyMap<string, unknown>

const usage = ({ name, short, placeholder = 'value', type }: CliOption<unknown>): string => {
  const flag = short === undefined ? `--${name}` : `-${short}, --${name}`
  switch (type.words) {
    case 'none':
      return flag
    case 'optional':
      return `${flag} [${placeholder}]`
    case 'many':
      return `${flag} <${placeholder}...>`
    case 'one':
    case 'repeated':
      return `${flag} <${placeholder}>`
  }
}

const helpText = ({ help, fallback, shownFallback }: CliOption<unknown>): string => {
  const usual = shownFallback ?? fallback
  return usual === undefined ? help : `${help} Default: ${String(usual)}.`
}

const collected = (word: string, before: unknown): ReadonlyArray<string> => [
  ...(Array.isArray(before) ? before : []),
  word
]

/** Adds a flag to a command. Commander keeps the words; they are read when all of them are there. */
export const addFlag = (command: Command, option: CliOption<unknown>, heading = 'Options:'): Command => {
  const flag = new Option(usage(option), helpText(option)).helpGroup(heading)
  if (option.type.words === 'repeated') flag.argParser(collected)
  if (option.isFormer === true) flag.hideHelp()
  return command.addOption(flag)
}

/** What the flags say. Every value that cannot be read is told. */
export const givenByFlags = (
  command: Command,
  options: ReadonlyArray<CliOption<unknown>>
): E.Either<Trouble, Given> => {
  const given = new Map<string, unknown>()
  const trouble: Array<string> = []
  for (const option of options) {
    const { name, type } = option
    const written: unknown = command.getOptionValue(camelCase(name))
    if (written === undefined) continue
    const value = type.read(written)
    if (O.isSome(value)) given.set(name, value.value)
    else trouble.push(oneLine(`--${name} is ${JSON.stringify(written)}, and should be ${type.expected}.`))
  }
  return trouble.length > 0 ? E.left(trouble) : E.right(given)
}

// The name under which commander keeps the value of a flag.
const camelCase = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
