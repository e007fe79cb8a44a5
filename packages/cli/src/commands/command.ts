import type { TE } from '@alb-ingress/core'
import type { ExitStatus, Trouble } from '../exit.js'
import type { Io } from '../io.js'
import type { Choice } from '../options/choice.js'
import type { CliOption } from '../options/option.js'

/** A command of the program, as data: its flags and its help follow from it. */
export interface CommandSpec {
  readonly name: string
  readonly summary: string
  /** What help says after the options: how to use it, and what the exit status means. */
  readonly notes: ReadonlyArray<string>
  /** Words without a flag, in order, and what they are. One in brackets may be left out. */
  readonly words: ReadonlyArray<readonly [name: string, help: string]>
  readonly options: ReadonlyArray<CliOption<unknown>>
  readonly run: (io: Io, choice: Choice, words: ReadonlyArray<string>) => TE.TaskEither<Trouble, ExitStatus>
}
