import { Command, type Help } from 'commander'
import type { CommandSpec } from './commands/command.js'
import type { Io } from './io.js'
import { addFlag } from './options/flags.js'
import type { CliOption } from './options/option.js'
import { settings } from './options/settings.js'

/** What somebody asked for, as commander has understood it. */
export interface Asked {
  readonly spec: CommandSpec
  readonly command: Command
  readonly words: ReadonlyArray<string>
}

/** The options of a command, its own before the settings that all have. */
export const optionsOf = (spec: CommandSpec): ReadonlyArray<CliOption<unknown>> => [...spec.options, ...settings]

const about = 'Kubernetes Ingresses become AWS Application Load Balancers, by plans that can be read before they run.'

const after = `
Start here; the second line needs no account, and says what it assumes:
  alb-ingress lint manifests/
  alb-ingress plan --manifests manifests/ --assume-missing
  alb-ingress plan --manifests manifests/ --account account.json
  alb-ingress route GET https://shop.example/cart --manifests manifests/ --account account.json

With --account, everything works on an account written down in a file. Without it, --cluster-name
and your AWS credentials lead to AWS; --kubeconfig, --context or --in-cluster lead to a cluster.`

const settingsHeading = 'Settings of the installation (flag over config file over account file over default):'

const widest = 100
const termWidth = 26

// A long flag gets a line of its own: one of them would otherwise push every explanation to the right edge.
const formatItem = (term: string, _width: number, help: string, helper: Help): string => {
  const wrapped = helper.boxWrap(help, (helper.helpWidth ?? widest) - termWidth - 4)
  const lines = wrapped.replace(/\n/g, `\n${' '.repeat(termWidth + 4)}`)
  const gap = term.length > termWidth ? `\n${' '.repeat(termWidth + 4)}` : ' '.repeat(termWidth + 2 - term.length)
  return `  ${term}${gap}${lines}`
}

const addCommand = (program: Command, spec: CommandSpec, onAsked: (asked: Asked) => void): void => {
  const command = program.command(spec.name).summary(spec.summary).description(spec.summary)
  for (const [name, help] of spec.words) command.argument(name.startsWith('[') ? name : `<${name}>`, help)
  for (const option of spec.options) addFlag(command, option)
  for (const option of settings) addFlag(command, option, settingsHeading)
  command.addHelpText('after', `\n${spec.notes.join('\n')}`)
  command.action(() => onAsked({ spec, command, words: command.args }))
}

/** The command line as commander sees it. It only finds out what is asked for: nothing runs, nothing is printed but help, nothing exits. */
export const program = (
  io: Io,
  version: string,
  commands: ReadonlyArray<CommandSpec>,
  onAsked: (asked: Asked) => void
): Command => {
  const root = new Command('alb-ingress')
    .description(about)
    .version(version, '-V, --version', 'Print the version.')
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      // What is wrong comes as an exception, and is told in one line; only help that nobody asked for is written here.
      writeErr: io.err,
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(io.columns ?? widest, widest),
      getErrHelpWidth: () => Math.min(io.columns ?? widest, widest),
      getOutHasColors: () => false,
      getErrHasColors: () => false
    })
    .configureHelp({ formatItem })
    .helpOption('-h, --help', 'Print this help.')
    .helpCommand('help [command]', 'Print the help of a command.')
    .addHelpText('after', after)
  for (const spec of commands) addCommand(root, spec, onAsked)
  return root
}
