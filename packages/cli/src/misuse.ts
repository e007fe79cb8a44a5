import { nearest, O } from '@alb-ingress/core'
import type { CommanderError } from 'commander'
import type { CommandSpec } from './commands/command.js'
import { manifests } from './options/declared.js'
import { optionsOf } from './program.js'

const meantOr = (word: string, known: Iterable<string>, otherwise: string): string => {
  const meant = nearest(word, known)
  return O.isSome(meant) ? `Did you mean ${meant.value}?` : otherwise
}

const seeHelp = ({ name }: CommandSpec): string => `See alb-ingress ${name} --help.`

const wordUsage = (name: string): string => (name.startsWith('[') ? name : `<${name}>`)

const usage = ({ name, words }: CommandSpec): string =>
  ['alb-ingress', name, ...words.map(([word]) => wordUsage(word))].join(' ')

// Words stand before options, as --manifests takes all that follow it.
const missingWord = (spec: CommandSpec, missing: string): string => {
  const [, help = ''] = spec.words.find(([name]) => name.replace('...', '') === missing) ?? []
  return `${spec.name} needs <${missing}>: ${help} Words come before --manifests and other options: ${usage(spec)}`
}

const tooManyWords = (spec: CommandSpec, all: string): string => {
  const takes = spec.words.length === 0 ? `${spec.name} takes options only` : `The order is ${usage(spec)}`
  const manifestsToo = spec.options.includes(manifests) ? '; manifests are named by --manifests PATH' : ''
  return `There are more words after ${spec.name} than it takes (${all}). ${takes}${manifestsToo}.`
}

const unknownOption = (spec: CommandSpec, written: string): string => {
  const [flag = ''] = written.split('=')
  const known = [
    ...optionsOf(spec)
      .filter(({ isFormer }) => isFormer !== true)
      .map(({ name }) => `--${name}`),
    '--help'
  ]
  return `${spec.name} has no option ${flag}. ${meantOr(flag, known, seeHelp(spec))}`
}

const unknownCommand = (written: string, commands: ReadonlyArray<CommandSpec>): string => {
  const known = [...commands.map(({ name }) => name), 'help', '--version']
  return `There is no command ${JSON.stringify(written)}. ${meantOr(written, known, 'alb-ingress --help lists them.')}`
}

const quoted = (message: string): string => /'([^']*)'/.exec(message)?.[1] ?? ''

/**
 * Words that commander does not understand, in a sentence that says what to write instead. `spec` is the command that they stand behind; there is
 * none where the command itself is not known.
 */
export const misuse = (
  { code, message }: CommanderError,
  spec: CommandSpec | undefined,
  commands: ReadonlyArray<CommandSpec>
): string => {
  const what = quoted(message)
  if (code === 'commander.unknownCommand') return unknownCommand(what, commands)
  if (spec === undefined) return `${message.replace(/^error: /, '')}. alb-ingress --help lists commands and options.`
  switch (code) {
    case 'commander.missingArgument':
      return missingWord(spec, what)
    case 'commander.excessArguments':
      return tooManyWords(spec, /got \d+: (.*)\.$/s.exec(message)?.[1] ?? '')
    case 'commander.unknownOption':
      return unknownOption(spec, what)
    case 'commander.optionMissingArgument':
      return `${what} has no value after it. ${seeHelp(spec)}`
    default:
      return message.replace(/^error: /, '')
  }
}
