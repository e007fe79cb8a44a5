import type { InstallationFlag, Section } from './flag.js'
import { idleFlags } from './idle-flags.js'
import { installationFlags } from './installation-flags.js'
import { runningFlags } from './running.js'
import type { ValueType } from './value.js'

const sections: ReadonlyArray<Section> = [
  ...(['General', 'AWS', 'Servers and leadership', 'Ingress', 'Security groups', 'Targets', 'How it acts'] as const)
]

interface Shown<A> {
  readonly type: ValueType<A>
  readonly fallback: A
  readonly shownFallback?: string
}

const fallbackText = <A>({ type, fallback, shownFallback }: Shown<A>): string => shownFallback ?? type.show(fallback)

const config: InstallationFlag = {
  name: 'config',
  section: 'General',
  placeholder: 'file',
  shownFallback: 'none',
  help: 'A YAML or JSON file with flags by their names. A flag on the command line outranks it.'
}

/** Every flag that has an effect, as readers see it. */
const shownFlags: ReadonlyArray<InstallationFlag> = [
  config,
  ...installationFlags,
  ...Object.values(runningFlags).map((flag) => ({
    ...{ name: flag.name, section: flag.section, help: flag.help, placeholder: flag.type.placeholder },
    // Type and fallback of one flag belong together, which a union of flags does not show.
    shownFallback: fallbackText(flag as unknown as Shown<unknown>)
  }))
]

const bySection = (): ReadonlyArray<readonly [Section, ReadonlyArray<InstallationFlag>]> =>
  sections.map((section) => [section, shownFlags.filter((flag) => flag.section === section)])

const usage = ({ name, placeholder }: InstallationFlag): string =>
  placeholder === '' ? `--${name}` : `--${name}=${placeholder}`

const width = 100
const indent = 6

const wrapped = (text: string): string => {
  const lines: Array<string> = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && indent + last.length + word.length >= width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.map((line) => ' '.repeat(indent) + line).join('\n')
}

/** What --help prints. */
export const helpText = (): string =>
  [
    'Usage: alb-ingress-controller --cluster-name=NAME [flags]',
    '',
    'Watches the Ingresses of a cluster, and keeps Application Load Balancers as they ask for.',
    ...bySection().flatMap(([section, flags]) => [
      '',
      `${section}:`,
      ...flags.flatMap((flag) => [`  ${usage(flag)}`, wrapped(`${flag.help} Default: ${flag.shownFallback}.`)])
    ]),
    '',
    'Accepted, and without effect:',
    wrapped(Object.keys(idleFlags).join(', ')),
    ''
  ].join('\n')

// A bar ends a cell.
const cell = (text: string): string => text.replaceAll('|', '\\|')

const row = (flag: InstallationFlag): string =>
  `| \`${cell(usage(flag))}\` | ${cell(flag.shownFallback)} | ${cell(flag.help)} |`

const table = (flags: ReadonlyArray<InstallationFlag>): ReadonlyArray<string> => [
  '| flag | default | meaning |',
  '|---|---|---|',
  ...flags.map(row)
]

/** The reference page of the flags. */
export const flagsPage = (): string =>
  [
    '# Flags of the controller',
    '',
    'Made from the declarations; `npm run golden` writes it anew. Flags of AWS Load Balancer Controller keep their names and defaults;',
    'those of AWS ALB Ingress Controller 1.x are understood, and the log says what to write today. A flag outranks the config file, which',
    'outranks the environment. All that is wrong is told at once, and then nothing is started.',
    ...bySection().flatMap(([section, flags]) => ['', `## ${section}`, '', ...table(flags)]),
    '',
    '## Accepted, and without effect',
    '',
    '| flag | why |',
    '|---|---|',
    ...Object.entries(idleFlags).map(([name, why]) => `| \`--${name}\` | ${why} |`),
    ''
  ].join('\n')
