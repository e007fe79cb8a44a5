import type { Files } from '@alb-ingress/adapter-k8s/manifests'
import type { Fault, TE } from '@alb-ingress/core'
import type { Reach } from './world/reach.js'

/** The files that a run reads and writes, besides manifests. */
export interface TextFiles {
  readonly read: (path: string) => TE.TaskEither<Fault, string>
  /** All of the new text or all of the old one, whatever happens meanwhile. */
  readonly replace: (path: string, text: string) => TE.TaskEither<Fault, void>
  /** Does some work while nobody else does any on this file. A fault says that somebody does. */
  readonly alone: <F, A>(path: string, work: TE.TaskEither<F, A>) => TE.TaskEither<Fault | F, A>
  /** A file, new or not, that nobody else may read. */
  readonly keep: (path: string, text: string) => TE.TaskEither<Fault, void>
}

/** What a run asks of the process it is in; tests and the demo bring their own. */
export interface Io {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** At which streams a person sits. */
  readonly terminal: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean }
  /** Characters in a line, where somebody sees lines. */
  readonly columns?: number
  readonly env: Readonly<Record<string, string | undefined>>
  /** What a person types after a question. */
  readonly ask: (question: string) => Promise<string>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly texts: TextFiles
  readonly manifests: Files
  readonly reach: Reach
}
