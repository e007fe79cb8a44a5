import { readFile, realpath, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Fault, fault, pipe, TE } from '@alb-ingress/core'
import { glob } from 'tinyglobby'

/** What reading manifests asks of the machine. */
export interface Files {
  readonly kindOf: (path: string) => TE.TaskEither<Fault, 'file' | 'folder' | 'absent'>
  /** The files below a folder that match a pattern, as paths that start with the folder. */
  readonly find: (pattern: string, folder?: string) => TE.TaskEither<Fault, ReadonlyArray<string>>
  readonly bytes: (path: string) => TE.TaskEither<Fault, Uint8Array>
  readonly standardInput: TE.TaskEither<Fault, Uint8Array>
  /** One name for one file, however it was reached: by links, or by two ways around. */
  readonly truePath: (path: string) => TE.TaskEither<Fault, string>
}

/** What Node puts on its errors; absent on errors of other makers. */
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown'

const kinds: Readonly<Record<string, Fault['kind']>> = {
  ENOENT: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
  EMFILE: 'limit'
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user'
}

/** A path that cannot be read, in a sentence; `problem` says why where the code does not. */
export const fileFault = (path: string, code: string, problem?: string): Fault =>
  fault(
    kinds[code] ?? 'unavailable',
    code,
    'read manifests',
    `${path} ${problem ?? sentences[code] ?? 'cannot be read'}.`
  )

const attempt = <A>(path: string, read: () => Promise<A>): TE.TaskEither<Fault, A> =>
  TE.tryCatch(read, (error) => fileFault(path, codeOf(error)))

const readStandardInput = async (): Promise<Uint8Array> => {
  const parts: Array<Uint8Array> = []
  for await (const part of process.stdin) parts.push(part)
  return Buffer.concat(parts)
}

/** This machine's files. Hidden files and folders are passed over, and so are installed packages, which bring YAML of their own. */
export const nodeFiles: Files = {
  kindOf: (path) =>
    attempt(path, async () => {
      const found = await stat(path).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return undefined
        throw error
      })
      if (found === undefined) return 'absent'
      return found.isDirectory() ? 'folder' : 'file'
    }),
  find: (pattern, folder) =>
    attempt(folder ?? pattern, async () => {
      const ignore = ['**/node_modules/**']
      const found = await glob(pattern, {
        ...(folder === undefined ? {} : { cwd: folder }),
        ignore,
        expandDirectories: false
      })
      return folder === undefined ? found : found.map((path) => join(folder, path))
    }),
  bytes: (path) => attempt(path, () => readFile(path)),
  standardInput: attempt('Standard input', readStandardInput),
  // Not every file has a true path: the shell's <(…) is a pipe.
  truePath: (path) =>
    pipe(
      attempt(path, () => realpath(path)),
      TE.orElse(() => TE.right(resolve(path)))
    )
}
