import { type AccountFile, decodeAccountFile, installationFrom } from '@alb-ingress/adapter-memory'
import { Checked, type Diagnostic, E, type Installation, isError, pipe, TE } from '@alb-ingress/core'
import { LineCounter, parseDocument } from 'yaml'
import { oneLine, sentence, type Trouble } from './exit.js'
import type { Io } from './io.js'
import type { Given } from './options/flags.js'
import { settings } from './options/settings.js'

/** An account file as it was read. */
export interface Account {
  readonly path: string
  /** What stood in the file: whoever writes it back makes sure that nobody else did meanwhile. */
  readonly text: string
  readonly file: AccountFile
  readonly noticed: ReadonlyArray<Diagnostic>
}

// JSON.parse says where only sometimes, and repeats what the file holds; a YAML parser knows lines, and all JSON is YAML.
const placeOfMistake = (text: string): string => {
  const lineCounter = new LineCounter()
  const [error] = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'silent' }).errors
  if (error === undefined) return ''
  const { line, col } = lineCounter.linePos(error.pos[0])
  return `:${line}:${col}`
}

const parsed = (path: string, text: string): E.Either<Trouble, unknown> =>
  E.tryCatch(
    () => JSON.parse(text.replace(/^\uFEFF/, '')) as unknown,
    () => [`${path}${placeOfMistake(text)}: The account file is not valid JSON.`]
  )

/** A checked value, or its errors as sentences. */
const soundOrTold = <A>(path: string, checked: Checked.Checked<A>): E.Either<Trouble, A> => {
  if (checked._tag !== 'Left') return E.right(checked.right)
  return E.left(checked.left.filter(isError).map((each) => sentence(path, each)))
}

/** Reads an account file. Trouble: it cannot be read, is no JSON, or holds something that is no account. */
export const readAccount = (io: Io, path: string): TE.TaskEither<Trouble, Account> =>
  pipe(
    io.texts.read(path),
    TE.mapLeft(({ message }): Trouble => [`--account: ${oneLine(message)}`]),
    TE.chainEitherK((text) =>
      pipe(
        parsed(path, text),
        E.chain((json) => {
          const decoded = decodeAccountFile(json, path)
          return pipe(
            soundOrTold(path, decoded),
            E.map((file) => ({ path, text, file, noticed: Checked.findings(decoded) }))
          )
        })
      )
    )
  )

/** Where a setting may come from, the strongest first. */
export interface SettingSources {
  readonly flags: Given
  readonly config: Given
  /** The path of the config file, for messages. */
  readonly configName: string
}

const settingsIn = (given: Given): Readonly<Record<string, unknown>> =>
  Object.fromEntries(settings.filter(({ name }) => given.has(name)).map(({ name }) => [name, given.get(name)]))

/** The installation, and what was noticed about settings that can be used all the same. */
export interface Settled {
  readonly install: Installation
  readonly noticed: ReadonlyArray<Diagnostic>
}

type Said = Readonly<Record<string, unknown>>

// The message names the setting; its path, as in an account file, would mislead here.
const saidBy = (flags: Said): ReadonlyArray<Diagnostic> => Checked.findings(installationFrom({ flags }))

const troubleIn = (flags: Said): ReadonlyArray<string> =>
  saidBy(flags)
    .filter(isError)
    .map(({ message, hint }) => `${message} ${hint}`)

const withoutPath =
  (source: string) =>
  (each: Diagnostic): Diagnostic => ({ ...each, at: { object: { kind: 'Settings', name: source }, path: [] } })

/** The installation: flag over config file over account file over default. Each source is checked for itself, so that blame goes where it belongs. */
export const installationOf = (
  { file, path }: Account,
  { flags, config, configName }: SettingSources
): E.Either<Trouble, Settled> => {
  const ofConfig = settingsIn(config)
  const ofFlags = settingsIn(flags)
  const ofFile = Checked.findings(installationFrom(file, path))
  const trouble = [
    ...ofFile.filter(isError).map((each) => sentence(path, each)),
    ...troubleIn(ofConfig).map((said) => oneLine(`${configName}: ${said}`)),
    ...troubleIn(ofFlags).map(oneLine)
  ]
  if (trouble.length > 0) return E.left(trouble)
  const noticed = [
    ...ofFile,
    ...saidBy(ofConfig).map(withoutPath(configName)),
    ...saidBy(ofFlags).map(withoutPath('command line'))
  ]
  const whole = installationFrom({ ...file, flags: { ...file.flags, ...ofConfig, ...ofFlags } }, path)
  return pipe(
    soundOrTold('Settings', whole),
    E.map((install) => ({ install, noticed }))
  )
}
