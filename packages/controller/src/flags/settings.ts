import { type FormerFlag, flagsInEnvironment, formerFlags, installationFrom } from '@alb-ingress/adapter-memory'
import { Checked, type Diagnostic, E, isError, own, printable } from '@alb-ingress/core'
import { readConfig } from './config-file.js'
import type { Flag } from './flag.js'
import { idleFlags, idleSwitches } from './idle-flags.js'
import { installationFlags } from './installation-flags.js'
import { referenceLease, runningFlags } from './running.js'
import { readWords, type Writing } from './words.js'

type Running = typeof runningFlags

/** What every running flag says, by the name that the program has for it. */
export type Values = {
  readonly [K in keyof Running]: Running[K] extends Flag<infer A> ? A : never
}

type Given = Readonly<Record<string, unknown>>

/** All that was said, read; and what is to be told of it although it can be used. */
export interface Settings {
  readonly values: Values
  /** Flags of the installation by name, for whoever knows region, account and VPC. */
  readonly installation: Given
  readonly notes: ReadonlyArray<string>
}

/** Sentences, each on one line. */
export type Trouble = ReadonlyArray<string>

const runningByName: ReadonlyMap<string, Flag<unknown>> = new Map(
  // Every running flag is one of some value; which one matters only to who reads `Values`.
  (Object.values(runningFlags) as ReadonlyArray<Flag<unknown>>).map((flag) => [flag.name, flag])
)

const configFlag = 'config'

const formerSwitches: ReadonlySet<string> = new Set([
  ...['election', 'aws-api-debug', 'profiling', 'logtostderr', 'alsologtostderr', 'restrict-scheme']
])

const writings = (): ReadonlyMap<string, Writing> => {
  const found = new Map<string, Writing>([[configFlag, 'value']])
  for (const name of Object.keys(formerFlags)) found.set(name, formerSwitches.has(name) ? 'switch' : 'value')
  for (const name of Object.keys(idleFlags)) found.set(name, idleSwitches.has(name) ? 'switch' : 'value')
  for (const { name, placeholder } of installationFlags)
    found.set(name, placeholder === '' ? 'switch' : placeholder.endsWith(',...') ? 'many' : 'value')
  for (const [name, { type }] of runningByName)
    found.set(name, type.isMany === true ? 'many' : type.placeholder === '' ? 'switch' : 'value')
  return found
}

/** All names that mean something. */
export const flagNames: ReadonlyArray<string> = [...writings().keys()].sort()

/** What the flags of AWS ALB Ingress Controller 1.x say, under the names of today. */
const today = (given: Given): { readonly given: Given; readonly notes: Trouble; readonly trouble: Trouble } => {
  const now: Record<string, unknown> = {}
  const notes: Array<string> = []
  const trouble: Array<string> = []
  for (const [name, value] of Object.entries(given)) {
    const former: FormerFlag | undefined = own(formerFlags, name)
    const idle = own(idleFlags, name)
    if (idle !== undefined) notes.push(`--${name} has no effect. ${idle}`)
    else if (former === undefined || (former.now === undefined && former.answer === 'hinted')) now[name] = value
    else if (former.answer === 'refused') trouble.push(`--${name} is not understood any more. ${former.remark}`)
    else if (former.answer === 'idle' || former.now === undefined)
      notes.push(`--${name} has no effect. ${former.remark}`)
    else if (given[former.now] !== undefined) notes.push(`--${name} is not read, as --${former.now} is there too.`)
    else {
      now[former.now] = former.value?.(value) ?? value
      notes.push(`--${name} is the name of a former version. ${former.remark}`)
    }
  }
  return { given: now, notes, trouble }
}

const sentence = ({ message, hint }: Diagnostic): string => printable(`${message} ${hint}`)

/** Region, account and VPC are found out later; here it is only whether the flags can be used. */
const installationTrouble = (given: Given): { readonly notes: Trouble; readonly trouble: Trouble } => {
  const findings = Checked.findings(installationFrom({ flags: given }, 'the flags'))
  const name = given['cluster-name']
  const nameless = name === undefined || name === '' ? ['--cluster-name is missing: name the cluster.'] : []
  return {
    trouble: [...nameless, ...findings.filter(isError).map(sentence)],
    notes: findings.filter((finding) => !isError(finding)).map(sentence)
  }
}

const ended = (words: string): string => (/[.?]$/.test(words) ? words : `${words}.`)

const runningValues = (given: Given): { readonly values: Values; readonly trouble: Trouble } => {
  const trouble: Array<string> = []
  const values: Record<string, unknown> = {}
  for (const [key, { name, type, fallback }] of Object.entries(runningFlags)) {
    const said = given[name]
    const read = said === undefined ? E.right(fallback) : (type as Flag<unknown>['type']).read(said)
    if (E.isRight(read)) values[key] = read.right
    else trouble.push(printable(`--${name} is ${JSON.stringify(said)}, and should be ${ended(read.left)}`))
  }
  // Each member was read by the type of its own flag.
  return { values: values as unknown as Values, trouble }
}

/** What fits to no other flag that was given. */
const contradictions = ({ isBesideOther, isElecting, leaseName }: Values): Trouble =>
  isBesideOther && isElecting && leaseName === referenceLease
    ? [
        '--act-beside-other-controller waits for ever for the lease that the other controller holds: set --leader-election-id.'
      ]
    : []

/** What somebody said, wherever: a flag outranks the config file, which outranks the environment. */
export interface Said {
  readonly argv: ReadonlyArray<string>
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The text of a file, or why it cannot be read. */
  readonly readFile: (path: string) => E.Either<string, string>
}

const configured = (path: string | undefined, read: Said['readFile']): E.Either<Trouble, Given> => {
  if (path === undefined) return E.right({})
  const content = read(path)
  return E.isLeft(content) ? E.left([`--config: ${content.left}`]) : readConfig(path, content.right, flagNames)
}

/** All settings of the controller, or all that is wrong with them. */
export const readSettings = ({ argv, environment, readFile }: Said): E.Either<Trouble, Settings> => {
  const words = readWords(argv, writings())
  const { [configFlag]: path, ...flags } = words.given
  const config = configured(path, readFile)
  const file = E.isRight(config) ? config.right : {}
  const said = { ...file, ...flags }
  const around = flagsInEnvironment(environment, said)
  const { given, notes, trouble } = today({ ...around.flags, ...said })
  const running = runningValues(given)
  const ofInstallation = Object.fromEntries(Object.entries(given).filter(([name]) => !runningByName.has(name)))
  const install = installationTrouble(ofInstallation)
  const all = [
    ...words.trouble,
    ...(E.isLeft(config) ? config.left : []),
    ...trouble,
    ...running.trouble,
    ...(running.trouble.length > 0 ? [] : contradictions(running.values)),
    ...install.trouble
  ]
  if (all.length > 0) return E.left(all)
  return E.right({
    values: running.values,
    installation: ofInstallation,
    notes: [...around.findings.map(sentence), ...notes, ...install.notes]
  })
}
