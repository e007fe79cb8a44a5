import { byText, type Fault, pipe, TE } from '@alb-ingress/core'
import { isDynamicPattern } from 'tinyglobby'
import { type Files, fileFault } from './files.js'

/** The path that stands for standard input, as in most tools. */
export const standardInput = '-'

const manifests = '**/*.{yaml,yml,json}'

// By code units, not by language: one folder gives one order on every machine.
const sorted = (paths: ReadonlyArray<string>): ReadonlyArray<string> => [...paths].sort(byText)

const someOf = (path: string, problem: string) =>
  TE.filterOrElse<Fault, ReadonlyArray<string>>(
    (found) => found.length > 0,
    () => fileFault(path, 'ENOENT', problem)
  )

const inFolder = (files: Files, folder: string): TE.TaskEither<Fault, ReadonlyArray<string>> =>
  pipe(files.find(manifests, folder), TE.map(sorted), someOf(folder, 'holds no file that ends in .yaml, .yml or .json'))

const matching = (files: Files, pattern: string): TE.TaskEither<Fault, ReadonlyArray<string>> =>
  pipe(files.find(pattern), TE.map(sorted), someOf(pattern, 'matches no file'))

/** The files that one argument means: a file, all manifests below a folder, the matches of a glob, or standard input. */
export const expand =
  (files: Files) =>
  (path: string): TE.TaskEither<Fault, ReadonlyArray<string>> => {
    if (path === standardInput) return TE.right([path])
    return pipe(
      files.kindOf(path),
      TE.chain((kind) => {
        if (kind === 'file') return TE.right([path])
        if (kind === 'folder') return inFolder(files, path)
        // Only now: a file may be called `a[1].yaml`.
        return isDynamicPattern(path) ? matching(files, path) : TE.left(fileFault(path, 'ENOENT'))
      })
    )
  }
