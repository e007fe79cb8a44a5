import { E, type Fault, pipe, RA, TE } from '@alb-ingress/core'
import type { Manifests } from './document.js'
import { expand, standardInput } from './expand.js'
import { type Files, fileFault, nodeFiles } from './files.js'
import { type File, parseAll } from './parse.js'

type Faults = ReadonlyArray<Fault>

// One after another: thousands of files at once would exhaust what the machine lets us open. All faults are told, not only the first.
const inTurn =
  <A, B>(work: (item: A) => TE.TaskEither<Fault, B>) =>
  (items: ReadonlyArray<A>): TE.TaskEither<Faults, ReadonlyArray<B>> =>
  async () => {
    const done: Array<B> = []
    const faults: Array<Fault> = []
    for (const item of items) {
      const result = await work(item)()
      if (E.isLeft(result)) faults.push(result.left)
      else done.push(result.right)
    }
    return faults.length > 0 ? E.left(faults) : E.right(done)
  }

/** Windows tools redirect text as UTF-16; its first two bytes say so. */
const encodingOf = ([first, second]: Uint8Array): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

const decoded = (path: string, bytes: Uint8Array): E.Either<Fault, string> =>
  E.tryCatch(
    () => new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes),
    () => fileFault(path, 'encoding', 'is not text in UTF-8; save it as UTF-8')
  )

const contents =
  (files: Files) =>
  (path: string): TE.TaskEither<Fault, File> => {
    const isInput = path === standardInput
    const file = isInput ? 'standard input' : path
    return pipe(
      isInput ? files.standardInput : files.bytes(path),
      TE.chainEitherK((bytes) => decoded(file, bytes)),
      TE.map((text) => ({ file, text }))
    )
  }

const named =
  (files: Files) =>
  (path: string): TE.TaskEither<Fault, readonly [string, string]> =>
    pipe(
      path === standardInput ? TE.right(path) : files.truePath(path),
      TE.map((truePath) => [truePath, path])
    )

/** Each file once, where it was named first: a folder and a glob may reach the same file, which is no second object. */
const distinct = (paths: ReadonlyArray<readonly [string, string]>): ReadonlyArray<string> => {
  const byTruePath = new Map<string, string>()
  for (const [truePath, path] of paths) if (!byTruePath.has(truePath)) byTruePath.set(truePath, path)
  return [...byTruePath.values()]
}

/**
 * Reads manifests from files, folders (with all below them), globs and `-`, standard input; files of a folder in the order of their names.
 * A path that cannot be read is a fault, and then nothing is read: half of the input would look like a wish to remove the rest. All such paths
 * are told together. What is wrong *inside* a file is a diagnostic.
 */
export const readManifests = (
  paths: ReadonlyArray<string>,
  files: Files = nodeFiles
): TE.TaskEither<ReadonlyArray<Fault>, Manifests> =>
  pipe(
    paths,
    inTurn(expand(files)),
    TE.map(RA.flatten),
    TE.chain(inTurn(named(files))),
    TE.map(distinct),
    TE.chain(inTurn(contents(files))),
    TE.map(parseAll)
  )
