import { E, pipe, TE } from '@alb-ingress/core'
import { CommanderError } from 'commander'
import { commands } from './commands/all.js'
import type { CommandSpec } from './commands/command.js'
import { type ExitStatus, oneLine, type Trouble } from './exit.js'
import type { Io } from './io.js'
import { misuse } from './misuse.js'
import { readConfig } from './options/config-file.js'
import { config } from './options/declared.js'
import { type Given, givenByFlags } from './options/flags.js'
import type { CliOption } from './options/option.js'
import { type Asked, optionsOf, program } from './program.js'

const nothingGiven: Given = new Map()

// One config file may serve all commands, so every command knows the options of all. Where two have one of the same name, its own counts.
const optionsAround = (spec: CommandSpec): ReadonlyArray<CliOption<unknown>> => [
  ...commands.flatMap(optionsOf),
  ...optionsOf(spec)
]

const configOf = (io: Io, spec: CommandSpec, flags: Given): TE.TaskEither<Trouble, Given> => {
  const file = flags.get(config.name)
  if (typeof file !== 'string') return TE.right(nothingGiven)
  return pipe(
    io.texts.read(file),
    TE.mapLeft(({ message }): Trouble => [`--config: ${oneLine(message)}`]),
    TE.chainEitherK((content) => readConfig(file, content, optionsAround(spec)))
  )
}

const perform = (io: Io, { spec, command, words }: Asked): TE.TaskEither<Trouble, ExitStatus> =>
  pipe(
    TE.fromEither(givenByFlags(command, optionsOf(spec))),
    TE.bindTo('flags'),
    TE.bind('config', ({ flags }) => configOf(io, spec, flags)),
    TE.chain(({ flags, config }) => spec.run(io, { command: spec.name, flags, config }, words))
  )

/** What the words ask for; a status where there is nothing to run: help, a version, or words that mean nothing. */
const asked = (argv: ReadonlyArray<string>, io: Io, version: string): Asked | ExitStatus => {
  let found: Asked | undefined
  try {
    program(io, version, commands, (each) => {
      found = each
    }).parse(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    // The first word is the command: no option stands before it.
    if (error.code !== 'commander.help')
      tell(io, [
        misuse(
          error,
          commands.find(({ name }) => name === argv[0]),
          commands
        )
      ])
    return 1
  }
  return found ?? 0
}

const tell = (io: Io, trouble: Trouble): void => {
  for (const sentence of trouble) io.err(`alb-ingress: ${oneLine(sentence)}\n`)
}

/**
 * The whole program: words of a command line in, exit status out. What the user can mend is told in sentences of one line each, with status 1,
 * and nothing was changed then; only a defect of ours is thrown.
 */
export const run = async (argv: ReadonlyArray<string>, io: Io, version = '0.0.0'): Promise<ExitStatus> => {
  const what = asked(argv, io, version)
  if (typeof what === 'number') return what
  const result = await perform(io, what)()
  if (E.isRight(result)) return result.right
  tell(io, result.left)
  return 1
}
